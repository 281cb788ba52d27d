import { spawn } from "node:child_process";
import { existsSync, statSync, watch } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { packageRoot } from "../../document/index.ts";
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
   * @returns how to end it
   */
  watch(files: readonly string[], onChange: (file: string) => void): () => void;
  /** Tells of each key, until the function it returns is called; absent where there is no keyboard. */
  readonly keys?: (onKey: (key: string) => void) => () => void;
  /** Starts `scimproof` with these words. */
  start(argv: readonly string[]): ChildRun;
}

/** The file system, the keyboard and child processes. */
export function machineMeans(): WatchMeans {
  return { watch: watchFiles, ...(process.stdin.isTTY ? { keys: readKeys } : {}), start: startChild };
}

/**
 * Folders are watched, not files: an editor that puts another file in the place of one would be lost. What an event says
 * differs from system to system, so that it only makes us look; what tells a change is the file itself.
 */
function watchFiles(files: readonly string[], onChange: (file: string) => void): () => void {
  const seen = new Map<string, string>();
  const look = (): void => {
    for (const file of files) {
      const now = stampOf(file);
      if (now === seen.get(file)) continue;
      seen.set(file, now);
      onChange(file);
    }
  };
  const folders = [...new Set(files.map((file) => dirname(resolve(file))))].filter((folder) => existsSync(folder));
  // A folder that is taken away tells an error; its files are gone, and that is a change.
  const watchers = folders.map((folder) => watch(folder, look).on("error", look));
  for (const file of files) seen.set(file, stampOf(file));
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

/** Changes whenever the file does, or another takes its place; empty where there is none. */
function stampOf(file: string): string {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? "" : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
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
  const main = join(packageRoot(), "dist", "src", "cli", "main.js");
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
