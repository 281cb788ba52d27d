import type { ContractDisagreement, RunResult } from "../result/index.ts";

/** What a run found out about contracts that disagree, its suites taken together. */
export interface ContractRows {
  /** What became of each server's own contract, a sentence each. */
  readonly published: readonly string[];
  /** Each disagreement once, with what was observed by the first suite that observed something. */
  readonly rows: readonly ContractDisagreement[];
  /** Disagreements that the result does not list. */
  readonly more: number;
}

/** Undefined where no suite compared contracts: a result of an earlier version, or a run that ended before. */
export function contractRows({ suites }: RunResult): ContractRows | undefined {
  const compared = suites.flatMap(({ contracts, document, target }) =>
    contracts === undefined ? [] : [{ contracts, about: `${target.url} ${document.digest}` }],
  );
  if (compared.length === 0) return undefined;
  const rows = new Map<string, ContractDisagreement>();
  for (const { contracts, about } of compared) {
    for (const row of contracts.disagreements) {
      const key = [about, row.resourceType, row.path, row.aspect].join("\u0000");
      const known = rows.get(key);
      if (known === undefined || (known.observed === null && row.observed !== null)) rows.set(key, row);
    }
  }
  return {
    published: [...new Set(compared.map(({ contracts }) => contracts.published))],
    rows: [...rows.values()],
    more: Math.max(...compared.map(({ contracts }) => contracts.more)),
  };
}

/** What a disagreement is about: `User emails.type`, `Group`, `patch`. */
export function subjectOf({ resourceType, path }: ContractDisagreement): string {
  return [resourceType, path].filter((part) => part !== "").join(" ");
}
