import { type Content, type Entry, isList, type Single, type UserOperation, type Where } from "./history.ts";

/**
 * What a User is thought to have, by path, while a history is made: enough to pick what an edit is about. What must come of
 * an edit is worked out when it runs, from what the server showed before.
 */
export type Sketch = ReadonlyMap<string, Content>;

/** The entries that a User is thought to have under a path. */
export function entriesIn(sketch: Sketch, path: string): readonly Entry[] {
  const content = sketch.get(path);
  return isList(content) ? content : [];
}

/** True when a filter selects an entry. */
export function selects(where: Where, entry: Entry): boolean {
  return "type" in where ? entry.type === where.type : entry.value === where.value;
}

/** The list with one primary entry at most: of several the last one said to be it. */
export function onePrimary(entries: readonly Entry[]): readonly Entry[] {
  const last = entries.findLastIndex(({ primary }) => primary === true);
  return entries.map((entry, index) => (entry.primary === true && index !== last ? withoutPrimary(entry) : entry));
}

/** An entry that says nothing of being the primary one. */
export function withoutPrimary(entry: Entry): Entry {
  const { primary: _, ...rest } = entry;
  return rest;
}

/** The sketch after one operation. */
export function sketched(operation: UserOperation, sketch: Sketch): Sketch {
  if (operation.op === "invalid") return sketch;
  const { path } = operation;
  if (operation.op === "remove") {
    const { where } = operation;
    const left = where === undefined ? [] : entriesIn(sketch, path).filter((entry) => !selects(where, entry));
    return withContent(sketch, path, left.length === 0 ? undefined : left);
  }
  const had = entriesIn(sketch, path);
  if ("entries" in operation) {
    const kept = operation.op === "add" ? had.filter((entry) => !operation.entries.some(sameAs(entry))) : [];
    return withContent(sketch, path, onePrimary([...kept, ...operation.entries]));
  }
  if (!("where" in operation)) return withContent(sketch, path, operation.to);
  const { where } = operation;
  return withContent(
    sketch,
    path,
    onePrimary(had.map((entry) => (selects(where, entry) ? changed(entry, operation) : entry))),
  );
}

function changed(
  entry: Entry,
  operation: { readonly entry: Entry } | { readonly part: "value" | "type" | "primary"; readonly to: Single },
): Entry {
  if ("entry" in operation) return operation.entry;
  return { ...entry, [operation.part]: operation.to };
}

function sameAs(entry: Entry): (other: Entry) => boolean {
  return ({ value, type }) => value === entry.value && type === entry.type;
}

/** The sketch with other content under a path; undefined takes it away. */
export function withContent(sketch: Sketch, path: string, content: Content | undefined): Sketch {
  const next = new Map(sketch);
  if (content === undefined) next.delete(path);
  else next.set(path, content);
  return next;
}
