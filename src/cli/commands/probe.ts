import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type ProfileLine, profileText } from "../../document/index.ts";
import {
  type ProbePlan,
  type ProbeResult,
  planProbe,
  probe,
  type RunControl,
  type RunSettings,
} from "../../engine/index.ts";
import { dayOf, EXIT_CODES } from "../../gate/index.ts";
import { palette } from "../../report/index.ts";
import { HarnessError, type RunEvent } from "../../result/index.ts";
import { requireConsent } from "../consent.ts";
import { dryRun } from "../dry-run/dry-run.ts";
import { FAULT } from "../errors.ts";
import type { RunFlags, Typed } from "../flags.ts";
import { PROFILE_NAME } from "../init/config-text.ts";
import type { CliIo } from "../io.ts";
import { exchangeLine, preflightLines } from "../lines.ts";
import { openTargets } from "../open-targets.ts";
import { prepare } from "../prepare.ts";
import { probeTable } from "../probe-table.ts";
import { openOut, writeWhole } from "../reports.ts";
import { DEFAULT_OUT, joinedRedact, readSettings } from "../settings.ts";
import { shellWord } from "../shell-word.ts";
import { watchSignals } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";
import { readPair } from "../values.ts";
import { toolVersion } from "../version.ts";

/** Flags of `probe`, as typed. */
export interface ProbeFlags extends RunFlags {
  readonly outProfile?: string;
  readonly force?: boolean;
}

/** `scimproof probe`: finds out what a server decides, and writes a profile of it. Judges nothing. */
export async function probeCommand(
  words: readonly string[],
  input: Typed<ProbeFlags>,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const { flags } = input;
  const typed = readSettings(flags);
  // Whoever names neither suite nor document has a server of which nothing is known: the RFCs describe it.
  const suites = words.length === 0 && flags.spec === undefined ? ["rfc"] : words;
  const { runs, access } = await prepare("probe", suites, input, io.env, terminal);
  const settings = { ...typed, ...joinedRedact(typed.redact, access.redact), version: toolVersion() };
  const vendors = new Set(runs.map(({ contract }) => contract.id));
  if (vendors.size > 1) throw usage("a profile is of one server", "name the suites of one vendor");
  const file = flags.outProfile ?? PROFILE_NAME;
  if (flags.dryRun !== true && flags.force !== true && existsSync(file)) {
    throw usage(`${file} is there already`, "--force writes over it; --out-profile FILE names another one");
  }
  const plans = planProbe(runs);
  const scenarios = plans.map(({ plan }) => plan);
  const located = plans.map(({ run }) => run);
  if (flags.dryRun === true) {
    return await dryRun(located, scenarios, settings, io, terminal, async (own, dry, control) => {
      const { fault } = await probe(planProbe(own), dry, control);
      return { fault };
    });
  }
  requireConsent(located, scenarios, settings, { command: "probe", yes: flags.yes === true, env: io.env });
  openOut(settings.out ?? DEFAULT_OUT);
  const targets = await openTargets(located, access.hide);
  const signals = watchSignals(io, (text) => terminal.err(text));
  try {
    const control = { signal: signals.run, cleanupSignal: signals.cleanup, onSecret: access.hide };
    const result = await find(planProbe(targets.runs), settings, control, terminal, flags.verbose === true);
    if (signals.run.aborted) return signals.code;
    if (result.fault !== undefined) {
      terminal.err(`scimproof: ${result.fault}\n${FAULT}\n`);
      return EXIT_CODES.harnessError;
    }
    return conclude(result, plans, flags, { file, url: targets.runs[0]?.target.baseUrl ?? "" }, terminal);
  } finally {
    signals.detach();
    await targets.close();
  }
}

/** Follows a probe on the screen. */
async function find(
  plans: readonly ProbePlan[],
  settings: RunSettings,
  control: RunControl,
  terminal: Terminal,
  verbose: boolean,
): Promise<ProbeResult> {
  const said = new Set<string>();
  const onEvent = (event: RunEvent): void => {
    if (event.type === "preflight") {
      // Each suite has a preflight of its own, and most of what it says is the same.
      const lines = preflightLines(event.step, palette(terminal.colour.out));
      if (!said.has(lines)) terminal.out(lines);
      said.add(lines);
    }
    if (event.type === "exchange" && verbose) terminal.err(exchangeLine(event.exchange, palette(terminal.colour.err)));
    if (event.type !== "cleanup") return;
    for (const { type, id, reason } of event.cleanup.left) terminal.out(`• left: ${type} ${id} (${reason})\n`);
  };
  return await probe(plans, settings, { ...control, onEvent });
}

function conclude(
  result: ProbeResult,
  plans: readonly ProbePlan[],
  flags: ProbeFlags,
  { file, url }: { readonly file: string; readonly url: string },
  terminal: Terminal,
): number {
  terminal.out(`\n${probeTable(result.rows, { paint: palette(terminal.colour.out), width: terminal.columns })}`);
  const [plan] = plans;
  if (!result.began || plan === undefined) {
    terminal.out("\nnothing could be learnt: see above what to change; no profile was written\n");
    return EXIT_CODES.inconclusive;
  }
  const { contract } = plan.run;
  const learnt = result.rows.filter(({ outcome }) => outcome === "learnt").length;
  const text = profileText({
    base: contract.profile,
    head: [
      `Written by scimproof probe ${toolVersion()} on ${dayOf(new Date())}, from ${url}.`,
      "It says what that server decides where the RFCs and its document leave it open. Look at each line before you keep it: what was a mistake of the server stands here as its habit.",
    ],
    lines: [...result.lines, ...fromFlags(flags)],
  });
  write(file, text);
  const words = flags.spec === undefined ? [contract.id] : ["--spec", flags.spec];
  const overlay = flags.overlay === undefined ? [] : ["--overlay", flags.overlay];
  const next = ["scimproof", "run", ...words, ...overlay, "--profile", file].map(shellWord).join(" ");
  terminal.out(
    `\n${file}: ${learnt} things learnt, ${result.lines.length} of them say something to a run\n→ ${next} --target …\n`,
  );
  return EXIT_CODES.conformant;
}

/** What was typed to reach the server belongs to it, and is needed again. */
function fromFlags({ pathParam = [], serverVar = [] }: ProbeFlags): readonly ProfileLine[] {
  const line = (path: string, flag: string, pairs: readonly string[]): readonly ProfileLine[] =>
    pairs.length === 0
      ? []
      : [
          {
            path: [path],
            value: Object.fromEntries(pairs.map((pair) => readPair(flag, pair, "name=value"))),
            note: `given with ${flag}`,
          },
        ];
  return [...line("pathParameters", "--path-param", pathParam), ...line("serverVariables", "--server-var", serverVar)];
}

/** @throws HarnessError `REPORT_FAILED` */
function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (cause) {
    throw new HarnessError("REPORT_FAILED", `the profile cannot be written to ${file}`, {
      remedy: "name a file that can be written to: --out-profile FILE",
      cause,
    });
  }
}
