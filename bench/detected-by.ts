import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Selection } from "../src/engine/index.ts";
import { onlyScenario } from "./embedded.ts";

/** For each dialect and fault, the cheapest scenario that detects it alone. */
export type DetectedBy = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Stands for all scenarios together: what none of them detects alone. */
export const WHOLE_RUN = "*";

/**
 * Faults of what no page of a dialect declares: `test/user-histories.test.ts` and `test/plain-groups.test.ts` prove them,
 * with documents that do.
 */
export const PROVED_APART: RegExp = /^(?:user-patch|plain-group)-/u;

/** Where it is kept, below the project's folder. */
export const DETECTED_BY = "test/__snapshots__/detected-by.json";

/** The selection of what is recorded for a fault. */
export function selectionOf(scenario: string): Selection {
  return scenario === WHOLE_RUN ? {} : { grep: onlyScenario(scenario) };
}

/** The command that records a fault again. */
export function recordCommand(dialect: string, fault: string): string {
  return `npm run bench:faults -- --record --dialect ${dialect} --fault '^${fault}$'`;
}

/** Reads what is recorded; nothing where there is no file. */
export function readDetectedBy(root: string): DetectedBy {
  const path = join(root, DETECTED_BY);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as DetectedBy) : {};
}

/** Writes it, dialects and faults in alphabetical order, so that records made apart merge easily. */
export function writeDetectedBy(root: string, recorded: DetectedBy): void {
  const sorted = Object.fromEntries(
    Object.keys(recorded)
      .sort()
      .map((dialect) => [dialect, Object.fromEntries(Object.entries(recorded[dialect] ?? {}).sort(byName))]),
  );
  writeFileSync(join(root, DETECTED_BY), `${JSON.stringify(sorted, null, 2)}\n`);
}

function byName([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
}

/** What is recorded with what was measured now: a fault that nothing detects alone any more is taken out. */
export function recordedWith(
  recorded: DetectedBy,
  measured: readonly { readonly dialect: string; readonly fault: string; readonly scenario: string | undefined }[],
): DetectedBy {
  const next = Object.fromEntries(Object.entries(recorded).map(([dialect, faults]) => [dialect, { ...faults }]));
  for (const { dialect, fault, scenario } of measured) {
    const faults = (next[dialect] ??= {});
    if (scenario === undefined) delete faults[fault];
    else faults[fault] = scenario;
  }
  return next;
}
