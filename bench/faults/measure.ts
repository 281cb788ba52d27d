import { planSuite, suitesOf } from "../../src/engine/index.ts";
import { type Finding, fingerprintOf, type RunEvent, type RunResult } from "../../src/result/index.ts";
import { FAULTS } from "../../src/targets/index.ts";
import { readDetectedBy, WHOLE_RUN } from "../detected-by.ts";
import { contractOf, detecting, line, onlyScenario, PROOF_SETTINGS, runEmbedded, speaks } from "../embedded.ts";
import { projectRoot } from "../lib/root.ts";
import type { HistorySize, Job, Measurement } from "./measurement.ts";

// A run that hangs is ended after this many ms, and counts as it came out until then.
const RUN_BUDGET = 300_000;
const PATIENT_MS = 60_000;
// So many scenarios that took part in a finding are tried alone, the cheapest first.
const TRIED_ALONE = 12;

/** Makes one run and says what it showed. Never throws. */
export async function measure(job: Job): Promise<Measurement> {
  const begun = performance.now();
  const seconds = (): number => Math.round(performance.now() - begun) / 1000;
  try {
    return await measured(job, seconds);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { job, verdict: "", detected: false, alarms: [], requests: 0, seconds: seconds(), error: said };
  }
}

async function measured(job: Job, seconds: () => number): Promise<Measurement> {
  const lane = job.record && job.kind === "fault" ? await laneThatDetects(job) : undefined;
  if (lane !== undefined) {
    return { job, verdict: "", detected: true, alarms: [], requests: 0, seconds: seconds(), detectedBy: lane };
  }
  let requests = 0;
  for (const selection of stagesOf(job)) {
    const follower = new Follower();
    const { result } = await runEmbedded({
      dialect: job.dialect,
      ...switches(job),
      settings: {
        ...PROOF_SETTINGS,
        // A server that breaks nothing answers; where it takes its time, the machine is busy.
        ...(job.kind === "fault" ? {} : { timeoutMs: PATIENT_MS }),
        depth: job.depth,
        timeBudgetMs: RUN_BUDGET,
        ...(selection === undefined ? {} : { selection: { grep: selection } }),
        // What is recorded is for the tests, which run with the default seed.
        ...(job.record ? {} : { seed: job.seed }),
      },
      control: { onEvent: (event) => follower.on(event) },
    });
    requests += result.summary.requests;
    const common = { job, verdict: result.verdict, requests, seconds: seconds() };
    if (job.kind !== "fault") {
      // A busy machine is no false alarm: what the bench itself has ended says nothing of the server.
      if (result.ended.how === "time-budget") throw new Error(`the run was ended after ${RUN_BUDGET} ms`);
      return { ...common, detected: false, alarms: alarmsOf(job, result) };
    }
    const requirement = requirementOf(job.id);
    const findings = detecting(result, requirement);
    const isWhole = selection === undefined;
    if (findings.length === 0 && !isWhole) continue;
    const firstDetection = isWhole ? follower.firstOf(findings) : undefined;
    const counterexample = smallest(findings);
    const detectedBy = job.record ? await alone(job, requirement, result, findings) : undefined;
    return {
      ...common,
      detected: findings.length > 0,
      alarms: [],
      ...(firstDetection === undefined ? {} : { firstDetection }),
      ...(counterexample === undefined ? {} : { counterexample }),
      ...(detectedBy === undefined ? {} : { detectedBy }),
    };
  }
  throw new Error("there was nothing to run");
}

// Generated histories: what seeds change.
const HISTORIES = String.raw`\S+\.(?:histories\.\S+|parallel)`;

/**
 * What to run, one after the other, until the fault is detected. Scenarios do not depend on each other, so what a few of
 * them detect a whole run detects too, and most of a run is of no use to one fault. A run that is silent is followed by
 * more, and the whole has the last word.
 */
function stagesOf(job: Job): readonly (RegExp | undefined)[] {
  if (job.kind !== "fault" || job.record || job.whole) return [undefined];
  const scenario = readDetectedBy(projectRoot())[job.dialect]?.[job.id];
  const recorded = scenario === undefined || scenario === WHOLE_RUN ? [] : [onlyScenario(scenario)];
  const { category } = FAULTS.find(({ id }) => id === job.id) ?? {};
  if (category !== "membership") return [...recorded, undefined];
  const histories = new RegExp(`^${HISTORIES} `, "u");
  // With the first seed one lane is run in any case: how small counterexamples are is measured, too.
  const lane = /\.group\.histories\.few-1 /u;
  return [...(job.seed === 1 ? [lane] : []), ...recorded, histories, undefined];
}

function switches({ kind, id }: Job): { readonly faults?: readonly string[]; readonly oddities?: readonly string[] } {
  if (kind === "faithful") return {};
  return kind === "fault" ? { faults: [id] } : { oddities: [id] };
}

function requirementOf(id: string): string {
  const fault = FAULTS.find((each) => each.id === id);
  if (fault === undefined) throw new Error(`there is no fault ${id}`);
  return fault.requirement;
}

function alarmsOf(job: Job, result: RunResult): readonly string[] {
  const found = result.findings.filter(speaks).map(line);
  if (found.length > 0) return found;
  // An oddity may hide what a verdict needs; the faithful target hides nothing.
  const wrong = job.kind === "faithful" ? result.verdict !== "conformant" : result.verdict === "nonconformant";
  return wrong ? [`verdict ${result.verdict}: ${result.sentence}`] : [];
}

/** Follows a run: after how many exchanges each root cause was first seen. */
class Follower {
  readonly #first = new Map<string, number>();
  #sent = 0;

  on(event: RunEvent): void {
    if (event.type === "exchange") this.#sent += 1;
    if (event.type !== "judgement" || event.judgement.outcome !== "failed") return;
    const fingerprint = fingerprintOf(event.suite, event.judgement);
    if (!this.#first.has(fingerprint)) this.#first.set(fingerprint, this.#sent);
  }

  firstOf(findings: readonly Finding[]): number | undefined {
    const seen = findings.flatMap(({ fingerprint }) => this.#first.get(fingerprint) ?? []);
    return seen.length === 0 ? undefined : Math.min(...seen);
  }
}

/** The lane of generated histories that detects a fault of membership alone: for many of them nothing else does. */
async function laneThatDetects({ dialect, id }: Job): Promise<string | undefined> {
  const { category, requirement, difficulty } = FAULTS.find((each) => each.id === id) ?? {};
  if (category !== "membership" || requirement === undefined || (difficulty ?? 0) < 4) return undefined;
  const contract = await contractOf(dialect);
  const lanes = suitesOf(contract)
    .flatMap((suite) => planSuite(contract, suite, "standard").scenarios)
    .map(({ id: scenario }) => scenario)
    .filter((scenario) => /\.group\.(?:histories|parallel)/u.test(scenario));
  for (const scenario of lanes) {
    const settings = { ...PROOF_SETTINGS, selection: { grep: onlyScenario(scenario) } };
    const { result } = await runEmbedded({ dialect, faults: [id], settings });
    if (detecting(result, requirement).length > 0) return scenario;
  }
  return undefined;
}

/** The counterexample with the fewest edits, then the fewest users. */
function smallest(findings: readonly Finding[]): HistorySize | undefined {
  const sizes = findings.flatMap(({ counterexample }) =>
    counterexample === null ? [] : [{ steps: counterexample.edits, members: counterexample.members }],
  );
  return sizes.sort((left, right) => left.steps - right.steps || left.members - right.members)[0];
}

/**
 * The cheapest scenario that detects the fault with nothing else running, and does so twice; else the whole run, if that
 * did. Tried are those that took part in a finding, and those that are there to test the requirement.
 */
async function alone(
  { dialect, id }: Job,
  requirement: string,
  result: RunResult,
  findings: readonly Finding[],
): Promise<string | undefined> {
  const about = result.requirements.find(({ id: each }) => each === requirement)?.tested ?? { by: [] };
  const likely = new Set(findings.flatMap(({ scenarios }) => scenarios).concat("by" in about ? about.by : []));
  const candidates = result.suites
    .flatMap(({ scenarios }) => scenarios)
    .filter((scenario) => likely.has(scenario.id))
    // By time first in coarse steps: a scenario that waits is dear however little it sends.
    .sort(
      (left, right) =>
        Math.floor(left.durationMs / 1000) - Math.floor(right.durationMs / 1000) || left.exchanges - right.exchanges,
    )
    .slice(0, TRIED_ALONE);
  for (const scenario of candidates) {
    const detects = async (): Promise<boolean> => {
      const settings = { ...PROOF_SETTINGS, selection: { grep: onlyScenario(scenario.id) } };
      const { result: single } = await runEmbedded({ dialect, faults: [id], settings });
      return detecting(single, requirement).length > 0;
    };
    if ((await detects()) && (await detects())) return scenario.id;
  }
  return findings.length > 0 ? WHOLE_RUN : undefined;
}
