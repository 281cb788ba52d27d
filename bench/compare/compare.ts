import { groupBy } from "../../src/result/index.ts";
import { sumOf } from "../lib/statistics.ts";
import type { Table } from "../lib/table.ts";
import { percent } from "../lib/table.ts";

/** One run of one tool against one target. */
export interface Compared {
  readonly tool: string;
  readonly dialect: string;
  /** Id of the fault; undefined on the faithful target. */
  readonly fault?: string;
  readonly failures: readonly string[];
  /** For Scimproof, which is held to more: whether a finding cites the requirement that the fault breaks. */
  readonly cited?: boolean;
  readonly requests: number;
  readonly seconds: number;
  readonly broke?: string;
}

/** Whether a run found its fault: it reports at least one failure that no faithful run of the tool reported. */
export function found(run: Compared, faithful: ReadonlySet<string>): boolean {
  return run.cited ?? run.failures.some((failure) => !faithful.has(failure));
}

/** What each tool reported of the faithful targets, by tool and dialect. */
export function faithfulFailures(runs: readonly Compared[]): ReadonlyMap<string, ReadonlySet<string>> {
  const faithful = groupBy(
    runs.filter(({ fault }) => fault === undefined),
    keyOf,
  );
  return new Map([...faithful].map(([key, of]) => [key, new Set(of.flatMap(({ failures }) => failures))]));
}

/** The tools beside one another. */
export function compareTable(runs: readonly Compared[]): Table {
  const faithful = faithfulFailures(runs);
  const row = (tool: string, dialect: string, of: readonly Compared[]): readonly string[] => {
    const planted = of.filter(({ fault }) => fault !== undefined);
    const hits = planted.filter((run) => found(run, faithful.get(keyOf(run)) ?? new Set())).length;
    const keys = new Set(of.map(keyOf));
    return [
      tool,
      dialect,
      String(sumOf([...keys], (key) => faithful.get(key)?.size ?? 0)),
      String(planted.length),
      String(hits),
      percent(hits, planted.length),
      per(planted, ({ requests }) => requests),
      per(planted, ({ seconds }) => seconds),
      ratio(
        sumOf(planted, ({ requests }) => requests),
        sumOf(planted, ({ seconds }) => seconds),
      ),
      ratio(
        hits,
        sumOf(planted, ({ seconds }) => seconds),
      ),
      ratio(
        100 * hits,
        sumOf(planted, ({ requests }) => requests),
      ),
      String(of.filter(({ broke }) => broke !== undefined).length),
    ];
  };
  const rows = [...groupBy(runs, ({ tool }) => tool)].flatMap(([tool, of]) => {
    const dialects: [string, readonly Compared[]][] = [...groupBy(of, ({ dialect }) => dialect)];
    return dialects.concat([["all", of]]).map(([dialect, group]) => row(tool, dialect, group));
  });
  return {
    title: "Beside other tools",
    head: [
      "tool",
      "dialect",
      "alarms, faithful",
      "planted",
      "found",
      "share",
      "requests a run",
      "seconds a run",
      "requests a second",
      "found a second",
      "found per 100 requests",
      "broke off",
    ],
    rows,
  };
}

/** Every so-many-th of a list, evenly, so many in all: the same sample each time. */
export function sampleOf<T>(items: readonly T[], size: number): readonly T[] {
  if (size >= items.length) return items;
  return Array.from({ length: size }, (_, index) => items[Math.floor((index * items.length) / size)] as T);
}

function keyOf({ tool, dialect }: Compared): string {
  return `${tool} ${dialect}`;
}

/** One number by another in two digits that count, as a plain number; a dash of nothing. */
function ratio(part: number, whole: number): string {
  return whole === 0 ? "–" : String(Number((part / whole).toPrecision(2)));
}

function per(runs: readonly Compared[], read: (run: Compared) => number): string {
  return runs.length === 0 ? "–" : (sumOf(runs, read) / runs.length).toFixed(0);
}
