import type { ShapeClass } from "../../result/index.ts";
import { isUnassigned, type JsonObject } from "../../scim/index.ts";
import { headOf, pointerTo } from "../attribute-path.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { show, valueAt } from "../put-user/expect-user.ts";
import { isWholeName, sameValue } from "../put-user/same-value.ts";
import { leftOver } from "./left-over.ts";

/** A User who must have stayed as he was, and why. */
export interface UserUnchanged {
  readonly id: string;
  readonly before: JsonObject;
  /** What is looked at. */
  readonly paths: readonly string[];
  readonly requirement: string;
  readonly alsoViolates?: readonly string[];
  /** The class that findings are filed under: that of generated edits by default. */
  readonly shape?: ShapeClass;
  /** Completes “… has changed although …”. */
  readonly although: string;
}

/**
 * Judges that a User is as before.
 *
 * @returns what was read
 * @throws NoVerdict when it cannot be seen
 */
export async function expectUserUnchanged(context: ScenarioContext, one: UserUnchanged): Promise<JsonObject> {
  const { id, before, paths, requirement, alsoViolates, shape = "edit-values", although } = one;
  const now = await context.readUser(id, {
    holds: (user) => changedIn(before, user, paths).length === 0,
    names: headsOf(paths.filter((path) => !isUnassigned(valueAt(before, path)))),
  });
  const common = { requirement, shape, ...(alsoViolates === undefined ? {} : { alsoViolates }) } as const;
  if (now.kind === "absent") {
    context.judge({
      ...common,
      invariant: "unchanged",
      outcome: "failed",
      expected: ["the User as it was"],
      actual: "it is gone",
      message: `The User is gone although ${although}.`,
    });
    return {};
  }
  if (now.kind !== "present") throw new NoVerdict("inconclusive", "the User could not be read back");
  const [changed] = changedIn(before, now.resource, paths);
  if (changed === undefined) {
    context.judge({ ...common, invariant: "unchanged", outcome: "passed" });
    return now.resource;
  }
  context.judge({
    ...common,
    invariant: changed,
    outcome: "failed",
    expected: [`${show(valueAt(before, changed))}, as before`],
    actual: `${show(valueAt(now.resource, changed))} in ${now.by}`,
    message: `\`${changed}\` has changed although ${although}.`,
    pointer: pointerTo(changed),
  });
  return now.resource;
}

/** The paths under which two representations of a User are not the same. */
export function differing(wanted: JsonObject, shown: JsonObject, paths: readonly string[]): readonly string[] {
  return paths.filter(
    (path) => !isWholeName(path, shown) && !sameValue(valueAt(wanted, path), valueAt(shown, path), path),
  );
}

/** The paths under which two reads show something else: what came to an entry of a list is a change as well. */
function changedIn(before: JsonObject, now: JsonObject, paths: readonly string[]): readonly string[] {
  return [...new Set([...differing(before, now, paths), ...leftOver(before, before, now, paths)])];
}

/** The attributes that paths are in, each once. */
export function headsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map(headOf))];
}
