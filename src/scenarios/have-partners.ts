/**
 * True when every entry of one list has a partner of its own in another, in any order. An entry that says little may fit several:
 * who has taken a partner makes room where he has another one. What is there beside the partners does not matter.
 */
export function havePartners<One, Other>(
  entries: readonly One[],
  found: readonly Other[],
  fits: (one: One, other: Other) => boolean,
): boolean {
  const takenBy = new Map<number, number>();
  const finds = (from: number, one: One, tried: Set<number>): boolean =>
    found.some((other, at) => {
      if (tried.has(at) || !fits(one, other)) return false;
      tried.add(at);
      const holder = takenBy.get(at);
      if (holder !== undefined && !finds(holder, entries[holder] as One, tried)) return false;
      takenBy.set(at, from);
      return true;
    });
  return entries.every((one, index) => finds(index, one, new Set()));
}
