import { type ContractDisagreement, groupBy, type RunResult } from "../result/index.ts";

/** A disagreement with whose it is. */
export interface ContractRow extends ContractDisagreement {
  /** The server and the document that disagree: empty where a run compared one pair only. */
  readonly about: string;
}

/** What a run found out about contracts that disagree, its suites taken together. */
export interface ContractRows {
  /** What became of each server's own contract, a sentence each. */
  readonly published: readonly string[];
  /** Each disagreement once, with what was observed by the first suite that observed something. */
  readonly rows: readonly ContractRow[];
  /** Disagreements that the result does not list. */
  readonly more: number;
}

/** Undefined where no suite compared contracts: a result of an earlier version, or a run that ended before. */
export function contractRows({ suites }: RunResult): ContractRows | undefined {
  const compared = suites.flatMap(({ contracts, document, target }) =>
    contracts === undefined ? [] : [{ contracts, document, target, pair: `${target.url}\u0000${document.digest}` }],
  );
  if (compared.length === 0) return undefined;
  const pairs = [...groupBy(compared, ({ pair }) => pair).values()];
  const all = pairs.map((suitesOfPair) => {
    const [{ target, document }] = suitesOfPair;
    const about = pairs.length === 1 ? "" : `${target.url}, ${document.title} ${document.version}`;
    const rows = new Map<string, ContractRow>();
    for (const row of suitesOfPair.flatMap(({ contracts }) => contracts.disagreements)) {
      const key = [row.resourceType, row.path, row.aspect].join("\u0000");
      const known = rows.get(key);
      if (known === undefined || (known.observed === null && row.observed !== null)) rows.set(key, { ...row, about });
    }
    // Suites that compared the same two have the same ones left over.
    return { rows: [...rows.values()], more: Math.max(...suitesOfPair.map(({ contracts }) => contracts.more)) };
  });
  return {
    published: [...new Set(compared.map(({ contracts }) => contracts.published))],
    rows: all.flatMap(({ rows }) => rows),
    more: all.reduce((sum, { more }) => sum + more, 0),
  };
}

/** What a disagreement is about: `User emails.type`, `Group`, `patch`. */
export function subjectOf({ resourceType, path }: ContractDisagreement): string {
  return [resourceType, path].filter((part) => part !== "").join(" ");
}
