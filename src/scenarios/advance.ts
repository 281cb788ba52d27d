import type { Exchange, ShapeClass } from "../result/index.ts";
import { attributeOf, isObject, parseDateTime } from "../scim/index.ts";
import { answeredResource } from "./answer.ts";
import { NoVerdict, type ScenarioContext } from "./context.ts";

const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";
const STATE = "RFC7644-3.1-RESPONSE-STATE";

/** Longer than any step in which a server was seen to count its time, in ms; only a server that would fail waits. */
export const PATIENCE_MS = 9000;

// A second, and what a server takes to answer.
const SECOND_MS = 1100;

/** What a time did: it advanced at once, only by another change after a while, or not at all. */
export type Advanced = "at-once" | "late" | "never";

/** What is said of a change that is to move `meta.lastModified` (RFC 7643 section 3.1). */
export interface Advance {
  readonly before: { readonly epochMs: number; readonly text: string };
  readonly after: { readonly epochMs: number; readonly text: string };
  /** What was done, in words: "PUT changed the Group". */
  readonly deed: string;
  /** What it was answered; one without a resource says nothing. */
  readonly answer: Exchange;
  /** Makes another effective change and returns the time shown after it, in ms since the epoch. */
  readonly again: () => Promise<number>;
}

/**
 * A time on the minute may be one of a server that shows whole minutes: where it stays the same, that says nothing.
 *
 * @throws NoVerdict when it is on the minute
 */
function needSeconds({ epochMs }: { readonly epochMs: number }): void {
  if (epochMs % 60_000 === 0)
    throw new NoVerdict("inconclusive", "`meta.lastModified` shows whole minutes: a run does not wait that long");
}

/**
 * What was modified on the minute, modified again a second later: whoever shows seconds shows one then.
 *
 * @param again makes the change, or the resource, once more
 * @returns the first where it is not on the minute, else the second
 */
export async function offTheMinute<T>(
  context: Pick<ScenarioContext, "wait">,
  first: T,
  timeOf: (one: T) => { readonly epochMs: number } | undefined,
  again: () => Promise<T>,
): Promise<T> {
  const modified = timeOf(first);
  if (modified === undefined || modified.epochMs % 60_000 !== 0) return first;
  await context.wait(SECOND_MS);
  return await again();
}

/**
 * Judges that `meta.lastModified` is what it was, for nothing was modified.
 *
 * @throws NoVerdict where it stayed on the minute
 */
export function judgeKept(
  context: Pick<ScenarioContext, "judge">,
  asked: Pick<Advance, "before" | "after"> & {
    readonly requirement: string;
    readonly shape: ShapeClass;
    /** Why nothing was modified, in words: "the PATCH was refused". */
    readonly although: string;
  },
): void {
  const { before, after, requirement, shape, although } = asked;
  const common = { requirement, invariant: "lastModified", shape } as const;
  if (before.epochMs === after.epochMs) {
    needSeconds(before);
    return context.judge({ ...common, outcome: "passed" });
  }
  return context.judge({
    ...common,
    outcome: "failed",
    expected: [before.text],
    actual: after.text,
    message: `\`meta.lastModified\` moved although ${although}.`,
    pointer: "/meta/lastModified",
  });
}

/**
 * Judges whether `meta.lastModified` advanced, at once or after a while.
 *
 * @throws NoVerdict where it stayed on the minute
 * @returns what it did; unless it advanced at once, another change was made and the resource is not as it was after the first
 */
export async function judgeAdvance(
  context: Pick<ScenarioContext, "wait" | "learn" | "judge">,
  { before, after, deed, answer, again }: Advance,
): Promise<Advanced> {
  const common = { requirement: MOVES, invariant: "lastModified-advances", shape: "none" } as const;
  const atOnce = after.epochMs > before.epochMs;
  if (atOnce) judgeAnswered(context, before, after, answer);
  else needSeconds(before);
  const late = !atOnce && (await advancesLate(context, before, again));
  if (atOnce || late) {
    context.judge({ ...common, outcome: "passed" });
    return atOnce ? "at-once" : "late";
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: [`later than ${before.text}`],
    actual: after.text,
    message: `\`meta.lastModified\` did not advance although the ${deed}.`,
    pointer: "/meta/lastModified",
  });
  return "never";
}

/** The answer to the change shows the resource as it is now, its time with it (RFC 7644 sections 3.5.1 and 3.5.2). */
function judgeAnswered(
  context: Pick<ScenarioContext, "judge">,
  before: Advance["before"],
  after: Advance["after"],
  answer: Exchange,
): void {
  const meta = attributeOf(answeredResource(answer) ?? {}, "meta");
  const text = isObject(meta) ? attributeOf(meta, "lastModified") : undefined;
  const shown = typeof text === "string" ? parseDateTime(text) : undefined;
  if (typeof text !== "string" || shown === undefined) return;
  const common = { requirement: STATE, invariant: "lastModified", shape: "none" } as const;
  if (shown.epochMs > before.epochMs) return context.judge({ ...common, outcome: "passed" });
  // An answer may write the time in whole seconds where a read shows more: what lies in that second says nothing.
  if (shown.epochMs < before.epochMs && shown.epochMs >= Math.floor(before.epochMs / 1000) * 1000) return;
  return context.judge({
    ...common,
    outcome: "failed",
    expected: [`${after.text}, as a read right after it`],
    actual: text,
    message: "The answer to the write shows `meta.lastModified` from before it.",
    pointer: "/meta/lastModified",
  });
}

/**
 * A second chance for a time that did not advance and shows whole seconds: the server may keep time in steps of several
 * (RFC 7643 section 2.3.5 sets no precision). Waits, changes something again, and looks again.
 *
 * @param changeAndLook makes another effective change and returns the time shown after it, in ms since the epoch
 */
async function advancesLate(
  context: Pick<ScenarioContext, "wait" | "learn">,
  before: { readonly epochMs: number },
  changeAndLook: () => Promise<number>,
): Promise<boolean> {
  if (before.epochMs % 1000 !== 0) return false;
  await context.wait(PATIENCE_MS);
  if ((await changeAndLook()) <= before.epochMs) return false;
  context.learn({ id: "meta.granularity", title: "`meta.lastModified`", value: "goes in steps of several seconds" });
  return true;
}
