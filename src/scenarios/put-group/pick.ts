/** Members as positions in the scenario's list of users. */
export type Pick = readonly number[];

/** The users at these positions. */
export function pick(users: readonly string[], positions: Pick): readonly string[] {
  return positions.flatMap((position) => users[position] ?? []);
}

/** `PUT: add 2, remove 1, keep 3`: what a step does to the members before it. */
export function describeStep(before: Pick, wanted: Pick): string {
  const added = wanted.filter((position) => !before.includes(position)).length;
  const removed = before.filter((position) => !wanted.includes(position)).length;
  const kept = wanted.length - added;
  const parts = [
    added > 0 ? `add ${added}` : "",
    removed > 0 ? `remove ${removed}` : "",
    kept > 0 ? `keep ${kept}` : "",
  ].filter((part) => part !== "");
  return `PUT ${wanted.length === 1 ? "1 member" : `${wanted.length} members`} (${parts.join(", ") || "nothing to change"})`;
}
