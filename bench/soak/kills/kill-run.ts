import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../../src/result/index.ts";
import { type ChildEnd, killAll, startCli, startHere } from "./child.ts";
import type { Moment } from "./gateway.ts";
import { type Play, Scene } from "./scene.ts";

/** One kill: which run, at which of its requests, and how. */
export interface Kill {
  readonly play: Play;
  readonly signal: "SIGKILL" | "SIGINT";
  /** The number of the request, counted by whoever sees them arrive. */
  readonly at: number;
  readonly moment: Moment;
}

/** What came of a kill. */
export interface KillEnd {
  readonly kill: Kill;
  /** False when the run was over before its time had come. */
  readonly hit: boolean;
  /** Leftovers that were cleaned up by `scimproof cleanup`. */
  readonly cleaned: number;
  /** Everything that is not as it should be; nothing when the promise holds. */
  readonly wrong: readonly string[];
}

/** How many requests an undisturbed run of a play makes; throws when it leaves a trace. */
export async function rehearse(play: Play): Promise<number> {
  return await withScene(play, async (scene, out) => {
    const end = await startHere(scene.argv(out), envOf(scene)).ended;
    await scene.gateway.idle();
    const wrong = [...scene.traces(), ...reportFaults(out, scene), ...missed(out, scene)];
    if (wrong.length > 0 || end.code === undefined || end.code === 2 || end.code === 4) {
      throw new Error(`${play.name} ended with ${String(end.code)}: ${wrong.join("; ")}\n${end.text}`);
    }
    return scene.gateway.passed();
  });
}

/**
 * Runs a play, kills it, cleans up and compares the store with what it was.
 *
 * @param options `here: true` to interrupt in this process what would be interrupted in another one; only SIGKILL needs one
 */
export async function killRun(kill: Kill, { here = false }: { readonly here?: boolean } = {}): Promise<KillEnd> {
  const { play, signal, at, moment } = kill;
  return await withScene(play, async (scene, out) => {
    let hit = false;
    const { kill: strike, ended } = start(scene, out, signal, here);
    scene.gateway.arm(
      ({ number }) => number === at,
      moment,
      () => {
        hit = true;
        strike();
      },
    );
    const end = await ended;
    // What is late may be carried out while it is cleaned up.
    if (play.lateMs === undefined) await scene.gateway.idle();
    const wrong: string[] = [];
    let cleaned = 0;
    if (signal === "SIGKILL" && hit) {
      if (end.signal !== "SIGKILL") wrong.push(`it ended with ${String(end.code)}`);
      cleaned = await cleanUp(scene, out, wrong);
    } else {
      // At its very last request a run may be over before it hears of it: then nothing was interrupted.
      if (end.code !== 130 && scene.gateway.passed() === at) hit = false;
      // An interrupt cleans up by itself, and says so.
      if (hit && end.code !== 130) wrong.push(`it ended with ${String(end.code ?? end.signal)}: ${end.text}`);
      wrong.push(...reportFaults(out, scene));
    }
    await scene.gateway.idle();
    wrong.push(...scene.traces());
    return { kill, hit, cleaned, wrong };
  });
}

/** A run, and what ends it. */
function start(
  scene: Scene,
  out: string,
  signal: Kill["signal"],
  here: boolean,
): { readonly kill: () => void; readonly ended: Promise<ChildEnd> } {
  if (here && signal !== "SIGKILL") {
    const { interrupt, ended } = startHere(scene.argv(out), envOf(scene));
    return { ended, kill: () => interrupt(signal) };
  }
  const { child, ended } = startCli(scene.argv(out), envOf(scene));
  return {
    ended,
    kill: () => {
      if (signal === "SIGKILL") killAll(child);
      else child.kill(signal);
    },
  };
}

/** A scene and an output folder that are gone afterwards. */
export async function withScene<T>(play: Play, act: (scene: Scene, out: string) => Promise<T>): Promise<T> {
  const scene = await Scene.open(play);
  const out = mkdtempSync(join(tmpdir(), "scimproof-kill-"));
  try {
    return await act(scene, out);
  } finally {
    await scene.close();
    rmSync(out, { recursive: true, force: true });
  }
}

/** The environment of a run in a scene. */
export function envOf({ target }: Scene): Readonly<Record<string, string>> {
  return { T: target.token, O: target.otherToken };
}

/** The journals in an output folder. */
export function journalsIn(out: string): readonly string[] {
  return readdirSync(out)
    .filter((name) => name.startsWith("journal-"))
    .map((name) => join(out, name));
}

/** `scimproof cleanup` of one journal. */
export async function cleanJournal(scene: Scene, journal: string): Promise<ChildEnd> {
  return await startHere(["cleanup", journal, "--token-env", "T"], envOf(scene)).ended;
}

/** The same in a process of its own. */
export function startCleanup(scene: Scene, journal: string): ReturnType<typeof startCli> {
  return startCli(["cleanup", journal, "--token-env", "T"], envOf(scene));
}

/** Cleans up after every journal, and sees that a second time there is nothing to do. Returns how much there was. */
async function cleanUp(scene: Scene, out: string, wrong: string[]): Promise<number> {
  let cleaned = 0;
  for (const journal of journalsIn(out)) {
    const end = await cleanJournal(scene, journal);
    cleaned += end.text.match(/^✓/gmu)?.length ?? 0;
    if (end.code !== 0) wrong.push(`cleanup ended with ${String(end.code)}: ${end.text}`);
    // Every line of it was undone: nothing is left to read in it.
    const text = readFileSync(journal, "utf8");
    const open = new Set<number>();
    for (const line of text.split("\n").filter((one) => one !== "")) {
      const { entry, is } = JSON.parse(line) as { entry?: number; is?: string };
      if (entry !== undefined && is === "intended") open.add(entry);
      if (entry !== undefined && (is === "void" || is === "undone")) open.delete(entry);
    }
    if (open.size > 0) wrong.push(`${open.size} entries of the journal are open after the cleanup`);
  }
  return cleaned;
}

/** What the play is about and did not happen: then a kill of it proves nothing. */
function missed(out: string, { play, gateway }: Scene): readonly string[] {
  const { cleanup, suites } = resultIn(out);
  const type = play.noUsers === true ? "User" : "Group";
  const wrote = cleanup.restored.some((one) => one.type === type);
  const looked = suites
    .flatMap(({ scenarios }) => scenarios)
    .some(({ id, outcome }) => id.includes("other-tenant") && outcome === "passed");
  return [
    ...(play.borrows === true && !wrote ? [`no ${type} that was named was written to`] : []),
    ...((play.keeps ?? play.noUsers) === true && gateway.refused() === 0 ? ["nothing was refused"] : []),
    ...(play.second === true && !looked ? ["the second tenant did not look at anything"] : []),
  ];
}

function resultIn(out: string): RunResult {
  return JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult;
}

/** What the report says of the clean-up, held against what the gateway saw. */
export function reportFaults(out: string, scene: Scene): readonly string[] {
  const { cleanup } = resultIn(out);
  const made = scene.gateway.made();
  return [
    ...(cleanup.created === made ? [] : [`the report says ${cleanup.created} created, ${made} were`]),
    ...(cleanup.removed === made ? [] : [`the report says ${cleanup.removed} removed of ${made}`]),
    ...cleanup.left.map(({ type, id, reason }) => `the report says ${type} ${id} is left: ${reason}`),
    ...cleanup.restored
      .filter(({ state }) => state !== "restored")
      .map(({ id, state, reason }) => `the report says ${id} is ${state}: ${reason}`),
  ];
}
