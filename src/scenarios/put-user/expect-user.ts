import type { Exchange, ShapeClass } from "../../result/index.ts";
import { attributeOf, isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";
import { answeredResource, isSuccess, needAnswer, notTheServersFault, statusText } from "../answer.ts";
import { headOf, namesIn, pointerTo } from "../attribute-path.ts";
import { NoVerdict, type Observation, type ScenarioContext } from "../context.ts";
import { quote } from "../words.ts";
import { isWholeName, sameValue } from "./same-value.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";
const FULL = "RFC7644-3.5.1-200-FULL";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const GET = "RFC7644-3.4.1-GET";

/** Where a User was seen that nothing but the answer to its PUT shows. */
const ANSWER = "the answer";

/** One attribute that a PUT must have stored. */
export interface ExpectedAttribute {
  /** `name.familyName` for a sub-attribute. */
  readonly path: string;
  readonly value: unknown;
}

/** A PUT and what it must have stored. */
export interface WrittenUser {
  readonly id: string;
  readonly answer: Exchange;
  readonly attributes: readonly ExpectedAttribute[];
  readonly shape?: ShapeClass;
  /** The requirement that this PUT is about; a refusal breaks it. */
  readonly about?: string;
  /** What else is waited for and asked for, and not judged here. */
  readonly alsoRead?: readonly ExpectedAttribute[];
}

/** The value at a path of attribute names, compared without regard to case. */
export function valueAt(resource: JsonObject, path: string): unknown {
  let value: unknown = resource;
  for (const name of namesIn(path)) {
    if (!isObject(value)) return undefined;
    value = attributeOf(value, name);
  }
  return value;
}

/** Whether two reads show the same value at a path; true as well where one of them shows nothing. */
export function isSameAt(path: string, before: Observation, after: Observation): boolean {
  if (before.kind !== "present" || after.kind !== "present") return true;
  return sameValue(valueAt(before.resource, path), valueAt(after.resource, path), path);
}

/**
 * Holds an acknowledged PUT of a User against what it sent: the read decides, the answer must tell the same.
 *
 * @returns the User as read; where none can be read, as the answer shows it
 * @throws NoVerdict when it was not acknowledged, or cannot be read
 */
export async function expectUser(context: ScenarioContext, written: WrittenUser): Promise<JsonObject> {
  const { answer, attributes, shape = "none", about } = written;
  expectAccepted(context, written);
  const { resource: seen, by } = await readWritten(context, written);
  const answered = answeredResource(answer);
  if (answered === undefined) {
    context.judge({
      requirement: FULL,
      invariant: "body",
      shape,
      outcome: "failed",
      expected: ["200 with the whole resource in the body"],
      actual: `${statusText(answer)} without a resource in the body`,
      message: "The PUT was acknowledged without showing the resource.",
    });
  }
  let right = true;
  for (const { path, value } of attributes) {
    if (isWholeName(path, seen)) {
      context.learn({ id: "user.name-form", title: "The name of a User", value: nameForm(path) });
      continue;
    }
    const stored = valueAt(seen, path);
    const same = sameValue(value, stored, path);
    right &&= same;
    const common = { requirement: REPLACED, invariant: path, shape } as const;
    if (same) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        alsoViolates: [DONE, ...(about === undefined || about === REPLACED ? [] : [about])],
        outcome: "failed",
        expected: [show(value)],
        actual: `${show(stored)} in ${by}`,
        message: `\`${path}\` is not what the acknowledged PUT sent.`,
        pointer: pointerTo(path),
      });
    }
    if (answered !== undefined && by !== ANSWER) judgeAnswer(context, path, valueAt(answered, path), stored, shape);
  }
  if (right) {
    if (by !== ANSWER) context.confirmed(by);
    if (about !== undefined) context.judge({ requirement: about, invariant: "applied", shape, outcome: "passed" });
  }
  return seen;
}

/**
 * Judges that a valid PUT was acknowledged.
 *
 * @throws NoVerdict when it was not
 */
export function expectAccepted(context: ScenarioContext, { answer, shape = "none", about }: WrittenUser): void {
  needAnswer(answer);
  if (isSuccess(answer)) return;
  const why = notTheServersFault(answer);
  if (why !== undefined) throw new NoVerdict("inconclusive", why);
  context.judge({
    requirement: about ?? REPLACED,
    invariant: "accepted",
    shape,
    outcome: "failed",
    expected: ["200 and the write applied"],
    actual: statusText(answer),
    message: `The server did not carry out a valid PUT: it answered ${statusText(answer)}.`,
  });
  throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
}

/**
 * Reads a User after an acknowledged PUT: it is still there. Where no User can be read, what the answer shows is given
 * in its place.
 *
 * @throws NoVerdict when it cannot be read
 */
export async function readWritten(
  context: ScenarioContext,
  { id, attributes, shape = "none", about, alsoRead = [], answer }: Omit<WrittenUser, "answer"> & Partial<WrittenUser>,
): Promise<{ readonly resource: JsonObject; readonly by: string; readonly exchange: Exchange }> {
  const seen = await context.readUser(id, {
    holds: (user) =>
      [...attributes, ...alsoRead].every(({ path, value }) => sameValue(value, valueAt(user, path), path)),
    names: [...attributes.filter(({ value }) => !isUnassigned(value)), ...alsoRead].map(({ path }) => headOf(path)),
  });
  if (seen.kind === "present") {
    context.judge({ requirement: GET, invariant: "readable", shape, outcome: "passed" });
    return seen;
  }
  if (seen.kind === "not-offered") {
    // The answer shows at least what the server took the request for; it is told by who wrote it, and confirms nothing.
    const answered = answer === undefined ? undefined : answeredResource(answer);
    if (answer !== undefined && answered !== undefined) return { resource: answered, by: ANSWER, exchange: answer };
    throw new NoVerdict("inconclusive", "the server offers no way to read a User back");
  }
  const status = seen.exchange.response?.status ?? 0;
  // A read that is refused for a reason of its own says nothing about the User.
  const refused = status >= 400 && status < 500 && status !== 401 && status !== 429;
  if (seen.kind === "absent" || refused) {
    context.judge({
      requirement: GET,
      alsoViolates: [about ?? REPLACED],
      invariant: "readable",
      shape,
      outcome: "failed",
      expected: ["the User under its id"],
      actual: `${seen.by} answered ${statusText(seen.exchange)}`,
      message: "After an acknowledged PUT the User can no longer be read.",
    });
  }
  throw new NoVerdict("inconclusive", "the User could not be read back");
}

function judgeAnswer(
  context: ScenarioContext,
  path: string,
  answered: unknown,
  stored: unknown,
  shape: ShapeClass,
): void {
  const common = { requirement: STATE, invariant: path, shape } as const;
  if (sameValue(stored, answered, path)) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: [`what the server keeps: ${show(stored)}`],
      actual: `the PUT was answered with ${show(answered)}`,
      message: `The answer to the PUT shows another \`${path}\` than a read right after it.`,
      pointer: pointerTo(path),
    });
  }
}

function nameForm(path: string): string {
  return path === "name.formatted" ? "is shown in its parts alone" : "is shown as one text alone";
}

/** A value for a person. */
export function show(value: unknown): string {
  return typeof value === "string" ? quote(value) : (JSON.stringify(value)?.slice(0, 300) ?? "absent");
}
