import type { ScenarioContext } from "./context.ts";

// Longer than any granularity that a server of whole seconds was seen to have, in ms; only a server that would fail waits.
const PATIENCE_MS = 9000;

/**
 * A second chance for a time that did not advance and shows whole seconds: the server may keep time in steps of several
 * (RFC 7643 section 2.3.5 sets no precision). Waits, changes something again, and looks again.
 *
 * @param changeAndLook makes another effective change and returns the time shown after it, in ms since the epoch
 */
export async function advancesLate(
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
