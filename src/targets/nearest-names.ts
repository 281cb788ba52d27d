// Below these a name is like another by chance only.
const LEAST = 0.45;
const LEAST_OF_A_PART = 0.7;

/** The names most like the one given, best first, for "did you mean"; those that begin with it before all others. */
export function nearestNames(name: string, candidates: Iterable<string>, count = 3): string[] {
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, score: scoreOf(name, candidate) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

function scoreOf(name: string, candidate: string): number {
  const whole = likeness(name, candidate);
  if (candidate.toLowerCase().startsWith(name.toLowerCase())) return 1 + whole;
  // Whoever types one word of `put.group.members.smaller` means a part of it.
  const part = Math.max(...candidate.split(".").map((word) => likeness(name, word)));
  return part >= LEAST_OF_A_PART ? Math.max(whole, part) : whole;
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
