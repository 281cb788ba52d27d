import type { Exchange } from "../../result/index.ts";
import {
  answeredResource,
  declares,
  expectUser,
  expectUserUnchanged,
  isRefusal,
  isWholeName,
  needAnswer,
  notTheServersFault,
  type ScenarioContext,
  sameValue,
  show,
  statusText,
  valueAt,
  withValue,
} from "../../scenarios/index.ts";
import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import { type JudgedEdit, type Meeting, SHAPE, type UserGround } from "./ground.ts";
import { type Entry, isList, type UserEdit } from "./history.ts";
import { LeftOut } from "./left-out.ts";
import { editWords } from "./words.ts";

const CONSISTENT = "RFC7644-3.5.1-OMITTED-CONSISTENT";
const CHOICE = "RFC7644-3.5.1-RW-OMITTED";
const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const STATE = "RFC7644-3.1-RESPONSE-STATE";

type Put = Extract<UserEdit, { do: "put" }>;

/**
 * Sends one PUT and judges answer and stored state: what it sends is there, what it leaves out is treated as ever.
 *
 * @throws NoVerdict when it cannot be judged
 */
export async function judgePut({ context }: UserGround, edit: Put, meeting: Meeting): Promise<JudgedEdit> {
  const { user, inPlay } = meeting;
  const { fixture, binder, seen } = user;
  const leftOut = inPlay.filter((path) => edit.set[path] === undefined && path !== "userName");
  const body = inPlay.reduce<JsonObject>((one, path) => {
    const content = edit.set[path];
    return withValue(one, path, content === undefined ? undefined : binder.contentOf(path, content));
  }, fixture.body);
  const why = openQuestion(edit, meeting, leftOut);
  const answer = await context.write(fixture.id, body, {
    title: editWords(edit),
    intent: why === undefined ? { kind: "valid" } : { kind: "open", why },
  });
  needAnswer(answer);
  if (why !== undefined && isRefusal(answer) && notTheServersFault(answer) === undefined) {
    const although = `the PUT was refused with ${statusText(answer)}`;
    const now = await expectUserUnchanged(context, {
      id: fixture.id,
      before: seen,
      paths: watched(context, body, inPlay),
      requirement: REFUSED,
      although,
    });
    return { expected: seen, seen: now };
  }
  const attributes = watched(context, body, inPlay)
    .filter((path) => !leftOut.includes(path))
    .map((path) => ({ path, value: valueAt(body, path) }));
  const hints = hintsOf(answer, leftOut);
  const stored = await expectUser(context, { id: fixture.id, answer, attributes, shape: SHAPE, alsoRead: hints });
  judgeLeftOut(context, meeting, leftOut, stored, answer);
  const expected = leftOut.reduce<JsonObject>((one, path) => withValue(one, path, valueAt(stored, path)), body);
  return { expected, seen: stored };
}

/** What is sent and must be there afterwards: what the history writes, and what every body carries. */
export function watched(context: ScenarioContext, body: JsonObject, inPlay: readonly string[]): readonly string[] {
  const beside = ["userName", "active", "displayName", "emails"].filter(
    (path) => !inPlay.includes(path) && valueAt(body, path) !== undefined && declares(context.operation, path),
  );
  return [...inPlay, ...beside];
}

/** Which of the legal states is to come is not known: the answer says what to wait for. */
function hintsOf(answer: Exchange, paths: readonly string[]): readonly { path: string; value: unknown }[] {
  const answered = answeredResource(answer);
  return answered === undefined ? [] : paths.map((path) => ({ path, value: valueAt(answered, path) }));
}

/** Why a server may refuse a PUT that breaks no rule; undefined when it may not. */
function openQuestion({ set }: Put, { user }: Meeting, leftOut: readonly string[]): string | undefined {
  const [first] = leftOut;
  if (first !== undefined) return `a User without ${first}, which a server may need`;
  for (const [path, content] of Object.entries(set)) {
    if (!isList(content)) continue;
    if (content.length === 0) return `a User without ${path}, which a server may need`;
    if (user.binder.list(path)?.open === true) return `which values of ${path} exist`;
    if (hasTwins(content)) return `the same value twice in ${path}`;
    if (hasTypeTwins(content)) return `two entries of one type in ${path}`;
  }
  return undefined;
}

/** True when a value is in a list twice, under two types. */
export function hasTwins(entries: readonly Entry[]): boolean {
  return new Set(entries.map(({ value }) => value)).size < entries.length;
}

/** True when two entries have the same label: a server may have one place for each (RFC 7643 section 2.4 says neither). */
export function hasTypeTwins(entries: readonly { readonly type?: unknown }[]): boolean {
  const types = entries.flatMap(({ type }) => (typeof type === "string" ? [type.toLowerCase()] : []));
  return new Set(types).size < types.length;
}

function judgeLeftOut(
  context: ScenarioContext,
  { user, leftOut: policies }: Meeting,
  paths: readonly string[],
  stored: JsonObject,
  answer: Exchange,
): void {
  const answered = answeredResource(answer);
  for (const path of paths.filter((each) => !isWholeName(each, stored))) {
    const policy = policies.get(path) ?? new LeftOut(path);
    policies.set(path, policy);
    const [had, now] = [valueAt(user.seen, path), valueAt(stored, path)];
    const before = policy.words;
    const common = { requirement: CONSISTENT, invariant: path, shape: SHAPE } as const;
    if (!policy.note(had, now)) {
      context.judge({
        ...common,
        alsoViolates: [CHOICE],
        outcome: "failed",
        expected: [before === "" ? `kept, cleared or a default: not part of ${show(had)}` : `${before}, as before`],
        actual: show(now),
        message: `What becomes of \`${path}\` that a PUT leaves out is not always the same.`,
        pointer: `/${path.replaceAll(".", "/")}`,
      });
      continue;
    }
    const shown = answered === undefined ? now : valueAt(answered, path);
    if (sameValue(now, shown, path) || (isUnassigned(now) && isUnassigned(shown))) {
      context.judge({ ...common, outcome: "passed" });
      continue;
    }
    context.judge({
      ...common,
      alsoViolates: [CHOICE, STATE],
      outcome: "failed",
      expected: [`what the server keeps: ${show(now)}`],
      actual: `the PUT was answered with ${show(shown)}`,
      message: `The answer to a PUT without \`${path}\` shows another value than a read right after it.`,
    });
  }
}
