import type { Exchange, ShapeClass } from "../../result/index.ts";
import { type JsonObject, type LegalOutcome, outcomeSeen, USER_SCHEMA } from "../../scim/index.ts";
import { answeredResource, isSuccess, statusText } from "../answer.ts";
import { pointerTo } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { show, valueAt } from "../put-user/expect-user.ts";
import { sameValue } from "../put-user/same-value.ts";
import { leftOver } from "./left-over.ts";
import { differing, headsOf } from "./unchanged.ts";

const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const STATE = "RFC7644-3.1-RESPONSE-STATE";
const FULL = "RFC7644-3.5.2-200-FULL";
const EMPTY = "RFC7644-3.5.2-204-EMPTY";
const TARGET = "RFC7644-3.5.2-TARGET-ONLY";
const NO_DUP = "RFC7643-2.4-NO-DUP";

type LegalState = Extract<LegalOutcome, { kind: "state" }>;

/** An answered PATCH and every state that it may have come to, the one closest to the letter first. */
export interface PatchedUser {
  readonly id: string;
  /** The User before, where it is known: what was not to change is told apart by it. */
  readonly before?: JsonObject;
  /** The same, where it serves for no more than to see what is left over in entries of lists: `before` by default. */
  readonly was?: JsonObject;
  readonly answer: Exchange;
  readonly states: readonly LegalState[];
  /** What is looked at. */
  readonly paths: readonly string[];
  /** The requirements that the PATCH rests on, the first the one that a wrong state breaks. */
  readonly rules: readonly string[];
  /** The class that findings are filed under: that of generated edits by default. */
  readonly shape?: ShapeClass;
}

/** What a PATCH has come to. */
export interface PatchedState {
  /** Of the legal states the one that was found, or the one closest to it. */
  readonly expected: JsonObject;
  readonly seen: JsonObject;
}

/**
 * Judges that an acknowledged PATCH has left the User in a legal state, and that its answer shows that state.
 *
 * @throws NoVerdict when it was not acknowledged, or the User cannot be read
 */
export async function expectPatchedUser(context: ScenarioContext, patched: PatchedUser): Promise<PatchedState> {
  const { id, before, was = before, answer, states, paths, rules, shape = "edit-values" } = patched;
  if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PATCH was answered ${statusText(answer)}`);
  const [rule = "RFC7644-3.5.2-SEQUENTIAL", ...also] = rules;
  const legal = (user: JsonObject): LegalState | undefined => stateOf(user, states, paths, was);
  const look = await context.readUser(id, { holds: (user) => legal(user) !== undefined, names: headsOf(paths) });
  if (look.kind === "absent") {
    context.judge({
      requirement: "RFC7644-3.4.1-GET",
      alsoViolates: [rule],
      invariant: "readable",
      shape,
      outcome: "failed",
      expected: ["the User under its id"],
      actual: `${look.by} answered ${statusText(look.exchange)}`,
      message: "After an acknowledged PATCH the User can no longer be read.",
    });
    throw new NoVerdict("inconclusive", "the User is gone");
  }
  if (look.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
  const { resource: seen, by } = look;
  const found = legal(seen);
  const closest = found ?? closestOf(seen, states, paths, was);
  if (found === undefined) {
    const wrong = [...differing(closest.resource, seen, paths), ...leftOver(was, closest.resource, seen, paths)];
    for (const path of new Set(wrong)) {
      context.judge({
        requirement: rule,
        alsoViolates: [DONE, ...also, ...(isBeside(before, closest.resource, path) ? [TARGET] : [])],
        invariant: path,
        shape,
        outcome: "failed",
        expected: [show(valueAt(closest.resource, path)), ...(states.length > 1 ? ["or another legal end"] : [])],
        actual: `${show(valueAt(seen, path))} in ${by}`,
        message: `\`${path}\` is not what the acknowledged PATCH makes of it.`,
        pointer: pointerTo(path),
      });
    }
  } else {
    for (const each of rules) context.judge({ requirement: each, invariant: "applied", shape, outcome: "passed" });
    context.confirmed(by);
    judgeTwice(context, found, shape);
  }
  judgeAnswer(context, { answer, seen, paths, shape });
  return { expected: closest.resource, seen };
}

/** True of what the PATCH was to leave as it was: none of its operations is about it. */
function isBeside(before: JsonObject | undefined, wanted: JsonObject, path: string): boolean {
  return before !== undefined && sameValue(valueAt(before, path), valueAt(wanted, path), path);
}

/** The legal state that the server chose: as the RFC has it, or with values in the form that the server prefers. */
function stateOf(
  user: JsonObject,
  states: readonly LegalState[],
  paths: readonly string[],
  was: JsonObject | undefined,
): LegalState | undefined {
  const exact = outcomeSeen(states, { kind: "state", resource: user }, USER_SCHEMA);
  // What belongs to the server alone, `meta`, the comparison of states leaves out.
  const own = paths.filter((path) => path.startsWith("meta."));
  if (exact?.kind === "state" && differing(exact.resource, user, own).length === 0) return exact;
  return states.find(
    ({ resource }) =>
      differing(resource, user, paths).length === 0 && leftOver(was, resource, user, paths).length === 0,
  );
}

/** Of the legal states the one from which the least differs: what a report sets against what was seen. */
function closestOf(
  seen: JsonObject,
  states: readonly LegalState[],
  paths: readonly string[],
  was: JsonObject | undefined,
): LegalState {
  const far = ({ resource }: LegalState): number =>
    differing(resource, seen, paths).length + leftOver(was, resource, seen, paths).length;
  return states.reduce((best, state) => (far(state) < far(best) ? state : best));
}

/**
 * A value that was there, added once more, is to be there once (RFC 7644 section 3.5.2.1). Two that a replacement has made
 * the same are the request's own doing.
 */
function judgeTwice(context: ScenarioContext, { departures }: LegalState, shape: ShapeClass): void {
  const twice = departures.find(({ question, answer }) => question === "add-again" && answer === "twice");
  if (twice === undefined) return;
  context.judge({
    requirement: NO_DUP,
    // No change was to be made (RFC 7644 section 3.5.2.1), and a second one is a change.
    alsoViolates: ["RFC7644-3.5.2.1-EXISTING-OK"],
    invariant: "values",
    shape,
    outcome: "failed",
    expected: ["each value once"],
    actual: "the same value twice",
    message: "A value that was there already is stored a second time.",
  });
}

/** An answer, and what a read right after it showed. */
interface Answered extends Required<Pick<PatchedUser, "answer" | "paths" | "shape">> {
  readonly seen: JsonObject;
}

function judgeAnswer(context: ScenarioContext, { answer, seen, paths, shape }: Answered): void {
  const status = answer.response?.status ?? 0;
  const answered = answeredResource(answer);
  if (answered === undefined) {
    const declared = context.operation.responses.find((response) => response.status === String(status));
    if (status === 204) {
      context.learn({ id: "patch.answer", title: "A PATCH that succeeds", value: "is answered with 204 and no body" });
      context.judge({ requirement: EMPTY, invariant: "body", shape, outcome: "passed" });
    }
    if (status === 204 || declared?.content.length === 0) return;
    context.judge({
      requirement: FULL,
      invariant: "body",
      shape,
      outcome: "failed",
      expected: ["200 with the whole resource in the body"],
      actual: `${status} without a resource in the body`,
      message: "The PATCH was acknowledged without showing the resource.",
    });
    return;
  }
  const wrong = paths.filter((path) => !sameValue(valueAt(seen, path), valueAt(answered, path), path));
  for (const path of wrong) {
    context.judge({
      requirement: STATE,
      alsoViolates: valueAt(answered, path) === undefined ? [FULL] : [],
      invariant: path,
      shape,
      outcome: "failed",
      expected: [`what the server keeps: ${show(valueAt(seen, path))}`],
      actual: `the PATCH was answered with ${show(valueAt(answered, path))}`,
      message: `The answer to the PATCH shows another \`${path}\` than a read right after it.`,
      pointer: pointerTo(path),
    });
  }
  if (wrong.length > 0) return;
  context.judge({ requirement: STATE, invariant: "answer", shape, outcome: "passed" });
  context.judge({ requirement: EMPTY, invariant: "body", shape, outcome: "passed" });
}
