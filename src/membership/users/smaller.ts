import { operationsApart } from "../smaller.ts";
import {
  type Content,
  type Entry,
  isList,
  pathsIn,
  type UserEdit,
  type UserHistory,
  type UserOperation,
} from "./history.ts";

/**
 * Histories that are one thing smaller than the given one, the boldest first: an edit left out, an attribute left alone,
 * the other User, an operation, an entry, a plainer way of writing. fast-check shrinks drafts from their ends; this takes
 * out of the middle what is left. The last edit is the one that failed, and stays.
 */
export function* smallerUsers(history: UserHistory): Generator<UserHistory> {
  const { users, edits } = history;
  for (let index = edits.length - 2; index >= 0; index -= 1) yield { ...history, edits: edits.toSpliced(index, 1) };
  const paths = pathsIn(history);
  if (paths.length > 1) {
    for (const path of paths) {
      const left = edits.flatMap((edit) => withoutPath(edit, path));
      if (left.length > 0) yield { ...history, edits: left };
    }
  }
  if (users.length > 1 && edits.every(({ user }) => user === "a")) yield { ...history, users: ["a"] };
  if (users.length > 1 && edits.every(({ user }) => user === "b")) {
    yield { ...history, users: ["a"], edits: edits.map((edit) => ({ ...edit, user: "a" })) };
  }
  for (const [index, edit] of edits.entries()) {
    for (const smaller of smallerEdits(edit)) yield { ...history, edits: edits.with(index, smaller) };
  }
}

/** The same with bare paths, and with every operation of a PATCH in a request of its own. */
export function* plainerUsers(history: UserHistory): Generator<UserHistory> {
  const last = history.edits.at(-1);
  if (last?.do !== "patch") return;
  const before = history.edits.slice(0, -1);
  if (last.form !== undefined) {
    const { form: _, ...plain } = last;
    yield { ...history, edits: [...before, plain] };
  }
  if (last.operations.length < 2) return;
  yield { ...history, edits: [...before, ...operationsApart(last)] };
}

function withoutPath(edit: UserEdit, path: string): readonly UserEdit[] {
  if (edit.do === "put") {
    const { [path]: _, ...set } = edit.set;
    return [{ ...edit, set }];
  }
  const operations = edit.operations.filter((operation) => operation.op === "invalid" || operation.path !== path);
  return operations.length === 0 ? [] : [{ ...edit, operations }];
}

function* smallerEdits(edit: UserEdit): Generator<UserEdit> {
  if (edit.do === "put") {
    for (const [path, content] of Object.entries(edit.set)) {
      for (const smaller of smallerContents(content)) yield { ...edit, set: { ...edit.set, [path]: smaller } };
    }
    return;
  }
  const { operations } = edit;
  for (const index of operations.keys()) {
    if (operations.length > 1) yield { ...edit, operations: operations.toSpliced(index, 1) };
  }
  if (edit.form !== undefined) {
    const { form: _, ...plain } = edit;
    yield plain;
  }
  for (const [index, operation] of operations.entries()) {
    for (const smaller of smallerOperations(operation)) yield { ...edit, operations: operations.with(index, smaller) };
  }
}

function* smallerContents(content: Content): Generator<Content> {
  if (isList(content)) yield* smallerLists(content);
}

function* smallerOperations(operation: UserOperation): Generator<UserOperation> {
  if ("entries" in operation) {
    for (const entries of smallerLists(operation.entries)) {
      // Adding nothing is another thing; replacing by nothing is right, and a case of its own.
      if (entries.length > 0 || operation.op === "replace") yield { ...operation, entries };
    }
  }
  if ("whole" in operation) {
    const { whole: _, ...plain } = operation;
    yield plain;
  }
}

/** An entry less, or one that says less. */
function* smallerLists(entries: readonly Entry[]): Generator<readonly Entry[]> {
  for (let index = entries.length - 1; index >= 0; index -= 1) yield entries.toSpliced(index, 1);
  for (const [index, entry] of entries.entries()) {
    if (entry.primary === undefined) continue;
    const { primary: _, ...plain } = entry;
    // That no other one is the primary is only said where one is.
    if (entry.primary || entries.some(({ primary }) => primary === true)) yield entries.with(index, plain);
  }
}
