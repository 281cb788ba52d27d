import type { Exchange, ShapeClass } from "../../result/index.ts";
import { attributeOf, isObject, type JsonObject } from "../../scim/index.ts";
import { answeredResource, isSuccess, needAnswer, notTheServersFault, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { quote } from "../words.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";
const FULL = "RFC7644-3.5.1-200-FULL";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";

/** One attribute that a PUT must have stored. */
export interface ExpectedAttribute {
  /** `name.familyName` for a sub-attribute. */
  readonly path: string;
  readonly value: unknown;
}

/** The value at a path of attribute names, compared without regard to case. */
export function valueAt(resource: JsonObject, path: string): unknown {
  let value: unknown = resource;
  for (const name of path.split(".")) {
    if (!isObject(value)) return undefined;
    value = attributeOf(value, name);
  }
  return value;
}

/**
 * Holds an acknowledged PUT of a User against what it sent: the read decides, the answer must tell the same.
 *
 * @returns the User as read
 * @throws NoVerdict when it was not acknowledged, or cannot be read
 */
export async function expectUser(
  context: ScenarioContext,
  written: {
    readonly id: string;
    readonly answer: Exchange;
    readonly attributes: readonly ExpectedAttribute[];
    readonly shape?: ShapeClass;
    readonly about?: string;
  },
): Promise<JsonObject> {
  const { id, answer, attributes, shape = "none", about } = written;
  needAnswer(answer);
  if (!isSuccess(answer)) {
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
  const seen = await context.read(id);
  if (seen.kind !== "present") {
    if (seen.kind === "absent") {
      context.judge({
        requirement: about ?? REPLACED,
        invariant: "resource-lost",
        shape,
        outcome: "failed",
        expected: ["the User under its id"],
        actual: `${seen.by} answered ${statusText(seen.exchange)}`,
        message: "After an acknowledged PUT the User can no longer be read.",
      });
    }
    throw new NoVerdict("inconclusive", "the User could not be read back");
  }
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
    const stored = valueAt(seen.resource, path);
    const same = sameValue(value, stored);
    right &&= same;
    const common = { requirement: REPLACED, invariant: path, shape } as const;
    if (same) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        alsoViolates: [DONE, ...(about === undefined || about === REPLACED ? [] : [about])],
        outcome: "failed",
        expected: [show(value)],
        actual: `${show(stored)} in ${seen.by}`,
        message: `\`${path}\` is not what the acknowledged PUT sent.`,
        pointer: `/${path.replaceAll(".", "/")}`,
      });
    }
    if (answered !== undefined) judgeAnswer(context, path, valueAt(answered, path), stored, shape);
  }
  if (right) {
    context.confirmed(seen.by);
    if (about !== undefined) context.judge({ requirement: about, invariant: "applied", shape, outcome: "passed" });
  }
  return seen.resource;
}

function judgeAnswer(
  context: ScenarioContext,
  path: string,
  answered: unknown,
  stored: unknown,
  shape: ShapeClass,
): void {
  const common = { requirement: STATE, invariant: path, shape } as const;
  if (sameValue(stored, answered)) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: [`what the server keeps: ${show(stored)}`],
      actual: `the PUT was answered with ${show(answered)}`,
      message: `The answer to the PUT shows another \`${path}\` than a read right after it.`,
      pointer: `/${path.replaceAll(".", "/")}`,
    });
  }
}

/**
 * True when a stored value is the one sent. Lists are sets; of an object only the sub-attributes sent count, since a
 * server may add others; absent, null and the empty list are one state (RFC 7643 section 2.5).
 */
export function sameValue(sent: unknown, stored: unknown): boolean {
  if (isNothing(sent)) return isNothing(stored);
  if (Array.isArray(sent)) {
    if (!Array.isArray(stored) || stored.length !== sent.length) return false;
    return sent.every((each) => stored.some((other) => sameValue(each, other)));
  }
  if (isObject(sent)) {
    return (
      isObject(stored) && Object.entries(sent).every(([name, value]) => sameLeaf(value, attributeOf(stored, name)))
    );
  }
  return sent === stored;
}

/** An absent `primary` is false (RFC 7643 section 2.4). */
function sameLeaf(sent: unknown, stored: unknown): boolean {
  return sameValue(sent, stored) || (sent === false && isNothing(stored));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function show(value: unknown): string {
  return typeof value === "string" ? quote(value) : (JSON.stringify(value)?.slice(0, 300) ?? "absent");
}
