import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createVeil, type Veil } from "../client/index.ts";
import {
  EVENT_SCHEMA_VERSION,
  HarnessError,
  nameThrown,
  OTHER_SHARD,
  type RunEvent,
  type RunResult,
} from "../result/index.ts";
import { PublishedOnce } from "./contracts/published-once.ts";
import { FailureLimit } from "./failure-limit.ts";
import { writeAllExchanges } from "./fold/evidence.ts";
import { fold } from "./fold/fold.ts";
import type { RunControl, RunSettings, SuiteRun } from "./options.ts";
import { withOwn } from "./own.ts";
import { planSuite, type SuitePlan } from "./plan.ts";
import { openSuite, runSuite } from "./run-suite.ts";
import { selectionOf } from "./selection.ts";
import { fileSink, memorySink } from "./sink.ts";
import { WrongTries } from "./wrong-tries.ts";

/** Why an abort came, as its reason says. */
export class Interrupt extends Error {
  override readonly name: string = "Interrupt";
  readonly signal: "SIGINT" | "SIGTERM";

  constructor(signal: "SIGINT" | "SIGTERM") {
    super(signal);
    this.signal = signal;
  }
}

/** Something threw where nobody was there to catch it: the reason of an abort that cleans up and ends in a harness error. */
export class Crash extends Error {
  override readonly name: string = "Crash";

  constructor(cause: unknown) {
    // Nobody caught it, so that it may be from a hook or a config: a message of theirs may quote a key.
    super(`${nameThrown(cause)} was thrown where nobody caught it`, { cause });
  }
}

/** So many findings fail the run that nothing more is to be begun. */
class Enough extends Error {
  override readonly name: string = "Enough";

  constructor(limit: number) {
    super(`--max-failures ${limit} was reached`);
  }
}

/** Plans every suite of a run. @throws HarnessError `SELECTION_EMPTY` when nothing at all is selected */
export function planRun(runs: readonly SuiteRun[], settings: RunSettings): readonly SuitePlan[] {
  const plans = runs.map(({ contract, suite }) => planSuite(contract, suite, settings.depth, settings.selection));
  const { shard } = settings.selection;
  // A part with nothing in it is a part all the same: whoever joins the parts waits for it.
  const isEmpty =
    plans.every(({ scenarios }) => scenarios.length === 0) &&
    (shard === undefined || plans.every(({ leftOut }) => leftOut.every(({ reason }) => reason !== OTHER_SHARD)));
  if (isEmpty) {
    throw new HarnessError("SELECTION_EMPTY", "the selection matches no scenario", {
      remedy: "scimproof list scenarios shows their ids",
    });
  }
  return plans;
}

/**
 * Runs suites against their targets, one after the other, and folds what happened into a RunResult.
 * Needs no vitest. Whatever ends the run, what it made is removed and the result says how far it came.
 *
 * @throws HarnessError `SELECTION_EMPTY`, and `USAGE` for checks and scenarios of one's own that cannot be, before anything is sent
 */
export async function run(
  given: readonly SuiteRun[],
  settings: RunSettings,
  control: RunControl = {},
): Promise<RunResult> {
  const runs = given.map(withOwn);
  const plans = planRun(runs, settings);
  const veil = control.veil ?? createVeil({ redact: settings.redact, onSecret: control.onSecret });
  for (const { target } of runs) hideHeaders(target.headers, settings, veil);
  if (settings.out !== undefined) mkdirSync(settings.out, { recursive: true });
  const sink = settings.out === undefined ? memorySink() : fileSink(join(settings.out, "events.ndjson"));
  const startedAt = new Date();
  const begun = performance.now();
  const stop = new AbortController();
  const budget = settings.timeBudgetMs === undefined ? undefined : AbortSignal.timeout(settings.timeBudgetMs);
  const { maxFailures: limit, failOn } = settings;
  const failures =
    limit === undefined
      ? undefined
      : new FailureLimit(plans, { limit, failOn, isWaived: control.isWaived ?? (() => false) });
  const enough = new AbortController();
  const signal = AbortSignal.any([
    stop.signal,
    enough.signal,
    ...(control.signal === undefined ? [] : [control.signal]),
    ...(budget === undefined ? [] : [budget]),
  ]);
  let crash: { readonly error: unknown } | undefined;
  const crashed = (error: unknown): void => {
    crash ??= { error };
    stop.abort(error);
  };
  // Whoever emits may have just made something. A full disk or a broken screen ends the run in order, and is told then.
  const emit = (event: RunEvent): void => {
    try {
      sink.emit(event);
    } catch (error) {
      crashed(error);
    }
    try {
      control.onEvent?.(event);
    } catch (error) {
      crashed(error);
    }
    // What has ended the run already is why it ended.
    if (failures?.note(event) === true && !signal.aborted) enough.abort(new Enough(failures.limit));
  };
  emit({
    type: "run-started",
    schemaVersion: EVENT_SCHEMA_VERSION,
    at: startedAt.toISOString(),
    version: settings.version,
    suites: plans.map(({ suite, scenarios }) => ({ id: suite.id, scenarios: scenarios.map(({ id }) => id) })),
  });
  let requests = 0;
  try {
    const wrongTries = new WrongTries();
    const published = new PublishedOnce();
    for (const [index, suiteRun] of runs.entries()) {
      const plan = plans[index];
      if (plan === undefined || plan.scenarios.length === 0 || signal.aborted) continue;
      const opened = openSuite(suiteRun, plan, settings, { wrongTries, published, ...control, signal, veil }, emit);
      try {
        await runSuite(opened, settings, signal);
      } finally {
        requests += opened.requests();
      }
    }
  } catch (error) {
    crashed(error);
  }
  const durationMs = Math.round(performance.now() - begun);
  emit({ type: "run-ended", at: new Date().toISOString(), durationMs });
  try {
    const result = await fold({
      sink,
      runs: runs.flatMap((suiteRun, index) => {
        const plan = plans[index];
        return plan === undefined || plan.scenarios.length === 0 ? [] : [{ run: suiteRun, plan }];
      }),
      settings: {
        ...settings,
        command: veil.text(settings.command),
        replayBase: veil.text(settings.replayBase),
        configuration: veil.json(settings.configuration),
      },
      startedAt: startedAt.toISOString(),
      durationMs,
      requests,
      ended: endedHow(crash?.error, control.signal, enough.signal, budget, veil),
      ...selectionOf(runs, settings),
    });
    try {
      if (settings.out !== undefined) await writeAllExchanges(sink, join(settings.out, "exchanges.ndjson.gz"));
    } catch (error) {
      // What was found out is not lost because not all of the evidence could be written.
      crashed(error);
      return { ...result, ended: endedHow(crash?.error, control.signal, enough.signal, budget, veil) };
    }
    return result;
  } finally {
    sink.close();
  }
}

/** Headers that the user wants hidden are so from the first line on: the command line holds them too. */
function hideHeaders(headers: Readonly<Record<string, string>>, { redact }: RunSettings, veil: Veil): void {
  const hidden = new Set(redact?.headers.map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(headers)) {
    if (hidden.has(name.toLowerCase())) veil.addSecret(`${name} header`, value, false);
  }
}

function endedHow(
  crash: unknown,
  outer: AbortSignal | undefined,
  enough: AbortSignal,
  budget: AbortSignal | undefined,
  veil: Veil,
): RunResult["ended"] {
  const reason: unknown = outer?.reason;
  if (outer?.aborted === true && !(reason instanceof Crash)) {
    const signal = reason instanceof Interrupt ? reason.signal : "SIGINT";
    return { how: "interrupted", detail: `interrupted by ${signal}`, signal };
  }
  const fault = crash ?? (reason instanceof Crash ? reason : undefined);
  if (fault !== undefined) {
    return {
      how: "harness-error",
      detail: fault instanceof Error ? veil.text(fault.message) : "something that is no Error was thrown",
    };
  }
  const { reason: full }: { readonly reason: unknown } = enough;
  if (full instanceof Enough) return { how: "max-failures", detail: full.message };
  if (budget?.aborted === true) return { how: "time-budget", detail: "the time budget was spent" };
  return { how: "complete", detail: "" };
}
