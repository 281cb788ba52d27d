import {
  type EntryShape,
  type GroupEdit,
  type GroupHistory,
  isNobody,
  type MemberOperation,
  type UserSymbol,
  usersIn,
} from "./history.ts";
import { expectationOf } from "./model.ts";

/**
 * Histories that are one thing smaller than the given one, the boldest first: an edit left out, an operation left out, a
 * Group left alone, a member less to begin with, a user less in an operation, a plainer entry. fast-check shrinks drafts
 * from their ends; this takes out of the middle what is left.
 */
export function* smallerGroups(history: GroupHistory): Generator<GroupHistory> {
  const { start, edits } = history;
  yield* onOneGroup(history);
  // What comes late may not need what came early: the boldest cuts first.
  for (let keep = 1; keep < edits.length - 1; keep *= 2) yield { ...history, edits: edits.slice(-keep) };
  yield* begunLater(history);
  for (let index = edits.length - 2; index >= 0; index -= 1) yield { ...history, edits: without(edits, index) };
  for (const [group, members] of Object.entries(start)) {
    for (const fewer of fewerOf(members)) yield { ...history, start: { ...start, [group]: fewer } };
  }
  for (const [index, edit] of edits.entries()) {
    for (const smaller of smallerEdits(edit)) yield { ...history, edits: edits.with(index, smaller) };
  }
  const { burst: _burst, ...apart } = history;
  if (history.burst === true) yield apart;
  const { reread: _reread, ...once } = history;
  if (history.reread === true) yield once;
  yield* renumbered(history);
}

/** An edit by several operations as edits by one each. */
export function operationsApart<Edit extends { readonly operations: readonly unknown[] }>(edit: Edit): readonly Edit[] {
  return edit.operations.map((operation) => ({ ...edit, operations: [operation] }));
}

/** The same with every operation of the last PATCH in a request of its own. */
export function* plainerGroups(history: GroupHistory): Generator<GroupHistory> {
  const last = history.edits.at(-1);
  if (last?.do !== "patch" || last.operations.length < 2) return;
  yield { ...history, edits: [...history.edits.slice(0, -1), ...operationsApart(last)] };
}

/** Edits of one Group alone, which is the first then. */
function* onOneGroup(history: GroupHistory): Generator<GroupHistory> {
  const groups = new Set(history.edits.map(({ group }) => group));
  const [only, ...others] = groups;
  if (only === undefined || others.length > 0 || Object.keys(history.start).length === 1) return;
  yield {
    ...history,
    start: { g1: history.start[only] ?? [] },
    edits: history.edits.map((edit) => ({ ...edit, group: "g1" })),
  };
}

/** Without its first edit, the Group begun in the state that it led to. */
function* begunLater({ start, edits, ...rest }: GroupHistory): Generator<GroupHistory> {
  const [first, ...others] = edits;
  const before = first === undefined ? undefined : start[first.group];
  if (first === undefined || before === undefined || others.length === 0) return;
  const { after, kind } = expectationOf(first, { members: new Set(before), name: undefined });
  if (kind !== "applied" || after.name !== undefined) return;
  yield { ...rest, start: { ...start, [first.group]: [...after.members] }, edits: others };
}

/** The same with the first users there are, so that a story is about Ana and Ben. */
function* renumbered(history: GroupHistory): Generator<GroupHistory> {
  const known = usersIn(history).filter((user) => !isNobody(user));
  const names = new Map(known.map((user, index) => [user, `u${index + 1}`]));
  if (known.every((user) => names.get(user) === user)) return;
  const rename = (users: readonly UserSymbol[]): readonly UserSymbol[] => users.map((user) => names.get(user) ?? user);
  yield {
    ...history,
    start: Object.fromEntries(Object.entries(history.start).map(([group, members]) => [group, rename(members)])),
    edits: history.edits.map((edit): GroupEdit => {
      if (edit.do === "put-back") return edit;
      if (edit.do === "put" || edit.do === "put-invalid") return { ...edit, users: rename(edit.users) };
      return {
        ...edit,
        operations: edit.operations.map((operation) =>
          "users" in operation ? { ...operation, users: rename(operation.users) } : operation,
        ),
      };
    }),
  };
}

function* smallerEdits(edit: GroupEdit): Generator<GroupEdit> {
  switch (edit.do) {
    case "put-back":
      return;
    case "put-invalid":
      for (const users of fewerOf(edit.users)) yield { ...edit, users };
      return;
    case "put":
      if (edit.name !== undefined) yield { do: "put", group: edit.group, users: edit.users, ...entryOf(edit) };
      for (const users of fewerOf(edit.users)) yield { ...edit, users };
      if (edit.entry !== undefined) {
        const { entry: _, ...plain } = edit;
        yield plain;
      }
      return;
    case "patch":
      for (const index of edit.operations.keys()) {
        if (edit.operations.length > 1) yield { ...edit, operations: without(edit.operations, index) };
      }
      for (const [index, operation] of edit.operations.entries()) {
        for (const smaller of smallerOperations(operation)) {
          yield { ...edit, operations: edit.operations.with(index, smaller) };
        }
      }
  }
}

function* smallerOperations(operation: MemberOperation): Generator<MemberOperation> {
  if (!("users" in operation)) return;
  // One id alone names one user: fewer would be another request, not a smaller one.
  const isAlone = operation.op === "replace" && operation.value === "bare-id";
  for (const users of isAlone ? [] : fewerOf(operation.users)) {
    // An operation about nobody is another one; replacing by nobody is right, and a case of its own.
    if (users.length > 0 || operation.op === "replace") yield { ...operation, users };
  }
  if (operation.op === "remove") return;
  if (operation.entry !== undefined) {
    const { entry: _, ...plain } = operation;
    yield plain;
  }
  if (operation.value !== undefined) {
    const { value: _, ...usual } = operation;
    yield usual;
  }
}

/** Half of a long list first, then one less, from the end. */
function* fewerOf(users: readonly UserSymbol[]): Generator<readonly UserSymbol[]> {
  const half = Math.floor(users.length / 2);
  if (half > 1) {
    yield users.slice(0, half);
    yield users.slice(half);
  }
  // Each one alone only where they are few: a hundred tries would cost more than they tell.
  if (users.length > 8) {
    yield users.slice(0, -1);
    return;
  }
  for (let index = users.length - 1; index >= 0; index -= 1) yield without(users, index);
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.toSpliced(index, 1);
}

function entryOf({ entry }: { readonly entry?: EntryShape }): { readonly entry?: EntryShape } {
  return entry === undefined ? {} : { entry };
}
