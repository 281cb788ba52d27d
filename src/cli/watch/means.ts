import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EXIT } from "../errors.ts";
import type { RunSignal } from "../io.ts";

/** A run in a process of its own. */
export interface ChildRun {
  /** Its exit code, once everything that it made has been removed. */
  readonly ended: Promise<number>;
  /** Interrupts it; a second time it gives up its clean-up. */
  stop(signal: RunSignal): void;
}

/** What `--watch` needs of the machine, so that tests can be the machine. */
export interface WatchMeans {
  /**
   * Tells of each change of these files and no others, also of one that comes or goes.
   *
   * @returns how to end it, once it has begun
   */
  watch(files: readonly string[], onChange: (file: string) => void): Promise<() => Promise<void>>;
  /** Tells of each key, until the function it returns is called; absent where there is no keyboard. */
  readonly keys?: (onKey: (key: string) => void) => () => void;
  /** Starts `scimproof` with these words. */
  start(argv: readonly string[]): ChildRun;
}

/** The file system, the keyboard and child processes. */
export async function machineMeans(): Promise<WatchMeans> {
  const { watch } = await import("chokidar");
  return {
    watch: async (files, onChange) => {
      const own = new Set(files.map((file) => resolve(file)));
      // Folders are watched, not files: an editor that puts another file in the place of one would be lost.
      const watcher = watch([...new Set([...own].map((file) => dirname(file)))], {
        depth: 0,
        ignoreInitial: true,
        ignored: (path, stats) => stats?.isFile() === true && !own.has(resolve(path)),
      });
      watcher.on("all", (_event, path) => {
        if (own.has(resolve(path))) onChange(path);
      });
      await new Promise<void>((done, fail) => {
        watcher.once("ready", done);
        watcher.once("error", fail);
      });
      return async () => await watcher.close();
    },
    ...(process.stdin.isTTY ? { keys: readKeys } : {}),
    start: startChild,
  };
}

function readKeys(onKey: (key: string) => void): () => void {
  const { stdin } = process;
  const onData = (data: Buffer): void => {
    for (const key of data.toString("utf8")) onKey(key);
  };
  stdin.setRawMode(true);
  stdin.resume();
  stdin.on("data", onData);
  return () => {
    stdin.off("data", onData);
    stdin.setRawMode(false);
    stdin.pause();
  };
}

function startChild(argv: readonly string[]): ChildRun {
  const main = fileURLToPath(new URL("../main.js", import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, main, ...argv], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, SCIMPROOF_WATCH: "0" },
    // Ctrl-C goes to whoever watches, which passes it on once; else a run would hear it twice and give up its clean-up.
    detached: process.platform !== "win32",
  });
  return {
    ended: new Promise((done) => {
      child.once("exit", (code) => done(code ?? EXIT.harnessError));
      child.once("error", () => done(EXIT.harnessError));
    }),
    stop: (signal) => void child.kill(signal),
  };
}
