import type { ScenarioContext } from "./context.ts";
import { granularityOf, lastModified, type Modified } from "./modified.ts";

const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";

/**
 * Waits until a change would show in `meta.lastModified`, and judges that it stands still while nothing is changed: it is the time of
 * the last update, not of the answer (RFC 7643 section 3.1).
 *
 * One move says nothing: a server may finish what it was asked before. Nor does one there and back: two nodes may each have
 * noted when they were told. Only what goes on twice in a row goes on by itself.
 *
 * @returns the time as it is now
 * @throws NoVerdict where the time cannot be read
 */
export async function judgeStandsStill(
  context: Pick<ScenarioContext, "wait" | "read" | "judge">,
  id: string,
): Promise<Modified> {
  const next = async (before: Modified): Promise<Modified> => {
    await context.wait(granularityOf(before));
    return lastModified(context, id);
  };
  const first = await lastModified(context, id);
  const second = await next(first);
  const common = { requirement: MOVES, invariant: "lastModified-stands", shape: "none" } as const;
  if (second.epochMs === first.epochMs) {
    // In whole minutes it would stand whatever it is the time of.
    if (first.epochMs % 60_000 !== 0) context.judge({ ...common, outcome: "passed" });
    return second;
  }
  const third = await next(second);
  if (!(first.epochMs < second.epochMs && second.epochMs < third.epochMs)) return third;
  context.judge({
    ...common,
    outcome: "failed",
    expected: [`${first.text}, as in the first read`],
    actual: `${second.text}, then ${third.text}`,
    message: "`meta.lastModified` moves although nothing was changed between two reads.",
    pointer: "/meta/lastModified",
  });
  return third;
}
