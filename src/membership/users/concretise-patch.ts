import type { ListAttribute } from "./attributes.ts";
import { changedText, filled, freshEntry, freshValue, primaryAfter, twinOf, typeAfter } from "./concretise-put.ts";
import type { ChangeDraft } from "./draft.ts";
import type { Entry, UserOperation, Where } from "./history.ts";
import { entriesIn, type Sketch } from "./sketch.ts";

/** The operations of one change, of a list or of the single attribute at a path. */
export function operationsOf(
  change: ChangeDraft,
  about: ListAttribute | string,
  sketch: Sketch,
): readonly UserOperation[] {
  if (change.what === "invalid") return [{ op: "invalid" }];
  if (typeof about === "string") return [singleOperation(change, about, sketch)];
  return [listOperation(change, about, entriesIn(sketch, about.path))];
}

function singleOperation({ what, other }: ChangeDraft, path: string, sketch: Sketch): UserOperation {
  const op = other ? "add" : "replace";
  if (path === "active") return { op, path, to: sketch.get(path) === false };
  const isRemoval = what === "remove" || what === "empty" || what === "no-match";
  if (isRemoval && sketch.get(path) !== undefined) return { op: "remove", path };
  const whole = path.includes(".") && what !== "change" ? { whole: true as const } : {};
  return { op, path, to: changedText(sketch.get(path)), ...whole };
}

function listOperation(change: ChangeDraft, list: ListAttribute, had: readonly Entry[]): UserOperation {
  const { what, other } = change;
  const { path } = list;
  const entry = had[change.at % Math.max(1, had.length)];
  if (what === "fill") return { op: "replace", path, entries: filled(list, other ? 3 : 2, change.at) };
  if (what === "empty" && had.length > 0) return other ? { op: "replace", path, entries: [] } : { op: "remove", path };
  if (entry === undefined)
    return { op: other ? "add" : "replace", path, entries: filled(list, other ? 2 : 1, change.at) };
  const where = whereOf(entry, list, other);
  const isTyped = list.types.length > 0;
  switch (what) {
    case "remove":
      return { op: "remove", path, where };
    case "change":
      return { op: "replace", path, where, part: "value", to: freshValue(list, had) ?? entry.value };
    case "retype": {
      const { type } = typeAfter(list, entry, had);
      if (type === undefined) break;
      return { op: "replace", path, where: { value: entry.value }, part: "type", to: type };
    }
    case "primary": {
      if (!isTyped) break;
      const next = had[primaryAfter(had, change.at)];
      if (!other && next !== undefined) {
        return { op: "replace", path, where: { value: next.value }, part: "primary", to: true };
      }
      const fresh = freshEntry(list, had, change.at);
      return { op: "add", path, entries: [{ ...(fresh ?? entry), primary: true }] };
    }
    case "reorder":
      return { op: "replace", path, entries: other ? had.toReversed() : [...had.slice(1), ...had.slice(0, 1)] };
    case "twin": {
      const twin = twinOf(entry, had, list);
      if (twin === undefined) break;
      return { op: "add", path, entries: [twin] };
    }
    case "record":
      return { op: "replace", path, where, entry: { ...entry, value: freshValue(list, had) ?? entry.value } };
    case "again":
      return { op: "add", path, entries: [entry] };
    case "no-match":
      return noMatch(change, list, had);
    case "add":
    case "empty":
    case "leave-out":
    case "invalid":
      break;
  }
  const fresh = freshEntry(list, had, change.at, other ? entry : undefined);
  return fresh === undefined ? { op: "remove", path, where } : { op: "add", path, entries: [fresh] };
}

/** A filter that selects nothing: a replacement must be refused then, a removal should change nothing. */
function noMatch({ at, other }: ChangeDraft, list: ListAttribute, had: readonly Entry[]): UserOperation {
  const { path } = list;
  const free = list.types.find((type) => !had.some((entry) => entry.type === type));
  const where: Where = free === undefined || at % 2 === 1 ? { value: "x1" } : { type: free };
  if (other) return { op: "remove", path, where };
  return { op: "replace", path, where, part: "value", to: freshValue(list, had) ?? "v1" };
}

function whereOf({ type, value }: Entry, list: ListAttribute, byValue: boolean): Where {
  return byValue || type === undefined || list.types.length === 0 ? { value } : { type };
}
