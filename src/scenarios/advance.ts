import type { ScenarioContext } from "./context.ts";

const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";

/** Longer than any step in which a server was seen to count its time, in ms; only a server that would fail waits. */
export const PATIENCE_MS = 9000;

/** What is said of a change that is to move `meta.lastModified` (RFC 7643 section 3.1). */
export interface Advance {
  readonly before: { readonly epochMs: number; readonly text: string };
  readonly after: { readonly epochMs: number; readonly text: string };
  /** What was done, in words: "PUT changed the Group". */
  readonly deed: string;
  /** Makes another effective change and returns the time shown after it, in ms since the epoch. */
  readonly again: () => Promise<number>;
}

/**
 * Judges whether `meta.lastModified` advanced, at once or after a while.
 *
 * @returns true where it was made to advance by another change: the resource is not as it was after the first
 */
export async function judgeAdvance(
  context: Pick<ScenarioContext, "wait" | "learn" | "judge">,
  { before, after, deed, again }: Advance,
): Promise<boolean> {
  const common = { requirement: MOVES, invariant: "lastModified-advances", shape: "none" } as const;
  const atOnce = after.epochMs > before.epochMs;
  const late = !atOnce && (await advancesLate(context, before, again));
  if (atOnce || late) {
    context.judge({ ...common, outcome: "passed" });
    return late;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: [`later than ${before.text}`],
    actual: after.text,
    message: `\`meta.lastModified\` did not advance although the ${deed}.`,
    pointer: "/meta/lastModified",
  });
  return false;
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
