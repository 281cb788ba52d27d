import { admits } from "../admitted.ts";
import { isRefusal, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { expectUser, readWritten, valueAt } from "./expect-user.ts";
import { others } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";
/** More than a table with a few columns holds, or a page of twenty. */
const MANY = 25;
const TYPES = ["work", "home", "other"];

/** A list longer than people have them: taken whole, or refused; nothing says that a server may drop what is beyond a number. */
export const userListMany: ScenarioFamily["scenarios"] = (_contract, operation) => {
  const list = ["emails", "phoneNumbers"].find((path) => declares(operation, path));
  return list === undefined ? [] : [scenarioFor(list)];
};

function scenarioFor(list: string): Scenario {
  return {
    id: "put.user.lists.many",
    title: `A PUT with ${MANY} entries of a list is stored with all of them, or refused`,
    depth: "standard",
    requirements: [REPLACED, UNCHANGED],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      const value = Array.from({ length: MANY }, (_, at) => ({
        value: valueOf(context, list, at),
        type: TYPES[at % TYPES.length],
        primary: at === 0,
      }));
      const body = { ...user.body, [list]: value };
      if (!admits(context.operation, list, value) || !context.fits(body))
        throw new NoVerdict("not-applicable", `the document's schema excludes ${MANY} \`${list}\``);
      const answer = await context.write(user.id, body, {
        title: `PUT ${MANY} \`${list}\``,
        intent: { kind: "open", why: `${MANY} entries, of which a server may take fewer` },
      });
      needAnswer(answer);
      if (!isRefusal(answer)) {
        await expectUser(context, { id: user.id, answer, attributes: [{ path: list, value }, ...others(body, list)] });
        return;
      }
      context.learn({
        id: "put.user.many",
        title: `${MANY} \`${list}\``,
        value: `are refused with ${statusText(answer)}`,
      });
      const { resource, by } = await readWritten(context, { id: user.id, attributes: [] });
      const stored = valuesIn(valueAt(resource, list)).filter((one) =>
        value.slice(1).some((sent) => sent.value === one),
      );
      const common = { requirement: UNCHANGED, invariant: list, shape: "body-type" } as const;
      if (stored.length === 0) return context.judge({ ...common, outcome: "passed" });
      return context.judge({
        ...common,
        outcome: "failed",
        expected: ["the User as it was"],
        actual: `${stored.length} of the entries in ${by}`,
        message: `A PUT of ${MANY} \`${list}\` was refused with ${statusText(answer)}, and part of it stored all the same.`,
      });
    },
  };
}

function valueOf(context: ScenarioContext, list: string, at: number): string {
  const own = list === "emails" ? `many-${at}@example.com` : `+49 30 9018${at + 100}`;
  return context.attribute(`${list}.value`, `many ${at}`) ?? own;
}

function valuesIn(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list.map((entry: unknown) => valueAt({ entry }, "entry.value")) : [];
}
