/** The names most like the one given, best first, for "did you mean". */
export function nearestNames(name: string, candidates: readonly string[], count = 3): string[] {
  return candidates
    .map((candidate) => ({ candidate, score: likeness(name, candidate) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** The share of letter pairs that two names have in common: finds swapped words as well as typing errors. */
function likeness(left: string, right: string): number {
  const a = pairs(left);
  const b = pairs(right);
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size);
}

function pairs(text: string): Set<string> {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}
