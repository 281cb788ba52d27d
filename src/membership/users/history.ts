/** A User of a history: `a`, and `b` where there are two. Made anew for every run of it. */
export type UserSymbol = "a" | "b";

/**
 * A value of an attribute: `v1` … `v4`, bound to real values when the history runs. `v0` is what the User is made with,
 * `x1` in a filter is a value that nothing has.
 */
export type ValueSymbol = string;

/** One entry of a multi-valued attribute, told by its value, its type and whether it is said to be the primary one. */
export interface Entry {
  readonly value: ValueSymbol;
  readonly type?: string;
  readonly primary?: boolean;
}

/** A single value: a symbol, or `active` itself. */
export type Single = ValueSymbol | boolean;

/** What a PUT sends of one attribute. */
export type Content = readonly Entry[] | Single;

/** Which entries a filter selects. */
export type Where = { readonly type: string } | { readonly value: ValueSymbol };

/** A part of an entry that a path may name behind its filter. */
export type Part = "value" | "type" | "primary";

/** One operation of a PATCH of a User. Paths are those of RFC 7643: `emails`, `title`, `name.givenName`. */
export type UserOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly entries: readonly Entry[] }
  | {
      readonly op: "add" | "replace";
      readonly path: string;
      readonly to: Single;
      /** The complex attribute is written with this one sub-attribute, in place of the sub-attribute itself. */
      readonly whole?: true;
    }
  | { readonly op: "replace"; readonly path: string; readonly where: Where; readonly entry: Entry }
  | {
      readonly op: "replace";
      readonly path: string;
      readonly where: Where;
      readonly part: Part;
      readonly to: Single;
    }
  | { readonly op: "remove"; readonly path: string; readonly where?: Where }
  | { readonly op: "invalid" };

/** How a PATCH writes its paths: bare, in the value, after the schema's URN, or in another case. */
export type PathForm = "no-path" | "urn" | "case";

/** One request of a history. */
export type UserEdit =
  | {
      readonly do: "put";
      readonly user: UserSymbol;
      /** What is sent of the attributes in play; those in play and not in here are left out of the body. */
      readonly set: Readonly<Record<string, Content>>;
    }
  | {
      readonly do: "patch";
      readonly user: UserSymbol;
      readonly form?: PathForm;
      readonly operations: readonly UserOperation[];
    };

/** A history of edits on Users, plain JSON: what is generated, shrunk, stored and run again. */
export interface UserHistory {
  readonly kind: "user";
  readonly users: readonly UserSymbol[];
  readonly edits: readonly UserEdit[];
}

/** The attributes that a history writes, in the order in which they come up. */
export function pathsIn({ edits }: UserHistory): readonly string[] {
  return [...new Set(edits.flatMap(pathsOfEdit))];
}

/** The attributes that one edit names. */
export function pathsOfEdit(edit: UserEdit): readonly string[] {
  if (edit.do === "put") return Object.keys(edit.set);
  return edit.operations.flatMap((operation) => (operation.op === "invalid" ? [] : [operation.path]));
}

/** True for the content of a multi-valued attribute. */
export function isList(content: Content | undefined): content is readonly Entry[] {
  return Array.isArray(content);
}
