/** The comparisons of RFC 7644 section 3.4.2.2, Table 3; `pr` stands apart because it takes no value. */
export const COMPARE_OPS = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;

/** One of {@link COMPARE_OPS}. */
export type CompareOp = (typeof COMPARE_OPS)[number];

/** A literal of a filter: what JSON calls a string, number, boolean or null. */
export type CompValue = string | number | boolean | null;

/** `attrPath` of RFC 7644 section 3.4.2.2, names spelled as they were sent. */
export interface AttrPath {
  /** The schema URI before the last colon, where one was given. */
  readonly uri?: string;
  readonly name: string;
  readonly subAttr?: string;
}

/** `valFilter` of RFC 7644 section 3.4.2.2. `a and b and c` is one node of three; a nested node was in parentheses. */
export type ValFilter =
  | { readonly kind: "pr"; readonly attrPath: AttrPath }
  | {
      readonly kind: "compare";
      readonly attrPath: AttrPath;
      readonly compareOp: CompareOp;
      readonly compValue: CompValue;
    }
  | { readonly kind: "and" | "or"; readonly filters: readonly ValFilter[] }
  | { readonly kind: "not"; readonly filter: ValFilter };

/** A path of a PATCH operation, as RFC 7644 section 3.5.2, Figure 7 has it. */
export type ParsedPath = {
  /** False when it was understood, but its spaces or literals depart from the grammar: a server may refuse it. */
  readonly strict: boolean;
} & (
  | { readonly kind: "attrPath"; readonly attrPath: AttrPath }
  | {
      readonly kind: "valuePath";
      readonly attrPath: AttrPath;
      readonly filter: ValFilter;
      /** The sub-attribute behind the bracket. */
      readonly subAttr?: string;
    }
);

/** Why a text is no path or filter. */
export interface PathError {
  readonly kind: "error";
  /** The keyword of RFC 7644 section 3.12, Table 9. */
  readonly scimType: "invalidPath" | "invalidFilter";
  /** Where reading stopped, in UTF-16 code units from the start. */
  readonly at: number;
  readonly message: string;
  /** True when the text counts array elements, which SCIM does not know (RFC 7644 section 3.5.2). */
  readonly noIndexing?: true;
}
