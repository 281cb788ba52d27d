import { isObject } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { expectUser, readWritten, valueAt } from "./expect-user.ts";
import { sameValue } from "./same-value.ts";
import { learnRefusal } from "./stores-each.ts";
import { canaryPath, declaredAttributes, entryFor, others, type UserAttribute, withValue } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const ONE_PRIMARY = "RFC7643-2.4-PRIMARY-ONCE";
const LENIENT = "LENIENT-ACCEPTED";

/** Entries by their place in the attribute's list; a star marks the primary one. */
type Step = readonly [title: string, ...entries: readonly `${number}${"*" | ""}`[]];

const STEPS: readonly Step[] = [
  ["three entries, the first primary", "0*", "1", "2"],
  ["the same entries in another order", "2", "0*", "1"],
  ["another entry primary", "0", "1*", "2"],
  ["one entry less", "0", "2"],
  ["one entry changed, and one new", "0", "3*"],
  ["a single entry", "3"],
];

/** Attributes with several values: each entry keeps its own type, one is primary, entries come, go and change. */
export const userLists: ScenarioFamily["scenarios"] = (_contract, operation) => [
  ...declaredAttributes(operation)
    .filter(({ entries }) => entries !== undefined)
    .map(scenarioFor),
  ...(declares(operation, "emails") ? [twoPrimaries] : []),
];

function scenarioFor(attribute: UserAttribute): Scenario {
  const { path, open, entries = [] } = attribute;
  return {
    id: `put.user.lists.${path}`,
    title: `Entries of \`${path}\` come, go and change with a PUT, each with what belongs to it`,
    depth: "standard",
    requirements: [REPLACED, ONE_PRIMARY, "RFC7644-3.1-RESPONSE-STATE", ...(open === true ? ["VALUE-REFUSED"] : [])],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      for (const [title, ...picked] of STEPS) {
        const value = picked.map((mark) => {
          const number = Number.parseInt(mark, 10);
          const entry = entryFor(context, path, entries[number], number);
          const primary = mark.endsWith("*") && entries[0]?.["type"] !== undefined;
          return primary && isObject(entry) ? Object.assign(entry, { primary }) : entry;
        });
        const body = { ...user.body, [path]: value };
        const answer = await context.write(user.id, body, {
          title: `PUT \`${path}\` with ${title}`,
          intent: open === true ? { kind: "open", why: `which values of ${path} exist` } : { kind: "valid" },
        });
        if (open === true && isRefusal(answer)) {
          learnRefusal(context, path, answer);
          return;
        }
        await expectUser(context, { id: user.id, answer, attributes: [{ path, value }, ...others(body, path)] });
      }
    },
  };
}

/** Two primary entries are one too many (RFC 7643 section 2.4): refused, or stored with one at most. */
const twoPrimaries: Scenario = {
  id: "put.user.lists.two-primaries",
  title: "A PUT with two primary `emails` is refused, or stored with one",
  depth: "standard",
  requirements: [ONE_PRIMARY, "RFC7644-3.12-SUCCESS-MEANS-DONE", "RFC7644-3.12-REFUSED-UNCHANGED", LENIENT],
  users: 0,
  groups: 0,
  run: async (context) => {
    const user = await context.user("own");
    const emails = ["work", "home"].map((type) => ({ value: mail(context, type), type, primary: true }));
    const path = canaryPath(context.operation);
    const answer = await context.write(user.id, withValue({ ...user.body, emails }, path, "Canary"), {
      title: "PUT two primary `emails`, with a valid change beside them",
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const done = isSuccess(answer);
    if (!done && !isRefusal(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
    const wanted = done ? "Canary" : valueAt(user.body, path);
    // The check of every answer looks for the two primary ones; here it is the rest that counts.
    const { resource } = await readWritten(context, { id: user.id, attributes: [{ path, value: wanted }] });
    const requirement = done ? "RFC7644-3.12-SUCCESS-MEANS-DONE" : "RFC7644-3.12-REFUSED-UNCHANGED";
    const common = { requirement, invariant: "canary", shape: "body-type" } as const;
    if (sameValue(wanted, valueAt(resource, path))) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: [done ? "the valid change applied" : "the User as it was"],
        actual: `${statusText(answer)}, the change was ${done ? "not " : ""}made`,
        message: `A PUT with two primary \`emails\` was answered ${statusText(answer)}, and the valid change beside them was ${done ? "not " : ""}made.`,
      });
    }
    const lenient = { requirement: LENIENT, invariant: "two-primaries", shape: "body-type" } as const;
    if (!done) context.judge({ ...lenient, outcome: "passed" });
    else {
      context.judge({
        ...lenient,
        outcome: "failed",
        expected: ["a refusal with 400"],
        actual: statusText(answer),
        message: "A PUT with two primary `emails` was accepted.",
      });
    }
  },
};

/** An address of a domain that the server takes. */
function mail(context: ScenarioContext, label: string): string {
  return context.attribute("emails.value", label) ?? `${label}@example.com`;
}
