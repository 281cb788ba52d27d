import type { ListAttribute, UserAttributes } from "./attributes.ts";
import { operationsOf } from "./concretise-patch.ts";
import { changedList, changedText } from "./concretise-put.ts";
import type { ChangeDraft, EditDraft, HistoryDraft } from "./draft.ts";
import { type Content, pathsIn, type UserEdit, type UserHistory, type UserSymbol } from "./history.ts";
import { kindsOf } from "./kinds.ts";
import { type Sketch, sketched, withContent } from "./sketch.ts";

/** What there is to draw from. */
export interface Pool {
  readonly method: "put" | "patch";
  readonly attributes: UserAttributes;
  /** What a User has when it is made. */
  readonly base: Sketch;
}

/**
 * The history of a draft: which entry is taken is worked out against a sketch of the state as it goes. Pure. Edits of kinds
 * that are set aside are left out.
 */
export function concretise(draft: HistoryDraft, pool: Pool, setAside: ReadonlySet<string>): UserHistory {
  const sketches = new Map<UserSymbol, Sketch>([
    ["a", pool.base],
    ["b", pool.base],
  ]);
  const edits: UserEdit[] = [];
  const inPlay = [...new Set([draft.main, draft.beside, draft.text, "active"])].filter((path) => path !== "");
  for (const one of draft.edits) {
    const user = one.second && draft.two ? "b" : "a";
    const before = sketches.get(user) ?? pool.base;
    const made =
      pool.method === "put" ? toPut(one, user, draft, pool, before) : toPatch(one, user, draft, pool, before);
    if (made === undefined) continue;
    if (kindsOf(made.edit, before, inPlay).some((kind) => setAside.has(kind))) continue;
    edits.push(made.edit);
    sketches.set(user, made.after);
  }
  return narrowed({ kind: "user", users: draft.two ? ["a", "b"] : ["a"], edits }, pool.base);
}

interface Made {
  readonly edit: UserEdit;
  readonly after: Sketch;
}

/** The attribute that a change is about; undefined for a single one. */
function listOf(change: { readonly on: string }, draft: HistoryDraft, pool: Pool): ListAttribute | undefined {
  const path = change.on === "main" ? draft.main : change.on === "beside" ? draft.beside : undefined;
  return pool.attributes.lists.find((list) => list.path === path);
}

function toPut(one: EditDraft, user: UserSymbol, draft: HistoryDraft, pool: Pool, before: Sketch): Made | undefined {
  const leftOut = new Set<string>();
  let after = before;
  for (const change of one.changes) {
    const list = listOf(change, draft, pool);
    const path = list?.path ?? (change.on === "active" ? "active" : draft.text);
    if (path === "") continue;
    if (isLeftOut(change, list !== undefined, path)) leftOut.add(path);
    else if (list !== undefined) after = withContent(after, path, changedList(change, list, after));
    else if (path === "active") after = withContent(after, path, after.get(path) === false);
    else after = withContent(after, path, changedText(after.get(path)));
  }
  const set: Record<string, Content> = {};
  for (const path of new Set([draft.main, draft.beside, draft.text, "active"])) {
    const content = after.get(path);
    if (content !== undefined && !leftOut.has(path)) set[path] = content;
  }
  return { edit: { do: "put", user, set }, after };
}

/** A single text goes by being left out; `active` never by accident. */
function isLeftOut({ what }: ChangeDraft, isOfList: boolean, path: string): boolean {
  if (what === "leave-out") return true;
  return !isOfList && path !== "active" && (what === "remove" || what === "empty");
}

function toPatch(one: EditDraft, user: UserSymbol, draft: HistoryDraft, pool: Pool, before: Sketch): Made | undefined {
  let after = before;
  const operations = one.changes.flatMap((change) => {
    const list = listOf(change, draft, pool);
    const path = change.on === "active" ? "active" : draft.text;
    if (list === undefined && path === "") return [];
    const made = operationsOf(change, list ?? path, after);
    for (const operation of made) after = sketched(operation, after);
    return made;
  });
  if (operations.length === 0) return undefined;
  const isRefused = operations.some(({ op }) => op === "invalid");
  const form = one.form === "path" ? {} : { form: one.form };
  return { edit: { do: "patch", user, ...form, operations }, after: isRefused ? before : after };
}

/** Attributes that nothing happens to are not in play: they are sent as they are, and never left out. */
function narrowed(history: UserHistory, base: Sketch): UserHistory {
  const sets = history.edits.flatMap((edit) => (edit.do === "put" ? [edit.set] : []));
  const idle = pathsIn(history).filter((path) => {
    const had = JSON.stringify(base.get(path));
    return sets.length > 0 && sets.every((set) => JSON.stringify(set[path]) === had);
  });
  if (idle.length === 0) return history;
  const without = (set: Readonly<Record<string, Content>>): Record<string, Content> =>
    Object.fromEntries(Object.entries(set).filter(([path]) => !idle.includes(path)));
  const edits = history.edits.map((edit) => (edit.do === "put" ? { ...edit, set: without(edit.set) } : edit));
  return { ...history, edits };
}
