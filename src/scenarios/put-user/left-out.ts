import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import { answeredResource, isRefusal, statusText } from "../answer.ts";
import { headOf } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import { declares } from "../declares.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { expectAccepted, expectUser, readWritten, show, valueAt } from "./expect-user.ts";
import { putValue } from "./put-value.ts";
import { isWholeName, sameValue } from "./same-value.ts";
import { declaredAttributes, others, type UserAttribute, valuesFor, withValue } from "./user-attributes.ts";

const CONSISTENT = "RFC7644-3.5.1-OMITTED-CONSISTENT";
const CHOICE = "RFC7644-3.5.1-RW-OMITTED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";

const VALID = { kind: "valid" } as const;

type Policy = "kept" | "cleared" | "set to another value";

/** What became of a value that was left out. */
interface Fate {
  readonly policy: Policy;
  readonly stored: unknown;
}

/** Every attribute that the document declares, left out: kept, cleared or defaulted, and the same way each time. */
export const userEachLeftOut: ScenarioFamily["scenarios"] = (_contract, operation) => [
  ...declaredAttributes(operation).map(scenarioFor),
  ...(declares(operation, "active") ? [scenarioFor({ path: "active", values: [false, false] })] : []),
];

// What all at once cannot show, each alone: lists and parts, and what a server may have a default for.
const ALONE: ReadonlySet<string> = new Set(["title", "externalId", "emails", "name.middleName", "active"]);

function scenarioFor(attribute: UserAttribute): Scenario {
  const { path } = attribute;
  return {
    id: `put.user.left-out.${path}`,
    title: `A PUT without \`${path}\` keeps, clears or defaults it, the same way each time`,
    // The others are left out all at once in a scenario of their own; those that may be refused are not.
    depth: attribute.open === true || ALONE.has(path) ? "standard" : "thorough",
    requirements: [CONSISTENT, CHOICE, STATE],
    users: 0,
    groups: 0,
    run: async (context) => {
      if (isAlwaysSent(context, path))
        throw new NoVerdict("not-applicable", "the profile or the document says that it is always sent");
      const user = await context.user("own");
      const fates: Fate[] = [];
      for (const value of valuesFor(context, attribute)) {
        await putValue(context, attribute, user, value);
        const first = await putWithout(context, user, path, value, "");
        fates.push(first);
        // The same body once more: nothing that is left can depend on how often it was left out.
        const again = await putWithout(context, user, path, value, " again");
        judgeSame(context, path, sameValue(first.stored, again.stored, path), {
          expected: [show(first.stored)],
          actual: show(again.stored),
          message: `The same PUT without \`${path}\`, sent again, changed it.`,
        });
      }
      context.learn({
        id: `put.left-out.${path}`,
        title: `\`${path}\` that a PUT leaves out`,
        value: `is ${fates[0]?.policy ?? "unknown"}`,
      });
      context.judge({ requirement: CHOICE, invariant: path, shape: "none", outcome: "passed" });
      judgeSame(context, path, isOnePolicy(fates, path), {
        expected: ["the same each time"],
        actual: fates.map(({ policy }) => policy).join(", then "),
        message: `What becomes of \`${path}\` that a PUT leaves out is not always the same.`,
      });
    },
  };
}

/** Everything at once: a PUT that carries no more than a name. */
export const userLeftOut: Scenario = {
  id: "put.user.left-out",
  title: "Attributes that a PUT leaves out are kept or cleared, the same way each time",
  depth: "standard",
  requirements: [CONSISTENT, CHOICE, STATE],
  users: 0,
  groups: 0,
  run: async (context) => {
    const user = await context.user("own");
    const attributes = declaredAttributes(context.operation).filter(
      ({ open, path }) => open !== true && !isAlwaysSent(context, path),
    );
    const fates = new Map<string, Fate[]>();
    for (const round of [0, 1] as const) {
      const values = attributes.map((attribute) => ({
        path: attribute.path,
        value: valuesFor(context, attribute)[round],
      }));
      let body: Record<string, unknown> = user.body;
      for (const { path, value } of values) body = withValue(body, path, value);
      const set = await context.write(user.id, body, { title: "PUT the User with all it may have", intent: VALID });
      await expectUser(context, { id: user.id, answer: set, attributes: values });
      const bare = {
        schemas: user.body["schemas"],
        ...context.contract.profile.put.alwaysSend.User,
        userName: user.body["userName"],
      };
      const answer = await context.write(user.id, bare, {
        title: "PUT the User with its `userName` alone",
        intent: { kind: "open", why: "a User with no more than a name, of whom a server may need more" },
      });
      if (isRefusal(answer)) {
        throw new NoVerdict("not-applicable", `a PUT of \`userName\` alone is refused with ${statusText(answer)}`);
      }
      expectAccepted(context, { id: user.id, answer, attributes: [], about: CHOICE });
      const answered = answeredResource(answer);
      const shown = values.map(({ path }) => ({ path, value: valueAt(answered ?? {}, path) }));
      const { resource } = await readWritten(context, { id: user.id, attributes: answered === undefined ? [] : shown });
      for (const { path, value } of values.filter((each) => !isWholeName(each.path, resource))) {
        const stored = valueAt(resource, path);
        if (answered !== undefined) judgeShown(context, path, stored, valueAt(answered, path));
        fates.set(path, [...(fates.get(path) ?? []), { policy: policyOf(path, value, stored), stored }]);
      }
    }
    for (const [path, seen] of fates) {
      judgeSame(context, path, isOnePolicy(seen, path), {
        expected: ["the same each time"],
        actual: seen.map(({ policy }) => policy).join(", then "),
        message: `What becomes of \`${path}\` that a PUT of \`userName\` alone leaves out is not always the same.`,
      });
    }
    context.judge({ requirement: CHOICE, invariant: "all", shape: "none", outcome: "passed" });
  },
};

/** PUTs the User without an attribute; tells what became of it, and holds the answer against the read. */
async function putWithout(
  context: ScenarioContext,
  user: UserFixture,
  path: string,
  had: unknown,
  times: string,
): Promise<Fate> {
  const body = withValue(user.body, path, undefined);
  const answer = await context.write(user.id, body, {
    title: `PUT the User without \`${path}\`${times}`,
    intent: { kind: "open", why: `a User without ${path}, which a server may need` },
  });
  if (isRefusal(answer))
    throw new NoVerdict("not-applicable", `a PUT without it is refused with ${statusText(answer)}`);
  expectAccepted(context, { id: user.id, answer, attributes: [], about: CHOICE });
  // Which of the legal states is to come is not known: the answer says what to wait for.
  const answered = answeredResource(answer);
  const hint = answered === undefined ? [] : [{ path, value: valueAt(answered, path) }];
  const { resource, by } = await readWritten(context, { id: user.id, attributes: [...hint, ...others(body, path)] });
  judgeOthers(context, body, path, resource, by);
  if (isWholeName(path, resource)) throw new NoVerdict("not-applicable", "names are shown in another form");
  const stored = valueAt(resource, path);
  if (answered !== undefined) judgeShown(context, path, stored, valueAt(answered, path));
  return { policy: policyOf(path, had, stored), stored };
}

/** What the PUT did carry is stored whatever becomes of the rest. */
function judgeOthers(
  context: ScenarioContext,
  body: Readonly<Record<string, unknown>>,
  path: string,
  resource: JsonObject,
  by: string,
): void {
  for (const { path: other, value } of others(body, path)) {
    const stored = valueAt(resource, other);
    const common = { requirement: "RFC7644-3.5.1-RW-REPLACED", invariant: other, shape: "none" } as const;
    if (sameValue(value, stored, other)) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: [show(value)],
        actual: `${show(stored)} in ${by}`,
        message: `\`${other}\` is not what a PUT without \`${path}\` sent.`,
        pointer: `/${other}`,
      });
    }
  }
}

/** The answer shows what a read shows. */
function judgeShown(context: ScenarioContext, path: string, stored: unknown, shown: unknown): void {
  const failure = {
    expected: [`what the server keeps: ${show(stored)}`],
    actual: `the PUT was answered with ${show(shown)}`,
    message: `The answer to a PUT without \`${path}\` shows another value than a read right after it.`,
  };
  judgeSame(context, path, sameValue(stored, shown, path), failure, [STATE]);
}

function judgeSame(
  context: ScenarioContext,
  path: string,
  agrees: boolean,
  failure: { readonly expected: readonly string[]; readonly actual: string; readonly message: string },
  alsoViolates: readonly string[] = [],
): void {
  const common = { requirement: CONSISTENT, invariant: path, shape: "none" } as const;
  if (agrees) context.judge({ ...common, outcome: "passed" });
  else context.judge({ ...common, alsoViolates: [CHOICE, ...alsoViolates], outcome: "failed", ...failure });
}

/** True of what no PUT leaves out: what the profile says is always sent, and what the document has one value for. */
function isAlwaysSent({ contract }: ScenarioContext, path: string): boolean {
  const sent = contract.profile.put.alwaysSend.User ?? {};
  return Object.keys(sent).some((name) => name.toLowerCase() === headOf(path).toLowerCase());
}

/** One way for all: kept, cleared, or one default, which may happen to be the value that the User had (section 3.5.1). */
function isOnePolicy(fates: readonly Fate[], path: string): boolean {
  const [first] = fates;
  return (
    first === undefined ||
    fates.every(({ policy }) => policy === first.policy) ||
    fates.every(({ stored }) => !isUnassigned(stored) && sameValue(first.stored, stored, path))
  );
}

function policyOf(path: string, had: unknown, stored: unknown): Policy {
  if (sameValue(had, stored, path)) return "kept";
  return isUnassigned(stored) ? "cleared" : "set to another value";
}
