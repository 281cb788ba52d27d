import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { main, type RunSignal } from "../../../src/cli/index.ts";
import { projectRoot } from "../../lib/root.ts";

/** How a child process ended. */
export interface ChildEnd {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: string | undefined;
  readonly text: string;
}

/** A command line that runs in a process of its own, as built in `dist`. */
export function startCli(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  nodeArgv: readonly string[] = [],
): { readonly child: ChildProcess; readonly ended: Promise<ChildEnd> } {
  const file = join(projectRoot(), "dist", "src", "cli", "main.js");
  return startNode([...nodeArgv, file, ...argv], env);
}

/**
 * A command line in this process: for what no process is needed to prove, since loading the program takes longer than most
 * of what is tried with it.
 */
export function startHere(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly interrupt: (signal: RunSignal) => void; readonly ended: Promise<ChildEnd> } {
  let text = "";
  const stream = {
    write: (more: string) => {
      text += more;
    },
  };
  const listeners = new Set<(signal: RunSignal) => void>();
  const onSignal = (listener: (signal: RunSignal) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const code = main(argv, { stdout: stream, stderr: stream, env, columns: 100, onSignal });
  return {
    interrupt: (signal) => {
      for (const listener of listeners) listener(signal);
    },
    ended: code.then((ended) => ({ code: ended, signal: undefined, text })),
  };
}

/** A Node process, with nothing of this one's environment but where its tools are. */
export function startNode(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly ended: Promise<ChildEnd> } {
  const child = spawn(process.execPath, argv, {
    cwd: projectRoot(),
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      text += chunk;
    });
  }
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined, text }));
  });
  return { child, ended };
}

/** Ends a process and all that it started, at once. */
export function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
