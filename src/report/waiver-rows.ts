import type { RunResult, WaiverResult, WaiverState } from "../result/index.ts";

/** What became of waivers, what somebody has to do something about first. */
const ORDER: readonly WaiverState[] = ["expired", "stale", "absent", "not-judged", "used"];

/** What became of a waiver, in a word or two. */
export const WAIVER_WORD: Readonly<Record<WaiverState, string>> = {
  expired: "expired",
  stale: "stale",
  absent: "no finding",
  "not-judged": "not judged",
  used: "applied",
};

/** The waivers that a result was held against, what somebody has to do something about first; else as in their file. */
export function waiverRows({ waivers }: Pick<RunResult, "waivers">): readonly WaiverResult[] {
  return (waivers?.entries ?? []).toSorted((one, two) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state));
}

/** `2 applied, 1 stale`, in the order of {@link waiverRows}; `none` of an empty file. */
export function waiverCounts(rows: readonly Pick<WaiverResult, "state">[]): string {
  const parts = ORDER.flatMap((state) => {
    const count = rows.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${WAIVER_WORD[state]}`];
  });
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** What a waiver says of the finding that it is about, as far as it does. */
export function waiverSubject({ suite, requirement, operation }: WaiverResult): string {
  return [requirement, operation, suite].filter((part) => part !== undefined).join(", ");
}
