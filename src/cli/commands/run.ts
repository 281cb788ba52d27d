import type { Command } from "commander";
import { planRun, type RunSettings, run, type SuitePlan } from "../../engine/index.ts";
import { palette, REPORTERS } from "../../report/index.ts";
import type { RunEvent, RunResult } from "../../result/index.ts";
import { type OpenBaseline, openBaseline } from "../baseline.ts";
import { commandLine, replayBase } from "../command-line.ts";
import { requireConsent } from "../consent.ts";
import { deliver } from "../deliver.ts";
import { dryRun } from "../dry-run/dry-run.ts";
import type { RunFlags, Typed } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { runCard } from "../lines.ts";
import { type OpenTargets, openTargets } from "../open-targets.ts";
import { type Prepared, prepare } from "../prepare.ts";
import { Progress } from "../progress.ts";
import { onlySuite, readReplay } from "../replay.ts";
import { clearReports, openOut } from "../reports.ts";
import { nearestScenarios } from "../selection.ts";
import { DEFAULT_OUT, drawSeed, joinedRedact, readReporters, readSettings } from "../settings.ts";
import { watchSignals } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { toolVersion } from "../version.ts";

/** `scimproof run`: runs suites against a target, writes the reports and gives the exit code. */
export async function runCommand(
  words: readonly string[],
  input: Typed<RunFlags>,
  command: Command,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const flags = drawSeed(input.flags);
  const reporters = io.reporters ?? REPORTERS;
  // The result comes first, whatever else is asked for: everything else can be made from it.
  const names = [...new Set(["json" as const, ...readReporters(flags.reporter)])];
  const baseline = await openBaseline(flags);
  const replayed = await readReplay(flags, readSettings(flags));
  const prepared = onlySuite(replayed.suite, await prepare("run", words, { ...input, flags }, io.env, terminal));
  const hiding = joinedRedact(replayed.settings.redact, prepared.access.redact);
  const shown = withoutHidden(flags, hiding.redact);
  const settings: RunSettings = {
    ...replayed.settings,
    ...hiding,
    version: toolVersion(),
    command: commandLine(command, words, shown),
    replayBase: replayBase(command, words, shown),
    configuration: { suites: prepared.runs.map(({ suite }) => suite.id), ...shown },
  };
  const plans = nearestScenarios(prepared.runs, settings, flags.grep, () => planRun(prepared.runs, settings));
  if (flags.dryRun === true) return await dryRun(prepared.runs, plans, settings, io, terminal);
  requireConsent(prepared.runs, plans, settings, { command: "run", yes: flags.yes === true, env: io.env });
  const out = settings.out ?? DEFAULT_OUT;
  openOut(out);
  clearReports(out, names, reporters);
  const ran = await carryOut(prepared, plans, settings, { ...flags, isWaived: baseline?.isWaived }, io, terminal);
  const delivery = { baseline, out, names, reporters, sweeper: prepared.access.sweeper, quiet: flags.quiet === true };
  return await deliver(ran, delivery, io, terminal);
}

/** The flags as they may be recorded: the values of headers that are to be hidden are left out, before a shell quotes them. */
function withoutHidden(flags: RunFlags, redact: RunSettings["redact"]): RunFlags {
  const hidden = new Set(redact?.headers.map((name) => name.toLowerCase()));
  if (flags.header === undefined || hidden.size === 0) return flags;
  const header = flags.header.map((line) => {
    const name = line.slice(0, Math.max(0, line.indexOf(":")));
    return hidden.has(name.trim().toLowerCase()) ? `${name}: [hidden]` : line;
  });
  return { ...flags, header };
}

/** Starts what has to be started, runs, and ends it all, interrupted or not. */
async function carryOut(
  { runs, access, bare }: Prepared,
  plans: readonly SuitePlan[],
  settings: RunSettings,
  { isWaived, ...flags }: RunFlags & { readonly isWaived: OpenBaseline["isWaived"] | undefined },
  io: CliIo,
  terminal: Terminal,
): Promise<RunResult> {
  const progress = flags.quiet === true ? undefined : new Progress(terminal, flags.verbose === true);
  if (bare) progress?.say("No suite, document or target was named: every suite runs against its embedded target.\n\n");
  const targets = await openTargets(runs, access.hide);
  const signals = watchSignals(io, (text) => (progress === undefined ? terminal.err(text) : progress.say(text)));
  try {
    return await run(targets.runs, settings, {
      signal: signals.run,
      cleanupSignal: signals.cleanup,
      onSecret: access.hide,
      ...(isWaived === undefined ? {} : { isWaived }),
      onEvent: (event) => {
        const card = cardFor(event, targets, plans, settings, terminal);
        if (card !== undefined) progress?.say(card);
        progress?.on(event);
      },
    });
  } finally {
    signals.detach();
    progress?.clear();
    await targets.close();
  }
}

function cardFor(
  event: RunEvent,
  { runs }: OpenTargets,
  plans: readonly SuitePlan[],
  settings: RunSettings,
  terminal: Terminal,
): string | undefined {
  if (event.type !== "suite-started") return undefined;
  const own = runs.find(({ suite }) => suite.id === event.suite);
  const plan = plans.find(({ suite }) => suite.id === event.suite);
  if (own === undefined || plan === undefined) return undefined;
  return runCard(own, plan, { ...event, settings }, palette(terminal.colour.err));
}
