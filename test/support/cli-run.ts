import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type CliIo, main, type RunSignal } from "../../src/cli/index.ts";
import { type RunningTarget, startTarget, type TargetOptions } from "../../src/targets/index.ts";

/** How a command line came out. */
export interface CliEnd {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Signal listeners that are still attached. */
  readonly listening: number;
}

/** What a test lends the command line of its process. */
export interface CliWorld
  extends Pick<Partial<CliIo>, "env" | "reporters" | "columns" | "cwd" | "openPrompt" | "watching"> {
  /** Sees everything printed to stderr as it is printed, and may send a signal. */
  readonly onErr?: (text: string, send: (signal: RunSignal) => void) => void;
  readonly onOut?: (text: string, send: (signal: RunSignal) => void) => void;
  readonly isTTY?: boolean;
}

/** Runs a command line in this process. */
export async function cli(argv: readonly string[], world: CliWorld = {}): Promise<CliEnd> {
  let out = "";
  let err = "";
  const listeners = new Set<(signal: RunSignal) => void>();
  const send = (signal: RunSignal): void => {
    for (const listener of listeners) listener(signal);
  };
  const code = await main(argv, {
    stdout: {
      isTTY: false,
      write: (text) => {
        out += text;
        world.onOut?.(text, send);
      },
    },
    stderr: {
      isTTY: world.isTTY === true,
      write: (text) => {
        err += text;
        world.onErr?.(text, send);
      },
    },
    env: world.env ?? {},
    columns: world.columns ?? 100,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...(world.cwd === undefined ? {} : { cwd: world.cwd }),
    ...(world.openPrompt === undefined ? {} : { openPrompt: world.openPrompt }),
    ...(world.watching === undefined ? {} : { watching: world.watching }),
    ...(world.reporters === undefined ? {} : { reporters: world.reporters }),
  });
  return { code, out, err, listening: listeners.size };
}

/** A folder that goes away with its test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An embedded Cube that ends with its test. */
export async function cube(switches: Pick<TargetOptions, "faults" | "oddities"> = {}): Promise<RunningTarget> {
  const target = await startTarget({ dialect: "cube", ...switches });
  onTestFinished(() => target.close());
  return target;
}
