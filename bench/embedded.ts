import { type Contract, loadVendor } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, type RunControl, type RunSettings, run, suitesOf } from "../src/engine/index.ts";
import type { Finding, RunResult } from "../src/result/index.ts";
import { type DialectName, startTarget } from "../src/targets/index.ts";

/** What to switch on, and how to run. */
export interface EmbeddedRun {
  readonly dialect?: DialectName;
  readonly faults?: readonly string[];
  readonly oddities?: readonly string[];
  readonly settings?: Partial<RunSettings>;
  readonly control?: RunControl;
}

/** A result with what was left in the target's store. */
export interface EmbeddedResult {
  readonly result: RunResult;
  readonly left: { readonly users: readonly unknown[]; readonly groups: readonly unknown[] };
}

/** How the proofs run: much of a run is waiting, so the more scenarios wait at once, the better. */
export const PROOF_SETTINGS: Pick<RunSettings, "timeoutMs" | "concurrency"> = { timeoutMs: 2000, concurrency: 12 };

// Compiling a document takes longer than many a run, and a Contract is never changed.
const contracts = new Map<string, Promise<Contract>>();

/** The Contract of a dialect, compiled once in a process. */
export async function contractOf(dialect: DialectName): Promise<Contract> {
  const known = contracts.get(dialect) ?? loadVendor(dialect);
  contracts.set(dialect, known);
  return await known;
}

/** Runs every suite of a dialect against a fresh embedded target. */
export async function runEmbedded({
  dialect = "cube",
  faults = [],
  oddities = [],
  settings = {},
  control = {},
}: EmbeddedRun): Promise<EmbeddedResult> {
  const target = await startTarget({ dialect, faults, oddities });
  try {
    const contract = await contractOf(dialect);
    const config = {
      baseUrl: target.url,
      kind: "embedded",
      credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
      otherCredentials: [{ kind: "bearer", token: target.otherToken, from: "OTHER_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = suitesOf(contract).map((suite) => ({ suite, contract, target: config }));
    const result = await run(runs, { ...DEFAULT_SETTINGS, ...settings }, control);
    return { result, left: target.snapshot() };
  } finally {
    await target.close();
  }
}

/** True when a finding cites a requirement, itself or beside its own. */
export function cites(finding: Finding, requirement: string): boolean {
  return finding.requirement === requirement || finding.alsoViolates.includes(requirement);
}

/**
 * The findings that detect a fault: they cite its requirement, and are as severe as it: a MUST as an error, a SHOULD as
 * a warning, a MAY as a notice.
 */
export function detecting({ findings, requirements }: RunResult, requirement: string): readonly Finding[] {
  const severity = requirements.find(({ id }) => id === requirement)?.severity;
  return findings.filter(
    (finding) => cites(finding, requirement) && (finding.severity === severity || finding.severity === "error"),
  );
}

/** True of findings that somebody would act on: on a server that breaks nothing each is a false alarm. */
export function speaks({ severity }: Pick<Finding, "severity">): boolean {
  return severity === "error" || severity === "warning";
}

/** A finding in a line. */
export function line(finding: Finding): string {
  return `${finding.severity} ${finding.requirement} ${finding.invariant}: ${finding.message} (${finding.actual}) in ${finding.scenarios.slice(0, 3).join(", ")}`;
}

/** The selection of one scenario and no other. */
export function onlyScenario(id: string): RegExp {
  return new RegExp(`^${id.replaceAll(".", String.raw`\.`)} `, "u");
}
