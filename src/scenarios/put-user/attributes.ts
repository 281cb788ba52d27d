import type { Exchange } from "../../result/index.ts";
import { isObject } from "../../scim/index.ts";
import { isRefusal, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import type { Depth, Scenario, ScenarioFamily } from "../scenario.ts";
import { type ExpectedAttribute, expectUser } from "./expect-user.ts";
import { declaredAttributes, others, type UserAttribute, valuesFor, withValue } from "./user-attributes.ts";

const REQUIREMENT = "RFC7644-3.5.1-RW-REPLACED";
const LEARNT = "VALUE-REFUSED";

/** Every attribute of the User schema that the document declares: set, changed, and for lists shortened. */
export const userAttributes: ScenarioFamily["scenarios"] = (_contract, operation) => [
  ...declaredAttributes(operation).map(scenarioFor),
  ...(declares(operation, "userName") ? [userRenamed] : []),
  ...(declares(operation, "userName") && declares(operation, "emails") ? [userRenamedBesideEmails] : []),
  ...(declares(operation, "name.formatted") ? [formattedName] : []),
  ...(declares(operation, "addresses") ? [formattedAddress] : []),
];

function scenarioFor(attribute: UserAttribute): Scenario {
  const { path } = attribute;
  return storesEach({
    path,
    depth: ["displayName", "emails", "name.familyName"].includes(path) ? "smoke" : "standard",
    open: attribute.open === true,
    values: (context) => valuesFor(context, attribute),
  });
}

interface Stored {
  readonly path: string;
  /** Tells scenarios of one path apart. */
  readonly suffix?: string;
  readonly title?: string;
  readonly depth: Depth;
  readonly open: boolean;
  readonly values: (context: ScenarioContext) => readonly unknown[];
  /** Sent and held beside it. */
  readonly beside?: (context: ScenarioContext) => Readonly<Record<string, unknown>>;
}

function storesEach({ path, suffix = "", title, depth, open, values, beside }: Stored): Scenario {
  return {
    id: `put.user.attributes.${path}${suffix}`,
    title: title ?? `A PUT stores \`${path}\`, and its next value`,
    depth,
    requirements: [REQUIREMENT, "RFC7644-3.1-RESPONSE-STATE", ...(open ? [LEARNT] : [])],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      const more = beside?.(context) ?? {};
      for (const [index, value] of values(context).entries()) {
        const body = { ...withValue(user.body, path, value), ...more };
        if (open && !context.fits(body))
          throw new NoVerdict("not-applicable", "the document's schema excludes what would be sent");
        const answer = await context.write(user.id, body, {
          title: `PUT the User with ${index === 0 ? "a" : "another"} \`${path}\``,
          intent: open ? { kind: "open", why: `which values of ${path} exist` } : { kind: "valid" },
        });
        if (open && isRefusal(answer)) {
          learnRefusal(context, path, answer);
          return;
        }
        await expectUser(context, {
          id: user.id,
          answer,
          attributes: [
            ...partsOf(path, value),
            ...others(body, path),
            ...Object.entries(more).map(([name, sent]) => ({ path: name, value: sent })),
          ],
        });
      }
    },
  };
}

/** A complex value is held against what was sent part by part: a server may show some of them alone. */
function partsOf(path: string, value: unknown): readonly ExpectedAttribute[] {
  if (!isObject(value)) return [{ path, value }];
  return Object.entries(value).map(([name, part]) => ({ path: `${path}.${name}`, value: part }));
}

/** A User gets another `userName`, which a server may keep for ever by refusing it. */
const userRenamed: Scenario = storesEach({
  path: "userName",
  depth: "standard",
  open: true,
  values: (context) => ["first new name", "second new name"].map((label) => context.attribute("userName", label)),
});

/** A name to log in by is no address, even where it looks like one: the addresses are those that were sent. */
const userRenamedBesideEmails: Scenario = storesEach({
  path: "userName",
  suffix: ".beside-emails",
  title: "A PUT with another `userName` stores the `emails` that it sends",
  depth: "standard",
  open: true,
  values: (context) => ["first new name", "second new name"].map((label) => context.attribute("userName", label)),
  beside: (context) => ({
    emails: [
      { value: context.attribute("emails.value", "work address"), type: "work", primary: true },
      { value: context.attribute("emails.value", "home address"), type: "home" },
    ],
  }),
});

/** The whole name as one text, which says the same as its parts. */
const formattedName: Scenario = storesEach({
  path: "name",
  suffix: ".formatted",
  title: "A PUT stores a whole `name`, and the next one",
  depth: "standard",
  open: false,
  values: () => [
    { givenName: "Ada", familyName: "Byron", formatted: "Ada Byron" },
    { givenName: "Augusta", familyName: "King", formatted: "Augusta King" },
  ],
});

/** RFC 7643 section 4.1.2: an address as one text may have line breaks. */
const formattedAddress: Scenario = storesEach({
  path: "addresses",
  suffix: ".formatted",
  title: "A PUT stores an address as one text of several lines",
  depth: "standard",
  open: true,
  values: () => [
    [{ type: "work", formatted: "1 Main Street\n10115 Berlin\nGermany" }],
    [{ type: "work", formatted: "2 Side Street\n14467 Potsdam\nGermany" }],
  ],
});

/** Says that the server refuses a value of which it may know better. */
export function learnRefusal(context: ScenarioContext, path: string, answer: Exchange): void {
  needAnswer(answer);
  context.judge({
    requirement: LEARNT,
    invariant: path,
    shape: "none",
    outcome: "failed",
    expected: ["the value stored"],
    actual: statusText(answer),
    message: `The server refuses the values of \`${path}\` that were tried with ${statusText(answer)}; that is its right.`,
  });
}
