import type { EditDraft, HistoryDraft, OperationDraft, Take } from "./draft.ts";
import { type EditKind, kindsOf } from "./edit-kind.ts";
import {
  type GroupEdit,
  type GroupHistory,
  type MemberOperation,
  numberOf,
  type UserSymbol,
  type ValueShape,
} from "./history.ts";
import { expectationOf, type GroupModel, startOf } from "./model.ts";

/** What there is to draw from. */
export interface Pool {
  /** Users that exist: `u1` … `u<users>`. */
  readonly users: number;
  /** True when there is an id that names nobody. */
  readonly nobody: boolean;
  readonly groups: 1 | 2;
  readonly values: readonly ValueShape[];
  readonly putIsOffered: boolean;
  readonly patchIsOffered: boolean;
  /** True where GET shows what a PUT may send back. */
  readonly canRead: boolean;
}

/**
 * The history of a draft: who is taken is worked out against the model as it goes, so “all but one” is always that. Pure.
 * Edits of kinds that are set aside are left out, and so are those that ask for nothing at all.
 */
export function concretise(draft: HistoryDraft, pool: Pool, setAside: ReadonlySet<EditKind>): GroupHistory {
  const start: Record<string, readonly UserSymbol[]> = { g1: range(0, Math.min(draft.first, pool.users)) };
  if (pool.groups === 2) start["g2"] = range(draft.apart, Math.min(draft.apart + draft.second, pool.users));
  const world = new Map(startOf({ kind: "group", start, edits: [] }));
  const edits: GroupEdit[] = [];
  let names = 0;
  // Mostly a new name, sometimes one that a Group had before, its first one included.
  const newName = (odd: boolean, skip: number): string => {
    if (odd) return `n${skip % (names + 1)}`;
    names += 1;
    return `n${names}`;
  };
  for (const one of draft.edits) {
    // A burst is looked at only at its end: what is wrong then must be the doing of edits on that one Group.
    const group = one.second && pool.groups === 2 && !draft.burst ? "g2" : "g1";
    const before = world.get(group);
    if (before === undefined) continue;
    const edit = toEdit(one, group, before, pool, newName);
    if (edit === undefined || kindsOf(edit, before).some((kind) => setAside.has(kind))) continue;
    const expectation = expectationOf(edit, before);
    // Nothing is read between the edits of a burst, so each must have one right outcome, and know what it meets.
    if (draft.burst && (expectation.kind !== "applied" || edit.do === "put-back")) continue;
    edits.push(edit);
    // Whether somebody unknown is stored is the server's choice: as if not, for what comes after.
    if (expectation.kind !== "refused" && expectation.kind !== "unknown") world.set(group, expectation.after);
  }
  const burst = draft.burst && edits.length > 1 && pool.canRead ? { burst: true } : {};
  const reread = draft.reread && pool.canRead ? { reread: true } : {};
  return { kind: "group", start: withoutIdle(start, edits, draft.watched), edits, ...burst, ...reread };
}

/** A second Group that nothing is done to costs a read at every step: only some histories have one. */
function withoutIdle(
  start: Readonly<Record<string, readonly UserSymbol[]>>,
  edits: readonly GroupEdit[],
  watched: boolean,
): GroupHistory["start"] {
  if (start["g2"] === undefined || watched || edits.some(({ group }) => group === "g2")) return start;
  return { g1: start["g1"] ?? [] };
}

function toEdit(
  draft: EditDraft,
  group: string,
  before: GroupModel,
  pool: Pool,
  newName: (odd: boolean, skip: number) => string,
): GroupEdit | undefined {
  const [first] = draft.operations;
  if (first === undefined) return undefined;
  if (pool.putIsOffered && (draft.put || !pool.patchIsOffered)) {
    if (draft.back && pool.canRead) return { do: "put-back", group };
    const wanted = { ...first, what: "replace" as const };
    const users = replaced(wanted, before, pool);
    const rename = first.what === "rename" ? { name: newName(first.odd, first.skip) } : {};
    if (first.what === "invalid") return { do: "put-invalid", group, users };
    return { do: "put", group, users, ...rename, ...entryOf(first) };
  }
  if (!pool.patchIsOffered) return undefined;
  const operations: MemberOperation[] = [];
  let state = before;
  for (const one of draft.operations) {
    const operation = toOperation(one, state, pool, newName);
    operations.push(operation);
    state = expectationOf({ do: "patch", group, operations: [operation] }, state).after;
  }
  return { do: "patch", group, operations };
}

function toOperation(
  draft: OperationDraft,
  state: GroupModel,
  pool: Pool,
  newName: (odd: boolean, skip: number) => string,
): MemberOperation {
  switch (draft.what) {
    case "add": {
      const fresh = strangers(state, pool, Math.max(1, draft.fresh), draft.late);
      const again = draft.odd || fresh.length === 0 ? taken(state, "one", draft.skip) : [];
      return { op: "add", users: named([...fresh, ...again], draft, pool), ...entryOf(draft), ...valueOf(draft, pool) };
    }
    case "replace": {
      const users = replaced(draft, state, pool);
      const value = valueOf(draft, pool);
      // One id alone can say no list.
      const shape = value.value === "bare-id" && users.length !== 1 ? {} : value;
      return { op: "replace", users, ...entryOf(draft), ...shape };
    }
    case "remove": {
      const leaving = taken(state, draft.take === "none" ? "one" : draft.take, draft.skip);
      const odd = draft.odd || leaving.length === 0 ? strangers(state, pool, 1) : [];
      // Alone, so that what is only advised about strangers is asserted in a request of its own.
      const users = odd.length > 0 ? odd : saidTwice(leaving, draft);
      if (users.length === 0) return { op: "rename", name: newName(draft.odd, draft.skip) };
      return { op: "remove", users, ...(draft.compound && users.length > 1 ? { compound: true } : {}) };
    }
    case "remove-all":
      return { op: "remove-all" };
    case "rename":
      return { op: "rename", name: newName(draft.odd, draft.skip) };
    case "invalid":
      return { op: "invalid" };
  }
}

/** A whole list: some who stay, some who come. */
function replaced(draft: OperationDraft, state: GroupModel, pool: Pool): readonly UserSymbol[] {
  return named(
    [...taken(state, draft.take, draft.skip), ...strangers(state, pool, draft.fresh, draft.late)],
    draft,
    pool,
  );
}

/** Names somebody twice, or somebody who does not exist, where the draft says so. */
function named(users: readonly UserSymbol[], { twice, unknown }: OperationDraft, pool: Pool): readonly UserSymbol[] {
  if (unknown && pool.nobody) return [...users, "x1"];
  return twice && users[0] !== undefined ? [...users, users[0]] : users;
}

/** The same removal twice in one request: the second finds nobody, and must hit nobody else. */
function saidTwice(users: readonly UserSymbol[], { twice, compound }: OperationDraft): readonly UserSymbol[] {
  return twice && !compound && users[0] !== undefined ? [...users, users[0]] : users;
}

/** Some of the members, a run of them that begins somewhere in the list and goes round. */
function taken({ members }: GroupModel, take: Take, skip: number): readonly UserSymbol[] {
  const all = [...members].sort((left, right) => numberOf(left) - numberOf(right));
  const count = Math.min(all.length, COUNT[take](all.length));
  return Array.from({ length: count }, (_, index) => all[(skip + index) % all.length] ?? "");
}

const COUNT: Readonly<Record<Take, (size: number) => number>> = {
  one: () => 1,
  two: () => 2,
  half: (size) => Math.ceil(size / 2),
  "more-than-half": (size) => Math.floor(size / 2) + 1,
  "all-but-one": (size) => Math.max(0, size - 1),
  all: (size) => size,
  none: () => 0,
};

/** The first who are no members: those who have left come before those who never were; or the last, the other way round. */
function strangers({ members }: GroupModel, { users }: Pool, count: number, late = false): readonly UserSymbol[] {
  const all = range(0, users).filter((user) => !members.has(user));
  return (late ? all.toReversed() : all).slice(0, count);
}

function entryOf({ entry }: OperationDraft): { readonly entry?: OperationDraft["entry"] } {
  return entry === "plain" ? {} : { entry };
}

function valueOf({ value }: OperationDraft, { values }: Pool): { readonly value?: ValueShape } {
  const shape = values[value];
  return shape === undefined || value === 0 ? {} : { value: shape };
}

/** Users by number, from the one after `from` up to `to`. */
function range(from: number, to: number): readonly UserSymbol[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => `u${from + index + 1}`);
}
