import { type Content, isList, type UserEdit, type UserOperation } from "./history.ts";
import type { Sketch } from "./sketch.ts";

/**
 * What an edit does to which attribute: finer than a finding's invariant. What is known to fail is set aside by it, so that
 * a server which cannot empty a list is still tested on all other edits of it.
 */
export function kindsOf(edit: UserEdit, before: Sketch, inPlay: readonly string[]): readonly string[] {
  if (edit.do === "patch") return edit.operations.map(kindOfOperation);
  const kinds = inPlay.flatMap((path) => {
    const kind = kindOfContent(before.get(path), edit.set[path]);
    return kind === undefined ? [] : [`${path} ${kind}`];
  });
  return kinds.length === 0 ? ["again"] : kinds;
}

function kindOfContent(before: Content | undefined, after: Content | undefined): string | undefined {
  if (after === undefined) return "left out";
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  if (!isList(after)) return "changed";
  if (after.length === 0) return "emptied";
  const count = isList(before) ? before.length : 0;
  if (count === 0) return "filled";
  return after.length > count ? "more" : after.length < count ? "fewer" : "changed";
}

function kindOfOperation(operation: UserOperation): string {
  if (operation.op === "invalid") return "invalid";
  const { op, path } = operation;
  if ("part" in operation) return `${path} ${op} where ${operation.part}`;
  return `${path} ${op}${"where" in operation ? " where" : ""}`;
}
