import { basename } from "node:path";
import { inertLine, palette } from "../../report/index.ts";
import type { CliIo } from "../io.ts";
import { grepFor } from "../selection.ts";
import { EXIT_OF } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { Inbox, type Wish } from "./inbox.ts";
import type { WatchMeans } from "./means.ts";

/** What is watched, and what is run. */
export interface Watched {
  /** The words of the command line, without `--watch`. */
  readonly argv: readonly string[];
  /** The files that the next run reads; asked for before each. */
  readonly files: () => Promise<readonly string[]>;
  /** The scenarios that failed in the run before; empty where none did. */
  readonly failed: () => Promise<readonly string[]>;
}

const KEYS: Readonly<Record<string, Wish>> = {
  "\r": { kind: "all" },
  "\n": { kind: "all" },
  r: { kind: "all" },
  f: { kind: "failed" },
  q: { kind: "quit" },
  "\u0003": { kind: "signal", signal: "SIGINT" },
  "\u0004": { kind: "quit" },
};

/**
 * Runs, and runs again whenever a file changes or a key asks for it, each time in a process of its own. A run that is under
 * way is interrupted first, and the next one begins when it has removed what it made.
 *
 * @returns the exit code: of the last run that came to its end, or of the signal
 */
export async function watchRuns(watched: Watched, means: WatchMeans, io: CliIo, terminal: Terminal): Promise<number> {
  const inbox = new Inbox();
  const say = (text: string): void => terminal.err(`${palette(terminal.colour.err).quiet(text)}\n`);
  let files: readonly string[] = [];
  let unwatch: (() => void) | undefined;
  let stop: ((signal: "SIGINT" | "SIGTERM") => void) | undefined;
  const put = (wish: Wish): void => {
    if (wish.kind === "signal") stop?.(wish.signal);
    inbox.put(wish);
  };
  const detachSignals = io.onSignal((signal) => put({ kind: "signal", signal }));
  const detachKeys = means.keys?.((key) => {
    const wish = KEYS[key.toLowerCase()];
    if (wish !== undefined) put(wish);
  });
  let code = 0;
  let only: readonly string[] = [];
  try {
    for (;;) {
      const wanted = await watched.files();
      if (wanted.join("\n") !== files.join("\n") || unwatch === undefined) {
        unwatch?.();
        files = wanted;
        unwatch = means.watch(files, (file) => put({ kind: "change", file }));
      }
      // It reads the files as they are by now.
      inbox.forget("change", "ended");
      // Whoever asked to end it while the run before was cleaning up is not made to wait for another.
      const last = inbox.peek();
      if (last?.kind === "signal") return EXIT_OF[last.signal];
      if (last?.kind === "quit") return code;
      const run = means.start([...watched.argv, ...selection(only)]);
      stop = (signal) => run.stop(signal);
      void run.ended.then((ended) => inbox.put({ kind: "ended", code: ended }));
      let wish = await inbox.take();
      if (wish.kind === "ended") {
        code = wish.code;
        stop = undefined;
        say(hint(files, means.keys !== undefined));
        wish = await inbox.take();
      } else {
        if (wish.kind !== "signal") {
          say(wordsFor(wish));
          run.stop("SIGINT");
        }
        const interrupted = await run.ended;
        stop = undefined;
        if (wish.kind === "quit" || wish.kind === "signal") code = interrupted;
      }
      if (wish.kind === "signal") return EXIT_OF[wish.signal];
      if (wish.kind === "quit") return code;
      if (wish.kind === "all") only = [];
      if (wish.kind === "failed") {
        only = await watched.failed();
        if (only.length === 0) say("nothing has failed: everything is run");
      }
      if (wish.kind === "change") say(`\n${wordsFor(wish)}`);
    }
  } finally {
    detachSignals();
    detachKeys?.();
    unwatch?.();
  }
}

function wordsFor(wish: Wish): string {
  return wish.kind === "change" ? `${inertLine(basename(wish.file))} has changed` : "stopping this run";
}

function selection(only: readonly string[]): readonly string[] {
  if (only.length === 0) return [];
  return ["--grep", grepFor(only)];
}

function hint(files: readonly string[], hasKeys: boolean): string {
  const names = [...new Set(files.map((file) => basename(file)))];
  const shown = names.length > 4 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
  const keys = hasKeys ? "Enter or r runs again, f only what failed, q quits; " : "";
  return `\n${keys}waiting for a change of ${inertLine(shown)}`;
}
