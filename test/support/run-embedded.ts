import { loadVendor } from "../../src/document/index.ts";
import { DEFAULT_SETTINGS, type RunSettings, run, suitesOf } from "../../src/engine/index.ts";
import type { Finding, RunResult } from "../../src/result/index.ts";
import { type DialectName, startTarget } from "../../src/targets/index.ts";

/** What to switch on, and how to run. */
export interface EmbeddedRun {
  readonly dialect?: DialectName;
  readonly faults?: readonly string[];
  readonly oddities?: readonly string[];
  readonly settings?: Partial<RunSettings>;
}

/** A result with what was left in the target's store. */
export interface EmbeddedResult {
  readonly result: RunResult;
  readonly left: { readonly users: readonly unknown[]; readonly groups: readonly unknown[] };
}

/** Runs every suite of a dialect against a fresh embedded target. */
export async function runEmbedded({
  dialect = "cube",
  faults = [],
  oddities = [],
  settings = {},
}: EmbeddedRun): Promise<EmbeddedResult> {
  const target = await startTarget({ dialect, faults, oddities });
  try {
    const contract = await loadVendor(dialect);
    const config = {
      baseUrl: target.url,
      kind: "embedded",
      credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
      otherCredentials: [{ kind: "bearer", token: target.otherToken, from: "OTHER_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = suitesOf(contract).map((suite) => ({ suite, contract, target: config }));
    const result = await run(runs, { ...DEFAULT_SETTINGS, ...settings });
    return { result, left: target.snapshot() };
  } finally {
    await target.close();
  }
}

/** True when a finding cites a requirement, itself or beside its own. */
export function cites(finding: Finding, requirement: string): boolean {
  return finding.requirement === requirement || finding.alsoViolates.includes(requirement);
}

/** A finding in a line, for a failing test's message. */
export function line(finding: Finding): string {
  return `${finding.severity} ${finding.requirement} ${finding.invariant}: ${finding.message} (${finding.actual}) in ${finding.scenarios.slice(0, 3).join(", ")}`;
}
