import type { DocumentCoverage, PropertyCoverage } from "../result/index.ts";

/** How many of what is declared were met. */
export interface Share {
  readonly met: number;
  readonly declared: number;
}

/** The coverage of documents in four numbers. Properties are counted where their operation and status were met. */
export function coverageTotals(
  documents: readonly DocumentCoverage[],
): Readonly<Record<"operations" | "statuses" | "mediaTypes" | "properties", Share>> {
  const operations = documents.flatMap((document) => document.operations);
  const responses = operations.flatMap((operation) => operation.responses);
  const counts = [
    ...operations.flatMap(({ mediaTypes }) => mediaTypes.map(({ sent }) => sent)),
    ...responses.flatMap(({ mediaTypes }) => mediaTypes.map(({ seen }) => seen)),
  ];
  const bodies = [...operations, ...responses].flatMap(({ properties }) => properties ?? []);
  const sum = (of: (body: PropertyCoverage) => number): number => bodies.reduce((total, body) => total + of(body), 0);
  return {
    operations: share(operations.map(({ requests }) => requests)),
    statuses: share(responses.map(({ seen }) => seen)),
    mediaTypes: share(counts),
    properties: { met: sum(({ exercised }) => exercised), declared: sum(({ declared }) => declared) },
  };
}

function share(counts: readonly number[]): Share {
  return { met: counts.filter((count) => count > 0).length, declared: counts.length };
}
