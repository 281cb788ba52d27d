import { groupBy } from "../../src/result/index.ts";
import type { FaultRecord } from "../../src/targets/index.ts";
import { median, percentile, sumOf } from "../lib/statistics.ts";
import { orDash, percent, type Table } from "../lib/table.ts";
import type { Measurement } from "./measurement.ts";

/** A fault of one dialect with its runs, one for each seed. */
export interface Planted {
  readonly dialect: string;
  readonly fault: Pick<FaultRecord, "id" | "requirement" | "category" | "difficulty">;
  readonly runs: readonly Measurement[];
  readonly detections: number;
}

/** What was measured, put together. */
export interface Summary {
  readonly seeds: number;
  readonly planted: readonly Planted[];
  readonly alarms: readonly { readonly where: string; readonly alarm: string }[];
  readonly errors: readonly { readonly where: string; readonly error: string }[];
  readonly goals: readonly { readonly goal: string; readonly met: boolean; readonly detail: string }[];
  readonly tables: readonly Table[];
}

/** `cube put-members-merged, seed 3`. */
export function whereOf({ job }: Measurement): string {
  return `${job.dialect} ${job.id === "" ? "faithful" : job.id}, seed ${job.seed}`;
}

/** Puts measurements together: tables, what was missed, what was wrongly blamed, and the goals. */
export function summarize(
  measurements: readonly Measurement[],
  faults: readonly Pick<FaultRecord, "id" | "requirement" | "category" | "difficulty">[],
): Summary {
  const known = new Map(faults.map((fault) => [fault.id, fault]));
  const ofFaults = measurements.filter(({ job }) => job.kind === "fault");
  const planted = [...groupBy(ofFaults, ({ job }) => `${job.dialect} ${job.id}`).values()].flatMap((runs) => {
    const [first] = runs;
    const fault = first === undefined ? undefined : known.get(first.job.id);
    if (first === undefined || fault === undefined) return [];
    return [{ dialect: first.job.dialect, fault, runs, detections: runs.filter(({ detected }) => detected).length }];
  });
  const seeds = new Set(measurements.map(({ job }) => job.seed)).size;
  const alarms = measurements.flatMap((run) => run.alarms.map((alarm) => ({ where: whereOf(run), alarm })));
  const errors = measurements.flatMap((run) =>
    run.error === undefined ? [] : [{ where: whereOf(run), error: run.error }],
  );
  return {
    seeds,
    planted,
    alarms,
    errors,
    goals: goalsOf(planted, measurements),
    tables: [
      table("Faults by dialect", "dialect", planted, ({ dialect }) => dialect, seeds),
      table("Faults by category", "category", planted, ({ fault }) => fault.category, seeds),
      table("Faults by difficulty", "difficulty", planted, ({ fault }) => String(fault.difficulty), seeds),
      alarmTable(measurements),
      ...historyTable(planted),
    ].filter(({ rows }) => rows.length > 0),
  };
}

/** Detected by at least four of five seeds. */
function mostly({ detections, runs }: Planted): boolean {
  return detections * 5 >= runs.length * 4;
}

const always = ({ detections, runs }: Planted): boolean => detections === runs.length;
const never = ({ detections }: Planted): boolean => detections === 0;

function table(
  title: string,
  by: string,
  planted: readonly Planted[],
  keyOf: (each: Planted) => string,
  seeds: number,
): Table {
  const several = seeds > 1;
  const row = (name: string, group: readonly Planted[]): readonly string[] => {
    const found = group.filter(several ? mostly : always).length;
    const first = group.flatMap(({ runs }) => runs.flatMap(({ firstDetection }) => firstDetection ?? []));
    const runs = group.flatMap((each) => each.runs);
    const counts = several
      ? [
          group.filter(always).length,
          found,
          group.filter((each) => !mostly(each) && !never(each)).length,
          group.filter(never).length,
        ]
      : [found, group.length - found];
    return [
      name,
      String(group.length),
      ...counts.map(String),
      percent(found, group.length),
      orDash(median(first)),
      orDash(percentile(first, 0.95)),
      String(sumOf(runs, ({ requests }) => requests)),
      sumOf(runs, ({ seconds }) => seconds).toFixed(0),
    ];
  };
  const groups = [...groupBy(planted, keyOf)].sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    title,
    head: [
      by,
      "planted",
      ...(several ? ["every seed", "≥ 4 of 5", "some", "none"] : ["detected", "missed"]),
      "share",
      "first, median",
      "first, p95",
      "requests",
      "seconds",
    ],
    rows: planted.length === 0 ? [] : [...groups.map(([name, group]) => row(name, group)), row("all", planted)],
  };
}

function alarmTable(measurements: readonly Measurement[]): Table {
  const right = measurements.filter(({ job }) => job.kind !== "fault");
  const row = (name: string, runs: readonly Measurement[]): readonly string[] => [
    name,
    String(runs.filter(({ job }) => job.kind === "faithful").length),
    String(runs.filter(({ job }) => job.kind === "oddity").length),
    String(runs.filter(({ alarms }) => alarms.length > 0).length),
    String(sumOf(runs, ({ requests }) => requests)),
    sumOf(runs, ({ seconds }) => seconds).toFixed(0),
  ];
  const groups = [...groupBy(right, ({ job }) => job.dialect)].sort(([left], [other]) => (left < other ? -1 : 1));
  return {
    title: "False alarms",
    head: ["dialect", "faithful runs", "oddity runs", "with a false alarm", "requests", "seconds"],
    rows: right.length === 0 ? [] : [...groups.map(([name, runs]) => row(name, runs)), row("all", right)],
  };
}

function historyTable(planted: readonly Planted[]): readonly Table[] {
  const sizes = planted.flatMap(({ runs }) => runs.flatMap(({ counterexample }) => counterexample ?? []));
  if (sizes.length === 0) return [];
  const steps = sizes.map((size) => size.steps);
  const members = sizes.map((size) => size.members);
  const row = (name: string, values: readonly number[]): readonly string[] => [
    name,
    orDash(median(values)),
    orDash(percentile(values, 1)),
  ];
  return [
    {
      title: `Smallest counterexamples of properties (${sizes.length})`,
      head: ["size", "median", "worst"],
      rows: [row("steps", steps), row("members", members)],
    },
  ];
}

function goalsOf(planted: readonly Planted[], measurements: readonly Measurement[]): Summary["goals"] {
  const easy = planted.filter(({ fault }) => fault.difficulty <= 3);
  const steady = easy.filter(always).length;
  const found = planted.filter(mostly).length;
  const right = measurements.filter(({ job }) => job.kind !== "fault");
  const alarmed = right.filter(({ alarms, error }) => alarms.length > 0 || error !== undefined).length;
  return [
    {
      goal: "every fault of difficulty 1 to 3 by every seed",
      met: easy.length > 0 && steady === easy.length,
      detail: `${steady} of ${easy.length}`,
    },
    {
      goal: "at least 95 % of all by at least 4 of 5 seeds",
      met: planted.length > 0 && found * 100 >= planted.length * 95,
      detail: `${found} of ${planted.length}, ${percent(found, planted.length)}`,
    },
    {
      goal: "no false alarm",
      met: right.length > 0 && alarmed === 0,
      detail: `${alarmed} of ${right.length} runs of servers that break nothing`,
    },
  ];
}

/** Faults that not every seed detects, a line each, those that none does first. */
export function missedLines({ planted }: Pick<Summary, "planted">): readonly string[] {
  return planted
    .filter((each) => !always(each))
    .sort((left, right) => left.detections - right.detections || left.fault.difficulty - right.fault.difficulty)
    .map(({ dialect, fault, runs, detections }) => {
      const often = runs.length === 1 ? "" : `: detected by ${detections} of ${runs.length} seeds`;
      return `${dialect} ${fault.id} (${fault.requirement}, difficulty ${fault.difficulty})${often}`;
    });
}
