import { jsonBody, type Operation } from "../../document/index.ts";
import type { Exchange } from "../../result/index.ts";
import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import { answeredResource, isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { readWritten, show, valueAt } from "./expect-user.ts";
import { putValue } from "./put-value.ts";
import { isWholeName, sameValue } from "./same-value.ts";
import { learnRefusal } from "./stores-each.ts";
import { declaredAttributes, type UserAttribute, valuesFor, withValue } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";
const LENIENT = "LENIENT-ACCEPTED";
const CLEARS = "RFC7644-3.5.1-NULL-CLEARS";
const UNASSIGNED = "RFC7643-2.5-UNASSIGNED";

/**
 * Every attribute that the document declares, emptied: RFC 7644 section 3.5.1 has null for a single value and the empty
 * list for several, which clear what was there whatever the server does with attributes that are left out.
 */
export const userEmptied: ScenarioFamily["scenarios"] = (_contract, operation) =>
  declaredAttributes(operation).map((attribute) => scenarioFor(attribute, takesNull(operation, attribute.path)));

/** True where the declared request schema has null beside the attribute's own type. */
function takesNull(operation: Operation, path: string): boolean {
  const body = jsonBody(operation.request.content);
  const found = body?.validate(withValue({}, path, null)) ?? [];
  return !found.some(({ keyword }) => keyword !== "required");
}

function scenarioFor(attribute: UserAttribute, nullable: boolean): Scenario {
  const { path } = attribute;
  const isList = attribute.entries !== undefined;
  return {
    id: `put.user.emptied.${path}`,
    title: `A PUT with ${isList ? "an empty list" : "null"} clears \`${path}\`, which can be set again`,
    // Where the document excludes null, what becomes of it is only told: two attributes tell enough.
    depth: isList || nullable || ["title", "name.middleName"].includes(path) ? "standard" : "thorough",
    requirements: [REPLACED, STATE, UNASSIGNED, CLEARS, "VALUE-REFUSED", LENIENT],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      const [first, second] = valuesFor(context, attribute);
      await putValue(context, attribute, user, first);
      const body = withValue(user.body, path, isList ? [] : null);
      const answer = await context.write(user.id, body, {
        title: `PUT the User with \`${path}\` ${isList ? "as an empty list" : "null"}`,
        intent: { kind: "open", why: `a User without ${path}, which a server may need` },
      });
      needAnswer(answer);
      if (isRefusal(answer)) {
        learnRefusal(context, path, answer);
        await expectKept(context, user.id, path, first, answer);
        return;
      }
      if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
      const { resource, by } = await readWritten(context, { id: user.id, attributes: [{ path, value: undefined }] });
      if (isWholeName(path, resource)) throw new NoVerdict("not-applicable", "names are shown in another form");
      judgeCleared(context, { path, had: first, resource, by, declared: context.fits(body) });
      judgeAnswer(context, path, answer, resource);
      await putValue(context, attribute, user, second);
    },
  };
}

interface Cleared {
  readonly path: string;
  readonly had: unknown;
  readonly resource: JsonObject;
  readonly by: string;
  /** False where the declared schema excludes the way in which it was emptied. */
  readonly declared: boolean;
}

function judgeCleared(context: ScenarioContext, { path, had, resource, by, declared }: Cleared): void {
  const stored = valueAt(resource, path);
  const entries = Array.isArray(had) ? had : [had];
  const list: readonly unknown[] = Array.isArray(stored) ? stored : [stored];
  const asText = list.find(isWordForNothing);
  const kept = !isUnassigned(stored) && entries.some((entry) => list.some((other) => sameValue(entry, other, path)));
  context.learn({
    id: `put.emptied.${path}`,
    title: `\`${path}\` that a PUT empties`,
    value: isUnassigned(stored) ? "is cleared" : kept ? "is kept" : "is set to another value",
  });
  // Where the document excludes null, whoever takes it may also drop it; that is told.
  const requirement = declared ? REPLACED : LENIENT;
  const common = { requirement, invariant: `${path} emptied`, shape: "none" } as const;
  // A client sends these to have something cleared: whether it is has been seen.
  context.judge({ ...common, requirement: CLEARS, outcome: "passed" });
  if (asText !== undefined && !entries.some((entry) => sameValue(entry, asText, path))) {
    context.judge({
      ...common,
      requirement: UNASSIGNED,
      ...(declared ? { alsoViolates: [REPLACED] } : {}),
      invariant: `${path} nothing as a text`,
      outcome: "failed",
      expected: [`no \`${path}\``, "or a default of the server's"],
      actual: `${show(stored)} in ${by}`,
      message: `A PUT that empties \`${path}\` was acknowledged, and the word ${show(asText)} is stored as a text.`,
      pointer: `/${path.replaceAll(".", "/")}`,
    });
    return;
  }
  if (!kept) {
    for (const each of [requirement, UNASSIGNED]) context.judge({ ...common, requirement: each, outcome: "passed" });
    context.confirmed(by);
    return;
  }
  context.judge({
    ...common,
    ...(declared ? { alsoViolates: ["RFC7644-3.12-SUCCESS-MEANS-DONE", UNASSIGNED] } : {}),
    outcome: "failed",
    expected: [`no \`${path}\``, "or a default of the server's"],
    actual: `${show(stored)} in ${by}`,
    message: `A PUT that empties \`${path}\` was acknowledged, and the old value is still there.`,
    pointer: `/${path.replaceAll(".", "/")}`,
  });
}

/** True for nothing that became a text, as programs write it: no server has that for a default. */
function isWordForNothing(value: unknown): boolean {
  return value === "null" || value === "undefined";
}

function judgeAnswer(context: ScenarioContext, path: string, answer: Exchange, resource: JsonObject): void {
  const answered = answeredResource(answer);
  if (answered === undefined) return;
  const stored = valueAt(resource, path);
  const common = { requirement: STATE, invariant: path, shape: "none" } as const;
  if (sameValue(stored, valueAt(answered, path), path)) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: [`what the server keeps: ${show(stored)}`],
      actual: `the PUT was answered with ${show(valueAt(answered, path))}`,
      message: `The answer to a PUT that empties \`${path}\` shows another value than a read right after it.`,
      pointer: `/${path.replaceAll(".", "/")}`,
    });
  }
}

/** A refusal has changed nothing. */
async function expectKept(
  context: ScenarioContext,
  id: string,
  path: string,
  value: unknown,
  answer: Exchange,
): Promise<void> {
  const { resource, by } = await readWritten(context, { id, attributes: [{ path, value }] });
  const stored = valueAt(resource, path);
  const common = { requirement: "RFC7644-3.12-REFUSED-UNCHANGED", invariant: path, shape: "none" } as const;
  if (sameValue(value, stored, path)) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: [show(value)],
      actual: `${show(stored)} in ${by}`,
      message: `\`${path}\` has changed although the PUT was refused with ${statusText(answer)}.`,
    });
  }
}
