import { beforeAll, describe, expect, test } from "vitest";
import { drawKills } from "../bench/soak/kills/draw.ts";
import { type Kill, killRun, rehearse } from "../bench/soak/kills/kill-run.ts";
import { PLAYS, type Play } from "../bench/soak/kills/scene.ts";

// A few of what `npm run soak -- kills` does 200 times.
const KILLS = 24;
const SEED = 20_260;
const NAMES = new Set([
  "cube",
  "maia",
  "strongdm, named Groups",
  "rfc, the service",
  "rfc, named Users",
  "strongdm, named Groups, late",
]);
// Fewer scenarios than in the soak: as many kinds of request, each of them seldomer.
const FEW = "rename|members.(smaller|empty|one)|roundtrip|unknown-id|service.(groups|delete)|user.(active|histories)";
const plays = PLAYS.filter(({ name }) => NAMES.has(name)).map(
  ({ words, ...play }): Play => Object.assign(play, { words: [...words, "-t", FEW] }),
);

describe("a run that is ended at any moment leaves the server as it was", () => {
  let drawn: readonly Kill[] = [];
  // An undisturbed run of each tells how many requests there are to choose from, and leaves no trace itself.
  beforeAll(async () => {
    drawn = drawKills(plays, await Promise.all(plays.map(rehearse)), KILLS, SEED);
  });

  test.concurrent.each(Array.from({ length: KILLS }, (_, index) => index))("kill %i", async (index) => {
    const kill = drawn[index];
    if (kill === undefined) throw new Error("no such kill");
    const end = await killRun(kill, { here: true });
    const { play, signal, at, moment } = kill;
    expect(end.wrong, `${signal} of ${play.name} at request ${at}, ${moment}`).toEqual([]);
    expect(end.hit).toBe(true);
  });
});
