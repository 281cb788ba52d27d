import type { ShapeClass } from "../result/index.ts";
import { type GroupEdit, isNobody, type MemberOperation } from "./history.ts";
import { applied, type GroupModel } from "./model.ts";

/**
 * What an operation is, in the state it meets: finer than a {@link ShapeClass}. What is known to fail is set aside by
 * it, so that a server which empties Groups on the last removal is still tested on all other removals.
 */
export type EditKind =
  | "add"
  | "add-again"
  | "remove"
  | "remove-several"
  | "remove-last"
  | "remove-stranger"
  | "remove-all"
  | "replace"
  | "replace-empty"
  | "put"
  | "put-empty"
  | "put-back"
  | "rename"
  | "unknown"
  | "refused";

/** The kinds of an edit's operations, in order, each in the state that it meets. */
export function kindsOf(edit: GroupEdit, before: GroupModel): readonly EditKind[] {
  if (edit.do === "put-back") return ["put-back"];
  if (edit.do === "put-invalid") return ["refused"];
  if (edit.do === "put") {
    if (edit.users.some(isNobody)) return ["unknown"];
    return [edit.users.length === 0 ? "put-empty" : "put"];
  }
  let state = before;
  return edit.operations.map((operation) => {
    const kind = operationKind(operation, state);
    state = applied(operation, state);
    return kind;
  });
}

function operationKind(operation: MemberOperation, { members }: GroupModel): EditKind {
  if ("users" in operation && operation.users.some(isNobody)) return "unknown";
  switch (operation.op) {
    case "add":
      return operation.users.some((user) => members.has(user)) || hasTwice(operation.users) ? "add-again" : "add";
    case "replace":
      return operation.users.length === 0 ? "replace-empty" : "replace";
    case "remove": {
      const leaving = operation.users.filter((user) => members.has(user)).length;
      if (leaving < operation.users.length || hasTwice(operation.users)) return "remove-stranger";
      if (leaving === members.size) return "remove-last";
      return operation.users.length === 1 ? "remove" : "remove-several";
    }
    case "remove-all":
      return "remove-all";
    case "rename":
      return "rename";
    case "invalid":
      return "refused";
  }
}

function hasTwice(users: readonly string[]): boolean {
  return new Set(users).size < users.length;
}

const SHAPE: Readonly<Record<EditKind, ShapeClass>> = {
  add: "edit-add",
  "add-again": "edit-add-again",
  remove: "edit-remove",
  "remove-several": "edit-remove",
  "remove-last": "edit-remove",
  "remove-stranger": "edit-remove-stranger",
  "remove-all": "edit-remove-all",
  replace: "edit-replace",
  "replace-empty": "edit-replace",
  put: "edit-put",
  "put-empty": "edit-put",
  "put-back": "edit-put-back",
  rename: "edit-rename",
  unknown: "edit-unknown",
  refused: "edit-refused",
};

/**
 * The class that a finding is filed under: coarse, so that one root cause is one finding, and free of ids, sizes and
 * seeds, so that a fingerprint keeps holding.
 */
export function shapeOf(kinds: readonly EditKind[]): ShapeClass {
  const shapes = new Set(kinds.map((kind) => SHAPE[kind]));
  if (shapes.has("edit-refused")) return "edit-refused";
  if (shapes.has("edit-unknown")) return "edit-unknown";
  const [only, ...others] = shapes;
  return only === undefined || others.length > 0 ? "edit-mixed" : only;
}
