import { createHash } from "node:crypto";
import type { Kill } from "./kill-run.ts";
import type { Play } from "./scene.ts";

/**
 * The kills of a seed: SIGKILL and SIGINT in turn, the plays in turn, each at a request drawn evenly from all that a run
 * of the play makes.
 *
 * @param lengths how many requests an undisturbed run of each play makes
 */
export function drawKills(
  plays: readonly Play[],
  lengths: readonly number[],
  count: number,
  seed: number,
): readonly Kill[] {
  return Array.from({ length: count }, (_, index): Kill => {
    // In pairs, so that each play meets both.
    const which = Math.floor(index / 2) % plays.length;
    const play = plays[which];
    if (play === undefined) throw new Error("there is nothing to kill");
    const at = 1 + (draw(seed, index, "at") % (lengths[which] ?? 1));
    if (index % 2 === 1) return { play, signal: "SIGINT", at, moment: "beside" };
    return { play, signal: "SIGKILL", at, moment: draw(seed, index, "moment") % 4 === 0 ? "before" : "unheard" };
  });
}

function draw(seed: number, index: number, what: string): number {
  return createHash("sha256").update(`${seed} ${index} ${what}`).digest().readUInt32BE(0);
}
