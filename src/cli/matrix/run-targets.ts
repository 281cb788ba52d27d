import { join } from "node:path";
import { Command } from "commander";
import { EXIT_CODES, missingTarget } from "../../gate/index.ts";
import { palette, REPORTERS } from "../../report/index.ts";
import { groupBy, type MatrixTarget } from "../../result/index.ts";
import { addRunOptions } from "../add-options.ts";
import { runCommand } from "../commands/run.ts";
import type { NamedTarget } from "../config/load-targets.ts";
import { reportError } from "../errors.ts";
import type { CliIo, RunSignal } from "../io.ts";
import { withConfig } from "../read-flags.ts";
import { clearReports } from "../reports.ts";
import { EXIT_OF } from "../signals.ts";
import { Terminal } from "../terminal.ts";
import { gatheredTarget } from "./gathered-target.ts";

/** How the targets of a matrix are to be run. */
export interface MatrixRuns {
  /** `scimproof matrix` with its flags, which hold for every target. */
  readonly command: Command;
  /** The folder that gets a folder for each target. */
  readonly out: string;
  /** Targets at a time. */
  readonly parallel: number;
}

/**
 * Runs targets side by side, each as `scimproof run --config FILE#NAME` would. What goes wrong with one keeps no other from
 * running; after a signal none is begun, and those under way clean up.
 */
export async function runTargets(
  targets: readonly NamedTarget[],
  { command, out, parallel }: MatrixRuns,
  io: CliIo,
  terminal: Terminal,
): Promise<readonly MatrixTarget[]> {
  const ended = new Map<string, MatrixTarget>();
  const interrupt = watchFirst(io);
  const queues = byServer(targets);
  const work = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      for (const target of queue) {
        const { signal } = interrupt;
        const one =
          signal === undefined
            ? await runTarget(target, command, out, interrupt.io, terminal)
            : missingTarget(target, EXIT_OF[signal], `the matrix was interrupted by ${signal} before it began`);
        ended.set(target.name, one);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, work));
  } finally {
    interrupt.detach();
  }
  return targets.flatMap(({ name }) => ended.get(name) ?? []);
}

/** Targets on one server share its limits, and its lock-outs: they come one after the other. */
function byServer(targets: readonly NamedTarget[]): (readonly NamedTarget[])[] {
  const queues = groupBy(targets, ({ name, config }) => {
    const { target: url } = config.value;
    return typeof url === "string" && URL.canParse(url) ? new URL(url).origin : `target ${name}`;
  });
  return [...queues.values()];
}

/** Signals to a matrix. */
interface Interrupt {
  /** The first one that came. */
  readonly signal: RunSignal | undefined;
  /** For the runs: one that begins to listen after the signal came hears it all the same. */
  readonly io: CliIo;
  readonly detach: () => void;
}

/** Each run hears a signal, through one that listens for them all; the first tells that no other is to be begun. */
function watchFirst(io: CliIo): Interrupt {
  let first: RunSignal | undefined;
  const listeners = new Set<(signal: RunSignal) => void>();
  const detach = io.onSignal((signal) => {
    // A second one is for the clean-up of what runs, and a third ends the process.
    if (first !== undefined) detach();
    first ??= signal;
    for (const listener of listeners) listener(signal);
  });
  return {
    get signal() {
      return first;
    },
    io: {
      ...io,
      onSignal: (listener) => {
        listeners.add(listener);
        if (first !== undefined) listener(first);
        return () => void listeners.delete(listener);
      },
    },
    detach,
  };
}

async function runTarget(
  target: NamedTarget,
  matrix: Command,
  base: string,
  io: CliIo,
  terminal: Terminal,
): Promise<MatrixTarget> {
  const { name } = target;
  const out = join(base, name);
  const said: string[] = [];
  const prefixed = lines((line) => {
    said.push(line);
    terminal.err(`${palette(terminal.colour.err).quiet(`${name}:`)} ${line}\n`);
  });
  // A terminal of its own: each knows the secrets of its target, and hides them.
  const own: CliIo = { ...io, stdout: { write: () => true }, stderr: prefixed };
  const ownTerminal = new Terminal(own);
  terminal.err(`${name}: begun\n`);
  let code: number;
  try {
    // Nobody is to take what an earlier run left for what this one found, whatever keeps it from beginning.
    clearReports(out, ["json"], io.reporters ?? REPORTERS);
    code = await runAlone(target, matrix, out, own, ownTerminal);
  } catch (error) {
    code = reportError(error, ownTerminal, false);
  }
  prefixed.end();
  const gathered = await gatheredTarget(target, base, base, code);
  terminal.err(`${name}: ${gathered.run?.verdict ?? "no result"}\n`);
  if (gathered.run !== undefined) return gathered;
  const reason = said.length === 0 ? gathered.reason : said.join("\n").replace(/^scimproof: /u, "");
  return missingTarget(target, code === EXIT_CODES.conformant ? EXIT_CODES.harnessError : code, reason ?? "");
}

/** `scimproof run --config FILE#NAME` with the flags of the matrix. */
async function runAlone(
  { config }: NamedTarget,
  matrix: Command,
  out: string,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const command = addRunOptions(new Command("run"));
  const typed = new Set<string>();
  for (const option of command.options) {
    const flag = option.attributeName();
    const source = matrix.getOptionValueSource(flag);
    // Where results are read from is said to the matrix alone.
    if (flag === "from" || (source !== "cli" && source !== "env")) continue;
    command.setOptionValueWithSource(flag, matrix.getOptionValue(flag), source);
    typed.add(flag);
  }
  command.setOptionValueWithSource("out", out, "cli");
  // What is shown meanwhile is the matrix's to say; the line that repeats this run alone is not to say it.
  command.setOptionValueWithSource("quiet", true, "config");
  const given = withConfig(command, config, typed);
  return await given.placing(async () => await runCommand(given.words, given, command, io, terminal));
}

/** A stream that gives on whole lines. */
function lines(tell: (line: string) => void): { write(text: string): boolean; end(): void } {
  let rest = "";
  return {
    write: (text) => {
      const whole = `${rest}${text}`.split("\n");
      rest = whole.pop() ?? "";
      for (const line of whole) if (line.trim() !== "") tell(line);
      return true;
    },
    end: () => {
      if (rest.trim() !== "") tell(rest);
      rest = "";
    },
  };
}
