import { groupBy, type NotTested } from "../result/index.ts";
import { REQUIREMENT_OUTCOMES } from "./words.ts";

/** Things that one reason kept from being tested. */
export interface Gap {
  readonly outcome: NotTested["outcome"];
  readonly reason: string;
  readonly entries: readonly NotTested[];
}

/** By reason, what needs a person first: one cause often keeps many things from being tested. */
export function gapsOf(entries: readonly NotTested[]): readonly Gap[] {
  const gaps = [...groupBy(entries, ({ outcome, reason }) => `${outcome}\u0000${reason}`).values()].map(
    (own): Gap => ({ outcome: own[0].outcome, reason: own[0].reason, entries: own }),
  );
  return REQUIREMENT_OUTCOMES.flatMap((outcome) => gaps.filter((gap) => gap.outcome === outcome));
}

/** Entries of several suites that are the same but for the suite, once. */
export function unlike(entries: readonly NotTested[]): readonly NotTested[] {
  return [...groupBy(entries, ({ kind, id, title }) => `${kind} ${id} ${title}`).values()].map(([first]) => first);
}
