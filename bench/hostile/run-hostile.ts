import { DEFAULT_SETTINGS, type RunSettings, run, suitesOf } from "../../src/engine/index.ts";
import { exitCodeOf } from "../../src/gate/index.ts";
import type { RunResult } from "../../src/result/index.ts";
import { type DialectName, startTarget } from "../../src/targets/index.ts";
import { contractOf } from "../embedded.ts";
import type { Behaviour } from "./behaviour.ts";
import { startFront } from "./front.ts";

/** How a run against a hostile server came out. */
export interface HostileRun {
  readonly result: RunResult;
  readonly exit: number;
  /** Resources left in the store of the server behind the front. */
  readonly left: number;
}

/** Three scenarios, one of which empties a Group: enough for one to be hit and the others not. */
export const SELECTION: RegExp = /^put\.group\.(?:rename|members\.(?:larger|empty)) /u;

/** Short, so that a server which never answers costs little. */
export const HOSTILE_SETTINGS: Partial<RunSettings> = {
  depth: "smoke",
  timeoutMs: 1000,
  selection: { grep: SELECTION },
};

/** Runs a few scenarios, by default of Cube's PUT, against an embedded target behind a hostile front. */
export async function runHostile(
  behaviour: Pick<Behaviour, "hits" | "act">,
  settings: Partial<RunSettings> = {},
  dialect: DialectName = "cube",
): Promise<HostileRun> {
  const target = await startTarget({ dialect });
  const front = await startFront(target.url, behaviour);
  try {
    const contract = await contractOf(dialect);
    const config = {
      baseUrl: front.url,
      kind: "remote",
      credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = suitesOf(contract).map((suite) => ({ suite, contract, target: config }));
    const result = await run(runs, { ...DEFAULT_SETTINGS, ...HOSTILE_SETTINGS, ...settings });
    const { users, groups } = target.snapshot();
    return { result, exit: exitCodeOf(result), left: users.length + groups.length };
  } finally {
    await front.close();
    await target.close();
  }
}

/** Whatever a result says for a person to read: the verdict, findings, and why scenarios and steps came to nothing. */
export function saidIn({ sentence, findings, suites }: RunResult): string {
  const found = findings.map(
    (one) => `${one.severity} ${one.requirement} "${one.invariant}" ${one.message} ${one.actual}`,
  );
  const reasons = suites.flatMap(({ scenarios, preflight }) => [
    ...preflight.map(({ message, remedy }) => `${message} ${remedy ?? ""}`),
    ...scenarios.map(({ outcome, reason }) => `${outcome} ${reason ?? ""}`),
  ]);
  return [sentence, ...found, ...reasons].join("\n");
}
