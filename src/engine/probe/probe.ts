import { createVeil } from "../../client/index.ts";
import type { ProfileLine } from "../../document/index.ts";
import type { PreflightStep, RunEvent } from "../../result/index.ts";
import { type Area, NoVerdict, type Scenario } from "../../scenarios/index.ts";
import type { RunControl, RunSettings, SuiteRun } from "../options.ts";
import { planSuite, type SuitePlan } from "../plan.ts";
import type { Offers, Preflight } from "../preflight.ts";
import { openSuite } from "../run-suite.ts";
import { clientOf } from "../suite.ts";
import { WrongTries } from "../wrong-tries.ts";
import { LEARNERS } from "./catalogue.ts";
import type { Found, Learner, Learnt } from "./learner.ts";

/** One row of what a probe found out, or could not. */
export type ProbeRow =
  | (Learnt & { readonly outcome: "learnt"; readonly suite: string })
  | {
      readonly outcome: "not-learnt";
      readonly suite: string;
      readonly id: string;
      readonly title: string;
      /** Why not, as the rest of a sentence that begins with “because”. */
      readonly reason: string;
    };

/** What a probe came to. */
export interface ProbeResult {
  readonly rows: readonly ProbeRow[];
  /** Lines for a profile, each key once. */
  readonly lines: readonly ProfileLine[];
  /** True when at least one preflight let a suite begin. */
  readonly began: boolean;
  /** What was wrong with scimproof itself; undefined where nothing was. */
  readonly fault?: string;
}

/** One suite of a probe: which learners run in it. */
export interface ProbePlan {
  readonly run: SuiteRun;
  /** Its scenarios are the learners, for whoever tells beforehand what will be made. */
  readonly plan: SuitePlan;
  readonly learners: readonly Learner[];
}

/**
 * Plans a probe: a suite for each area in which something can be found out, or the first suite for what needs no area.
 *
 * @throws HarnessError as {@link planSuite}
 */
export function planProbe(runs: readonly SuiteRun[]): readonly ProbePlan[] {
  const learning = runs.filter(({ suite }) => clientOf(suite) === undefined);
  const chosen: SuiteRun[] = [];
  const areas = new Set<Area>(LEARNERS.flatMap((learner) => learner.areas ?? []));
  for (const run of learning) {
    const { area } = run.suite;
    if (areas.has(area) && !chosen.some(({ suite }) => suite.area === area)) chosen.push(run);
  }
  const users = learning.find(({ suite }) => suite.area.endsWith(" User"));
  if (users !== undefined) chosen.push(users);
  if (chosen.length === 0) chosen.push(...learning.slice(0, 1));
  const asked = new Set<Learner>();
  return chosen.map((run) => {
    const learners = LEARNERS.filter((one) =>
      one.areas === undefined ? !asked.has(one) : one.areas.includes(run.suite.area),
    );
    for (const one of learners) asked.add(one);
    const { contract, suite } = run;
    const planned = planSuite(contract, suite, "smoke");
    const plan: SuitePlan = {
      ...planned,
      // A learner asks by itself what a document that describes every server leaves to the server.
      narrows: false,
      scenarios: learners.map((learner) => scenarioOf(learner, {}, () => undefined)),
      leftOut: [],
    };
    return { run, plan, learners };
  });
}

/**
 * Finds out what a server decides: the preflight, and then one thing after the other. Nothing is judged, and what was made is
 * removed, whatever ends it.
 */
export async function probe(
  plans: readonly ProbePlan[],
  settings: RunSettings,
  control: RunControl = {},
): Promise<ProbeResult> {
  const rows: ProbeRow[] = [];
  const veil = control.veil ?? createVeil({ redact: settings.redact, onSecret: control.onSecret });
  const wrongTries = new WrongTries();
  let began = false;
  let fault: string | undefined;
  const isOver = (): boolean => control.signal?.aborted === true;
  for (const { run, plan, learners } of plans) {
    if (isOver()) break;
    const emit = (event: RunEvent): void => control.onEvent?.(event);
    const suite = run.suite.id;
    const opened = openSuite(run, plan, settings, { wrongTries, ...control, veil }, emit);
    try {
      const begun = await opened.begin();
      rows.push(...offered(suite, plan, begun));
      if (!begun.ok) {
        rows.push(...learners.map(({ id, title }) => notLearnt(suite, id, title, begun.reason)));
        continue;
      }
      began = true;
      const found: Found = {};
      for (const learner of learners) {
        if (isOver()) break;
        const own: ProbeRow[] = [];
        const outcome = await opened.run(scenarioOf(learner, found, (row) => own.push({ ...row, suite })));
        if (outcome.outcome === "harness-error") fault ??= `${learner.id}: ${outcome.reason ?? ""}`;
        if (own.length === 0)
          own.push(notLearnt(suite, learner.id, learner.title, outcome.reason ?? "nothing was seen"));
        rows.push(...own);
      }
    } finally {
      await opened.end("probe");
    }
  }
  const told = rows.map((row) => veil.json(row));
  return { rows: told, lines: linesOf(told), began, ...(fault === undefined ? {} : { fault }) };
}

type Tell = (
  row: (Learnt & { readonly outcome: "learnt" }) | Omit<Extract<ProbeRow, { outcome: "not-learnt" }>, "suite">,
) => void;

/** A learner as a scenario: it tells what it found out, or why it could not. */
function scenarioOf(learner: Learner, found: Found, tell: Tell): Scenario {
  const { id, title, users, groups } = learner;
  return {
    id: `probe.${id}`,
    title,
    depth: "smoke",
    requirements: [],
    users,
    groups,
    run: async (context) => {
      try {
        for (const row of await learner.run(context, found)) tell({ id, title, ...row, outcome: "learnt" });
      } catch (error) {
        // A check may have found something in the same scenario, and the engine then keeps no reason.
        if (error instanceof NoVerdict) tell({ outcome: "not-learnt", id, title, reason: error.message });
        throw error;
      }
    },
  };
}

function notLearnt(suite: string, id: string, title: string, reason: string): ProbeRow {
  return { outcome: "not-learnt", suite, id, title, reason };
}

const OFFERS: readonly {
  readonly key: Exclude<keyof Offers, "mustNotMake">;
  readonly step: string;
  readonly what: (type: string) => string;
}[] = [
  { key: "create", step: "fixtures", what: (type) => `POST of ${type}s` },
  { key: "get", step: "observation", what: (type) => `GET of one ${type}` },
  { key: "list", step: "reach", what: (type) => `The list of ${type}s` },
  { key: "remove", step: "removal", what: (type) => `DELETE of ${type}s` },
];

/** What the preflight found out of the type of resource that a suite is about. */
function offered(suite: string, { operation }: SuitePlan, { offers, steps }: Preflight): readonly ProbeRow[] {
  const type = operation.resourceType;
  return OFFERS.map(({ key, step, what }): ProbeRow => {
    const id = `offers.${type.toLowerCase()}.${key}`;
    const seen: PreflightStep | undefined = steps.find((one) => one.id === step);
    const title = what(type);
    const how = seen?.message ?? "";
    if (seen === undefined) return notLearnt(suite, id, title, "the preflight did not come to it");
    // Whoever names Groups is not asked whether more could be made.
    if (key === "create" && seen.outcome === "passed" && !offers.create)
      return notLearnt(suite, id, title, "Groups were named");
    return { outcome: "learnt", suite, id, title, value: offers[key] ? "is offered" : "is not offered", how };
  });
}

/** Lines for a profile; where two suites found something out of one key, what the first one saw counts. */
function linesOf(rows: readonly ProbeRow[]): readonly ProfileLine[] {
  const lines = new Map<string, ProfileLine>();
  for (const row of rows) {
    if (row.outcome !== "learnt") continue;
    for (const line of row.lines ?? []) {
      const key = line.path.join(".");
      if (!lines.has(key)) lines.set(key, { ...line, note: `${row.title} ${row.value}: ${line.note}` });
    }
  }
  return [...lines.values()];
}
