import type { ShapeClass } from "../result/index.ts";
import { compareMembers, sameMembers } from "../scim/index.ts";
import { type GroupState, NoVerdict, type ScenarioContext } from "./context.ts";
import { listIds, quote } from "./words.ts";

/** What must have stayed as it was, and why. */
export interface Unchanged {
  readonly id: string;
  readonly before: GroupState;
  readonly requirement: string;
  readonly alsoViolates?: readonly string[];
  readonly shape: ShapeClass;
  /** Completes “… has changed although …”. */
  readonly although: string;
}

/**
 * Judges that a Group is as it was.
 *
 * @throws NoVerdict when it cannot be seen
 */
export async function expectUnchanged(context: ScenarioContext, unchanged: Unchanged): Promise<boolean> {
  const { before, requirement, alsoViolates, shape } = unchanged;
  const now = await context.read(unchanged.id, before);
  if (now.kind === "not-offered")
    throw new NoVerdict("inconclusive", "the server offers no way to read the Group back");
  if (now.kind === "unreadable") throw new NoVerdict("inconclusive", `the Group could not be read: ${now.why}`);
  const common = { requirement, shape, ...(alsoViolates === undefined ? {} : { alsoViolates }) };
  if (now.kind === "absent") {
    context.judge({
      ...common,
      invariant: "unchanged",
      outcome: "failed",
      expected: ["the Group as it was"],
      actual: "it is gone",
      message: `The Group is gone although ${unchanged.although}.`,
    });
    return false;
  }
  const sameName = now.displayName === before.displayName;
  const same = sameMembers(compareMembers(before.members, now.members.values));
  if (sameName && same) {
    context.judge({ ...common, invariant: "unchanged", outcome: "passed" });
    return true;
  }
  context.judge({
    ...common,
    invariant: "unchanged",
    outcome: "failed",
    expected: [`${quote(before.displayName)} with ${listIds(before.members)}, as before`],
    actual: `${quote(now.displayName)} with ${listIds(now.members.values)}`,
    message: `The Group has changed although ${unchanged.although}.`,
    pointer: sameName ? "/members" : "/displayName",
  });
  return false;
}
