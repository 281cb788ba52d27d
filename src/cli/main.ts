#!/usr/bin/env node
import { main } from "./cli.ts";
import type { RunSignal } from "./io.ts";

const SIGNALS: readonly RunSignal[] = ["SIGINT", "SIGTERM"];
const DEFAULT_COLUMNS = 100;

// Something that still holds the process after its work is done must not hold a pipeline.
const LINGER_MS = 2000;

// A reader that has gone away, as of `| head`, must not keep a run from cleaning up.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  columns: process.stdout.columns ?? process.stderr.columns ?? DEFAULT_COLUMNS,
  onSignal: (listener) => {
    for (const signal of SIGNALS) process.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener);
    };
  },
});
setTimeout(() => process.exit(), LINGER_MS).unref();
