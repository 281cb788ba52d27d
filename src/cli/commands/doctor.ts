import { openSuite, planRun, type RunSettings, type SuitePlan, type SuiteRun } from "../../engine/index.ts";
import { EXIT_CODES } from "../../gate/index.ts";
import { inertLine, palette } from "../../report/index.ts";
import { HarnessError, type RunEvent } from "../../result/index.ts";
import { requireConsent } from "../consent.ts";
import type { Access } from "../credentials.ts";
import type { RunFlags, Typed } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { exchangeLine, preflightLines } from "../lines.ts";
import { openTargets } from "../open-targets.ts";
import { prepare } from "../prepare.ts";
import { openOut } from "../reports.ts";
import { DEFAULT_OUT, joinedRedact, readSettings } from "../settings.ts";
import { type Signals, watchSignals } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { toolVersion } from "../version.ts";

/** `scimproof doctor`: the preflight alone, so that a set-up is put right before anything is tested. */
export async function doctorCommand(
  words: readonly string[],
  input: Typed<RunFlags>,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const typed = readSettings(input.flags);
  const { runs, access } = await prepare("doctor", words, input, io.env, terminal);
  const settings = { ...typed, ...joinedRedact(typed.redact, access.redact), version: toolVersion() };
  const plans = planRun(runs, settings);
  requireConsent(runs, plans, settings, { command: "doctor", yes: input.flags.yes === true, env: io.env });
  openOut(settings.out ?? DEFAULT_OUT);
  const targets = await openTargets(runs, access.hide);
  const signals = watchSignals(io, (text) => terminal.err(text));
  try {
    let ok = true;
    for (const [index, run] of targets.runs.entries()) {
      const plan = plans[index];
      if (plan === undefined || signals.run.aborted) continue;
      ok = (await examine(run, plan, settings, signals, access, terminal, input.flags.verbose === true)) && ok;
    }
    if (signals.run.aborted) return signals.code;
    terminal.out(ok ? "ready: a run can begin\n" : "not ready: see above what to change\n");
    return ok ? EXIT_CODES.conformant : EXIT_CODES.inconclusive;
  } finally {
    signals.detach();
    await targets.close();
  }
}

async function examine(
  run: SuiteRun,
  plan: SuitePlan,
  settings: RunSettings,
  signals: Signals,
  { hide }: Access,
  terminal: Terminal,
  verbose: boolean,
): Promise<boolean> {
  terminal.out(`${run.suite.id} on ${inertLine(run.target.baseUrl)}\n`);
  const tell = (event: RunEvent): void => {
    if (event.type === "preflight") terminal.out(preflightLines(event.step, palette(terminal.colour.out)));
    if (event.type === "exchange" && verbose) terminal.err(exchangeLine(event.exchange, palette(terminal.colour.err)));
    if (event.type !== "cleanup") return;
    for (const { type, id, reason } of event.cleanup.left)
      terminal.out(`• ${inertLine(`left: ${type} ${id} (${reason})`)}\n`);
  };
  const control = { signal: signals.run, cleanupSignal: signals.cleanup, onSecret: hide };
  const suite = openSuite(run, plan, settings, control, tell);
  try {
    return (await suite.begin()).ok;
  } catch (error) {
    if (error instanceof HarnessError && error.code === "ABORTED") return false;
    throw error;
  } finally {
    await suite.end("preflight");
  }
}
