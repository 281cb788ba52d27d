import type { Exchange } from "../../result/index.ts";
import { isObject } from "../../scim/index.ts";
import { isRefusal, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Depth, Scenario } from "../scenario.ts";
import { type ExpectedAttribute, expectUser } from "./expect-user.ts";
import { others, withValue } from "./user-attributes.ts";

const REQUIREMENT = "RFC7644-3.5.1-RW-REPLACED";
const LEARNT = "VALUE-REFUSED";

/** Values of an attribute that a PUT must store one after the other. */
export interface Stored {
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

/** A scenario that sends each of these values and sees it stored. */
export function storesEach({ path, suffix = "", title, depth, open, values, beside }: Stored): Scenario {
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
