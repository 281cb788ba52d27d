#!/usr/bin/env node
import type { Interface } from "node:readline/promises";
import { main } from "./cli.ts";
import { EXIT, FAULT } from "./errors.ts";
import { linePrompt } from "./prompt.ts";

// A terminal that is closed says SIGHUP: what was made is removed then, too.
const SIGNALS = { SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGTERM" } as const;
const DEFAULT_COLUMNS = 100;

// Something that still holds the process after its work is done must not hold a pipeline.
const LINGER_MS = 2000;

// A reader that has gone away, as of `| head` or with its terminal, must not keep a run from cleaning up.
const GONE: ReadonlySet<string | undefined> = new Set(["EPIPE", "EIO"]);

// Until something else is known: also when whatever is awaited below never ends and Node gives up.
process.exitCode = EXIT.harnessError;

// Longer than a clean-up after a crash may take: what broke may be what the rest waits for.
const CRASH_MS = 60_000;

const crashes = new Set<(error: unknown) => void>();

// Rejections that nobody handles come here, too.
process.on("uncaughtException", (error: unknown) => {
  if (crashes.size > 0) {
    for (const listener of crashes) listener(error);
    setTimeout(() => process.exit(EXIT.harnessError), CRASH_MS).unref();
    return;
  }
  // The message may hold anything, and nothing is known here of credentials: the name and the place will do.
  const name = error instanceof Error ? error.name : "something that is no Error";
  process.stderr.write(`scimproof: ${name} was thrown\n${FAULT}\n`);
  process.exit(EXIT.harnessError);
});

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!GONE.has(error.code)) throw error;
  });
}

async function openLines(): Promise<Interface> {
  const { createInterface } = await import("node:readline/promises");
  return createInterface({ input: process.stdin, output: process.stderr });
}

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  columns: process.stdout.columns ?? process.stderr.columns ?? DEFAULT_COLUMNS,
  onSignal: (listener) => {
    const attached = Object.entries(SIGNALS).map(([name, as]): [string, () => void] => [name, () => listener(as)]);
    for (const [name, act] of attached) process.on(name, act);
    return () => {
      for (const [name, act] of attached) process.off(name, act);
    };
  },
  ...(process.stdin.isTTY && process.stderr.isTTY ? { openPrompt: () => linePrompt(openLines) } : {}),
  onCrash: (listener) => {
    crashes.add(listener);
    return () => crashes.delete(listener);
  },
});
setTimeout(() => process.exit(), LINGER_MS).unref();
