import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { DialectName } from "../../src/targets/index.ts";
import { PEAK } from "../lib/peak.ts";
import { projectRoot } from "../lib/root.ts";

/** How a command went. */
export interface Timed {
  readonly code: number | null;
  /** From the start of the process to its end, in ms. */
  readonly ms: number;
  /** The most memory that it ever had, in MB. */
  readonly peakMb: number;
  readonly out: string;
}

/** The command line as it is built. */
export const CLI: string = join(projectRoot(), "dist", "src", "cli", "main.js");

// Written when the process ends, to a channel of its own: what it prints is its own business.
const TELL_PEAK = `import { writeSync } from "node:fs";
${PEAK}
process.on("exit", () => writeSync(3, String(peak())));`;

/** Runs Node with these arguments, and measures it. */
export async function timed(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Timed> {
  const begun = performance.now();
  const tell = `--import=data:text/javascript,${encodeURIComponent(TELL_PEAK)}`;
  const child = spawn(process.execPath, [tell, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore", "pipe"],
  });
  let [out, peak] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  (child.stdio[3] as NodeJS.ReadableStream | null)?.on("data", (text: Buffer) => {
    peak += text.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ms: performance.now() - begun, peakMb: Number(peak) / 1024, out };
}

/** An embedded target in a process of its own, so that it shares no thread with what is measured. */
export interface Served {
  readonly url: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

const SERVED = join(projectRoot(), "dist", "bench", "speed", "served.js");

/** Starts a target that waits so many ms before each answer. */
export async function serve(dialect: DialectName, answerAfterMs = 0): Promise<Served> {
  const child: ChildProcess = spawn(process.execPath, [SERVED, dialect, String(answerAfterMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] =
    child.stdout === null ? [] : ((await once(createInterface({ input: child.stdout }), "line")) as [string]);
  const stop = async (): Promise<void> => {
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
  };
  return { ...(JSON.parse(line ?? "") as Pick<Served, "url" | "token">), stop };
}
