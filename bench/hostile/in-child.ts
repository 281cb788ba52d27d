import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../src/result/index.ts";
import { startTarget } from "../../src/targets/index.ts";
import { PEAK } from "../lib/peak.ts";
import { projectRoot } from "../lib/root.ts";
import type { Behaviour } from "./behaviour.ts";
import { startFront } from "./front.ts";
import { SELECTION } from "./run-hostile.ts";

/** What a process of its own came to. */
export interface ChildRun {
  readonly exit: number | null;
  readonly seconds: number;
  /** The most memory that the process ever had, in MB. */
  readonly peakMb: number;
  readonly result: RunResult;
  readonly left: number;
}

// Runs in the child: its own peak, written down as it ends.
const PRELOAD = `import { writeFileSync } from "node:fs";
${PEAK}
process.on("exit", () => writeFileSync(process.env.SCIMPROOF_PEAK, String(peak())));`;

/** Runs the built command line against a hostile front, with its defaults but for a short time-out, and measures it. */
export async function runInChild(
  behaviour: Pick<Behaviour, "hits" | "act">,
  flags: readonly string[] = [],
): Promise<ChildRun> {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-"));
  const target = await startTarget({ dialect: "cube" });
  const front = await startFront(target.url, behaviour);
  try {
    const peak = join(folder, "peak");
    const preload = join(folder, "preload.mjs");
    writeFileSync(preload, PRELOAD);
    const main = join(projectRoot(), "dist/src/cli/main.js");
    const args = [
      "run",
      "cube",
      "--target",
      front.url,
      "--token-env",
      "TOKEN",
      "--out",
      join(folder, "out"),
      "--quiet",
    ];
    const begun = performance.now();
    const child = spawn(
      process.execPath,
      ["--import", preload, main, ...args, "--depth", "smoke", "-t", SELECTION.source, ...flags],
      { env: { ...process.env, TOKEN: target.token, SCIMPROOF_PEAK: peak }, stdio: ["ignore", "ignore", "pipe"] },
    );
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString("utf8");
    });
    const exit = await new Promise<number | null>((resolve) => {
      child.on("close", resolve);
    });
    const seconds = (performance.now() - begun) / 1000;
    const path = join(folder, "out/results.json");
    const { users, groups } = target.snapshot();
    return {
      exit,
      seconds,
      peakMb: Math.round(Number(readFileSync(peak, "utf8")) / 1024),
      result: readResult(path, err),
      left: users.length + groups.length,
    };
  } finally {
    await front.close();
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResult(path: string, err: string): RunResult {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as RunResult;
  } catch (cause) {
    throw new Error(`the run left no result: ${err.slice(0, 500)}`, { cause });
  }
}
