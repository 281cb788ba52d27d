import type { ListAttribute } from "./attributes.ts";
import type { ChangeDraft } from "./draft.ts";
import type { Content, Entry } from "./history.ts";
import { entriesIn, type Sketch, withoutPrimary } from "./sketch.ts";

// More entries than this say nothing new.
const ENTRIES_AT_MOST = 4;

/** A list after one change, as a PUT sends it. Where there is nothing to change, something comes. */
export function changedList(change: ChangeDraft, list: ListAttribute, sketch: Sketch): readonly Entry[] {
  const had = entriesIn(sketch, list.path);
  if (change.what === "empty") return [];
  if (change.what === "fill" || had.length === 0) return filled(list, change.other ? 3 : 2, change.at);
  const at = change.at % had.length;
  const entry = had[at];
  if (entry === undefined) return had;
  switch (change.what) {
    case "remove":
      return had.toSpliced(at, 1);
    case "change":
      return had.with(at, { ...entry, value: freshValue(list, had) ?? entry.value });
    case "retype":
      return list.types.length === 0 ? had.toReversed() : had.with(at, { ...entry, ...typeAfter(list, entry, had) });
    case "primary":
      return list.types.length === 0 ? had.toReversed() : primaryMoved(had, change, list);
    case "reorder":
      if (had.length === 1) return added(had, list, change);
      return withAnyPrimary(change.other ? had.toReversed() : [...had.slice(1), ...had.slice(0, 1)], list);
    case "twin":
      return withTwin(had, entry, list) ?? added(had, list, change);
    case "add":
    case "record":
    case "again":
    case "leave-out":
    case "no-match":
    case "invalid":
      return added(had, list, change);
  }
}

/** Another text than the one that is there. */
export function changedText(content: Content | undefined): string {
  return content === "v1" ? "v2" : "v1";
}

/** A whole new list, its first entry the primary one; its types begin at one of them, counted round. */
export function filled({ types }: Pick<ListAttribute, "types">, count: number, from: number): readonly Entry[] {
  return Array.from({ length: count }, (_, index) => ({
    value: `v${index + 1}`,
    ...typeOf(types, index + from),
    ...(index === 0 && types.length > 0 ? { primary: true } : {}),
  }));
}

/** A value that is not in the list; those of the smallest numbers come first, so that what has left comes back. */
export function freshValue({ entries }: Pick<ListAttribute, "entries">, had: readonly Entry[]): string | undefined {
  const values = entries.map((_, index) => `v${index + 1}`);
  return values.find((value) => !had.some((entry) => entry.value === value));
}

/**
 * A new entry: of the same type as the one given, or of one of the types that are not there yet, so that a value which comes
 * back may come back under another.
 */
export function freshEntry(list: ListAttribute, had: readonly Entry[], at: number, like?: Entry): Entry | undefined {
  const value = freshValue(list, had);
  if (value === undefined || had.length >= ENTRIES_AT_MOST) return undefined;
  if (like?.type !== undefined) return { value, type: like.type };
  const free = list.types.filter((type) => !had.some((entry) => entry.type === type));
  return { value, ...typeOf(free.length > 0 ? free : list.types, at) };
}

/** The same value under another type. */
export function twinOf(entry: Entry, had: readonly Entry[], { types }: ListAttribute): Entry | undefined {
  const type = types.find((one) => !had.some((other) => other.value === entry.value && other.type === one));
  return type === undefined ? undefined : { value: entry.value, type };
}

/** The type after an entry's own, unless there is such an entry already. */
export function typeAfter({ types }: ListAttribute, entry: Entry, had: readonly Entry[]): { readonly type?: string } {
  const at = types.indexOf(entry.type ?? "");
  const next = types[(at + 1) % types.length];
  const isTaken = had.some(({ value, type }) => value === entry.value && type === next);
  return next === undefined || isTaken ? {} : { type: next };
}

function added(had: readonly Entry[], list: ListAttribute, { at, other }: ChangeDraft): readonly Entry[] {
  const fresh = freshEntry(list, had, at, other ? had[at % had.length] : undefined);
  return fresh === undefined ? had.slice(0, -1) : [...had, fresh];
}

function withTwin(had: readonly Entry[], entry: Entry, list: ListAttribute): readonly Entry[] | undefined {
  const twin = twinOf(entry, had, list);
  return twin === undefined || had.length >= ENTRIES_AT_MOST ? undefined : [...had, twin];
}

/** Which entry is to be the primary one: another than now, or the last one where there is none. */
export function primaryAfter(had: readonly Entry[], at: number): number {
  const now = had.findIndex(({ primary }) => primary === true);
  return now < 0 ? had.length - 1 : (now + 1 + (at % Math.max(1, had.length - 1))) % had.length;
}

/** Another entry becomes the primary one: a new one where there is no other. */
function primaryMoved(had: readonly Entry[], { at, other }: ChangeDraft, list: ListAttribute): readonly Entry[] {
  const fresh = had.length === 1 ? freshEntry(list, had, at) : undefined;
  const entries = fresh === undefined ? had : [...had, fresh];
  return primaryAt(entries, primaryAfter(entries, at), other);
}

/** The list with a primary entry, the first where there was none. */
function withAnyPrimary(entries: readonly Entry[], { types }: ListAttribute): readonly Entry[] {
  const isThere = types.length === 0 || entries.some(({ primary }) => primary === true);
  return isThere ? entries : primaryAt(entries, 0, false);
}

/** Says which entry is the primary one, and of the others nothing, or that they are not. */
function primaryAt(had: readonly Entry[], at: number, isSaid: boolean): readonly Entry[] {
  return had.map((entry, index) => {
    if (index === at) return { ...entry, primary: true };
    return isSaid ? { ...entry, primary: false } : withoutPrimary(entry);
  });
}

function typeOf(types: readonly string[], index: number): { readonly type?: string } {
  const type = types[index % Math.max(1, types.length)];
  return type === undefined ? {} : { type };
}
