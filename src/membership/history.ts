import type { PatchValueShape } from "../document/index.ts";

/** A user of a history: `u1`, `u2`, …; `x1` is an id that names nobody. Bound to real ids when the history runs. */
export type UserSymbol = string;

/** A Group of a history: `g1`, `g2`. */
export type GroupSymbol = string;

/** How one entry of `members` is written: bare, with `display`, with `type`, or with a reference. */
export type EntryShape = "plain" | "display" | "type" | "ref";

/** How the value of an operation is written: in one of the profile's shapes, or as an object without a path. */
export type ValueShape = PatchValueShape | "no-path";

/** One operation of a PATCH, as an edit of members or name. */
export type MemberOperation =
  | {
      readonly op: "add" | "replace";
      readonly users: readonly UserSymbol[];
      readonly entry?: EntryShape;
      /** Where a server takes several; the first accepted one by default. */
      readonly value?: ValueShape;
    }
  | { readonly op: "remove"; readonly users: readonly UserSymbol[]; readonly compound?: boolean }
  | { readonly op: "remove-all" }
  | { readonly op: "rename"; readonly name: string }
  | { readonly op: "invalid" };

/** One request of a history. */
export type GroupEdit =
  | { readonly do: "patch"; readonly group: GroupSymbol; readonly operations: readonly MemberOperation[] }
  | {
      readonly do: "put";
      readonly group: GroupSymbol;
      readonly users: readonly UserSymbol[];
      readonly name?: string;
      readonly entry?: EntryShape;
    }
  /** PUT of exactly what GET shows. */
  | { readonly do: "put-back"; readonly group: GroupSymbol }
  /** A PUT whose name is no text: to be refused, or taken without it. */
  | { readonly do: "put-invalid"; readonly group: GroupSymbol; readonly users: readonly UserSymbol[] };

/** The name that a Group was made with; others are `n1`, `n2`, … */
export const FIRST_NAME = "n0";

/** A history of edits on Groups, plain JSON: what is generated, shrunk, stored and run again. */
export interface GroupHistory {
  readonly kind: "group";
  /** Who is a member of each Group to begin with. */
  readonly start: Readonly<Record<GroupSymbol, readonly UserSymbol[]>>;
  readonly edits: readonly GroupEdit[];
  /** Edits follow each other at once; only the last is followed by a look. */
  readonly burst?: boolean;
  /** After the last edit every Group is looked at several times more: what was acknowledged must stay. */
  readonly reread?: boolean;
}

/** True for the symbol of an id that names nobody. */
export function isNobody(user: UserSymbol): boolean {
  return user.startsWith("x");
}

/** Every user that a history names, in the order of their numbers. */
export function usersIn(history: GroupHistory): readonly UserSymbol[] {
  const named = [...Object.values(history.start).flat(), ...history.edits.flatMap((edit) => usersOfEdit(edit))];
  return [...new Set(named)].sort((left, right) => numberOf(left) - numberOf(right));
}

/** The users that one edit names, repetitions included. */
export function usersOfEdit(edit: GroupEdit): readonly UserSymbol[] {
  if (edit.do === "put" || edit.do === "put-invalid") return edit.users;
  if (edit.do === "put-back") return [];
  return edit.operations.flatMap((operation) => ("users" in operation ? operation.users : []));
}

/** The number in a symbol. */
export function numberOf(symbol: string): number {
  return Number(symbol.slice(1));
}
