import { setMaxListeners } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type ClientOptions, createClient, createVeil, openJournal } from "../client/index.ts";
import type { CleanupResult, PreflightStep, RunEvent } from "../result/index.ts";
import { HarnessError } from "../result/index.ts";
import type { Scenario } from "../scenarios/index.ts";
import { compareContracts } from "./contracts/contracts.ts";
import { PublishedOnce } from "./contracts/published-once.ts";
import { discover } from "./discover.ts";
import { cleanUp } from "./fixtures/clean-up.ts";
import { GroupPool } from "./fixtures/group-pool.ts";
import { Ledger } from "./fixtures/ledger.ts";
import { NamedResources } from "./fixtures/named.ts";
import { UserPool } from "./fixtures/user-pool.ts";
import { NOT_THERE, narrowed, offersNoPatch } from "./narrowed.ts";
import type { RunControl, RunSettings, SuiteRun } from "./options.ts";
import { probeShapes } from "./patch-shapes.ts";
import type { SuitePlan } from "./plan.ts";
import { isLoopback } from "./preflight/removal.ts";
import { noted } from "./preflight/say.ts";
import { type Preflight, preflight } from "./preflight.ts";
import { defaultSeed, hash32 } from "./random.ts";
import { runAll } from "./run-all.ts";
import { runScenario, type ScenarioOutcome } from "./run-scenario.ts";
import { Session } from "./session.ts";
import { clientOf } from "./suite.ts";
import type { SuiteParts } from "./suite-parts.ts";
import { veiledEvent } from "./veiled-event.ts";
import { veiledJournal } from "./veiled-journal.ts";
import { WrongTries } from "./wrong-tries.ts";

/** A suite under way: begun, its scenarios run one by one or all together, ended with a clean-up. */
export interface SuiteSession {
  readonly plan: SuitePlan;
  /** Runs the preflight. Must come first. */
  begin(): Promise<Preflight>;
  run(scenario: Scenario): Promise<ScenarioOutcome>;
  /** Removes what was made. Safe to call at any moment, and again. */
  end(how: string): Promise<CleanupResult>;
  /** Requests handed to the network so far. */
  requests(): number;
}

/** Opens a suite's conversation with its target; nothing is sent yet. */
export function openSuite(
  run: SuiteRun,
  plan: SuitePlan,
  settings: RunSettings,
  control: RunControl,
  onEvent: (event: RunEvent) => void,
): SuiteSession {
  const { contract, suite, target } = run;
  const veil = control.veil ?? createVeil({ redact: settings.redact, onSecret: control.onSecret });
  // Checks and scenarios have judged by now: what goes on from here is for people and files.
  const emit = (event: RunEvent): void => onEvent(veiledEvent(event, veil));
  const seed = settings.seed ?? defaultSeed(contract.digest);
  // Our own target is fresh each time; on anybody else's, two runs must never meet under one name.
  const runId =
    settings.runId ??
    (target.kind === "embedded" ? runIdOf(seed) : runIdOf(hash32(`${Date.now()} ${process.pid} ${Math.random()}`)));
  const begun = performance.now();
  if (settings.out !== undefined) mkdirSync(settings.out, { recursive: true });
  const journal =
    settings.out === undefined
      ? undefined
      : openJournal(
          join(settings.out, `journal-${suite.id}.ndjson`),
          { baseUrl: target.baseUrl, runId, version: settings.version },
          { flush: !isLoopback(target.baseUrl) },
        );
  const options = { ...clientOptions(run, settings), onSecret: veil.addSecret };
  const client = control.connect?.(run, options) ?? createClient(options);
  const written = journal === undefined ? undefined : veiledJournal(journal, veil);
  const ledger = new Ledger(written, (value) => client.redactValue(value));
  const signal = control.signal ?? new AbortController().signal;
  // Every request under way listens to it; their number is bounded by the concurrency, not by Node's default of ten.
  const cleanupSignal = control.cleanupSignal ?? new AbortController().signal;
  const seeThrough = patienceAfter(signal, cleanupSignal);
  setMaxListeners(0, signal, cleanupSignal, seeThrough);
  const session = new Session({
    suite: suite.id,
    isApart: clientOf(suite) !== undefined,
    long: new Set(plan.scenarios.flatMap(({ id, long }) => (long === true ? [id] : []))),
    checks: suite.own?.checks ?? [],
    contract,
    operation: plan.operation,
    target,
    settings,
    seed,
    runId,
    client,
    signal,
    seeThrough,
    wrongTries: control.wrongTries ?? new WrongTries(),
    emit,
  });
  const once = control.published ?? new PublishedOnce();
  let began = false;
  let parts: SuiteParts | undefined;
  let narrow: ReadonlyMap<string, Scenario> | undefined;
  let ended: Promise<CleanupResult> | undefined;

  const tellContracts = async (): Promise<void> => {
    const published = await once.of(session, parts?.discovery);
    const comparison = compareContracts(contract, suite, plan.operation.resourceType, published, session.seen);
    emit({ type: "contracts", suite: suite.id, contracts: comparison });
  };

  const finish = async (how: string): Promise<CleanupResult> => {
    let cleanup: CleanupResult;
    let crash: { readonly error: unknown } | undefined;
    try {
      try {
        if (began && how === "complete" && clientOf(suite) === undefined && !signal.aborted) await tellContracts();
      } catch (error) {
        // A table that informs is not worth what was made: that is removed first.
        crash = { error };
      }
      await session.shut();
      cleanup = client.redactValue(await cleanUp(session, ledger, cleanupSignal)) as CleanupResult;
    } finally {
      journal?.close();
      await client.close();
    }
    emit({ type: "cleanup", suite: suite.id, cleanup });
    emit({ type: "suite-ended", suite: suite.id, durationMs: Math.round(performance.now() - begun), ended: how });
    if (crash !== undefined) throw crash.error;
    return cleanup;
  };

  return {
    plan,
    begin: async () => {
      emit({ type: "suite-started", suite: suite.id, url: target.baseUrl, seed, runId });
      const tell = (step: PreflightStep): void => emit({ type: "preflight", suite: suite.id, step });
      if (journal?.setAside !== undefined) tell(earlierRun(journal.setAside));
      const result = await preflight(session, ledger, tell);
      began = result.ok;
      const { offers } = result;
      const users = new UserPool(session, ledger, offers.mustNotMake.User);
      parts = {
        session,
        ledger,
        offers,
        users,
        groups: new GroupPool(session, ledger, offers.create && offers.mustNotMake.Group === undefined),
        namedUsers: new NamedResources(session, ledger, "User"),
        contract,
        operation: plan.operation,
      };
      if (result.ok && plan.narrows) {
        parts.discovery = discover(session);
        const discovery = await parts.discovery;
        // Where nothing is to be tested at all, it is for one reason, and not for the attributes.
        if (!offersNoPatch(plan.operation, contract, discovery)) {
          const own = narrowed(plan, discovery);
          parts = { ...parts, contract: own.contract, operation: own.operation };
          narrow = own.scenarios;
        }
      }
      return { ...result, reason: veil.text(result.reason) };
    },
    run: async (scenario) => {
      if (parts === undefined) throw new HarnessError("INTERNAL", "a scenario was run before the preflight");
      // The probes need a Group too: where the only one is in the hands of a scenario, each would wait for the other.
      if (!parts.offers.create && plan.operation.method === "PATCH") {
        parts.shapes ??= probeShapes(parts);
        await parts.shapes.catch(() => undefined);
      }
      emit({ type: "scenario-started", suite: suite.id, scenario: scenario.id, title: scenario.title });
      const own = narrow === undefined ? scenario : narrow.get(scenario.id);
      const { reason, ...rest } = own === undefined ? NOT_THERE : await runScenario(parts, own);
      const outcome = { ...rest, ...(reason === undefined ? {} : { reason: veil.text(reason) }) };
      emit({ type: "scenario-ended", suite: suite.id, scenario: scenario.id, ...outcome });
      return outcome;
    },
    requests: () => client.sent,
    end: async (how) => {
      ended ??= finish(how);
      return await ended;
    },
  };
}

// With these a suite ends before it is done, and nobody's code is to blame.
const ENDINGS: ReadonlySet<string> = new Set(["ABORTED", "BUDGET_SPENT", "ACCESS_FAILED"]);

/** Begins a suite, runs its whole plan and ends it, whatever happens. */
export async function runSuite(opened: SuiteSession, settings: RunSettings, signal: AbortSignal): Promise<void> {
  let how = "complete";
  try {
    const { ok, offers } = await opened.begin();
    if (!ok) {
      how = "preflight";
      return;
    }
    let crash: { readonly error: unknown } | undefined;
    // One that throws ends the suite, and not before the others that are under way: they may make something yet.
    const run = async (scenario: Scenario): Promise<void> => {
      if (signal.aborted || crash !== undefined) return;
      try {
        await opened.run(scenario);
      } catch (error) {
        crash ??= { error };
      }
    };
    const { scenarios } = opened.plan;
    const together = {
      // Named resources are few: two scenarios that each hold one and want another would wait for ever.
      concurrency: offers.create ? settings.concurrency : 1,
      mayEndEarly: [settings.maxRequests, settings.timeBudgetMs, settings.maxFailures].some(
        (limit) => limit !== undefined,
      ),
    };
    await runAll(
      scenarios.filter(({ last }) => last !== true),
      together,
      run,
    );
    // What may lock an account out comes when nothing else needs it any more.
    for (const scenario of scenarios.filter(({ last }) => last === true)) await run(scenario);
    if (crash !== undefined) throw crash.error;
    if (signal.aborted) how = "aborted";
  } catch (error) {
    how = error instanceof HarnessError && error.code === "ABORTED" ? "aborted" : "preflight";
    if (!(error instanceof HarnessError) || !ENDINGS.has(error.code)) throw error;
  } finally {
    await opened.end(how);
  }
}

// So long after the end of a run a write that is on the network is still waited for, in ms: long enough for any server
// that is well, short enough for somebody who has pressed Ctrl-C.
const SEE_THROUGH_MS = 3000;

/** Aborted some time after the run is, and with the clean-up. */
function patienceAfter(run: AbortSignal, cleanup: AbortSignal): AbortSignal {
  const late = new AbortController();
  const begin = (): void => {
    setTimeout(() => late.abort(), SEE_THROUGH_MS).unref();
  };
  if (run.aborted) begin();
  else run.addEventListener("abort", begin, { once: true });
  return AbortSignal.any([late.signal, cleanup]);
}

function earlierRun(journal: string): PreflightStep {
  return noted(
    "leftovers",
    "An earlier run that wrote into this folder was ended before it had removed all it made.",
    `scimproof cleanup ${/^[\w./-]+$/u.test(journal) ? journal : `'${journal}'`}`,
  );
}

function runIdOf(number: number): string {
  return number.toString(36).padStart(6, "0").slice(-6);
}

function clientOptions({ target }: SuiteRun, settings: RunSettings): ClientOptions {
  const { kind: _, ...access } = target;
  return {
    ...access,
    limits: {
      connectTimeoutMs: Math.min(settings.timeoutMs, 10_000),
      headersTimeoutMs: settings.timeoutMs,
      bodyTimeoutMs: settings.timeoutMs,
      maxBodyBytes: settings.maxBodyBytes,
      concurrency: settings.concurrency,
      maxRetryAfterMs: 60_000,
      // A server that says when to come back is believed, also when many requests hear it at once.
      maxRetries: 8,
      maxRedirects: 3,
      ...(settings.maxRequests === undefined ? {} : { maxRequests: settings.maxRequests }),
      ...(settings.ratePerSecond === undefined ? {} : { ratePerSecond: settings.ratePerSecond }),
    },
  };
}
