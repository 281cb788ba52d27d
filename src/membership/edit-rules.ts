import { PUT_RULES, patchRules, type WriteRules } from "../scenarios/index.ts";
import type { GroupEdit, MemberOperation } from "./history.ts";

const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";

/** What an edit is held to. */
export interface EditRules {
  readonly rules: WriteRules;
  /** The requirement that the edit is about, beside those of its outcome. */
  readonly about?: string;
  /** What a wrong outcome breaks as well: the rule of each operation of a request of several. */
  readonly also: readonly string[];
}

/** The requirements that an edit rests on; `last` when it removes whoever is left. */
export function rulesOf(edit: GroupEdit, last: boolean): EditRules {
  if (edit.do === "put-back") return { rules: PUT_RULES, about: "RFC7644-3.5.1-ROUNDTRIP", also: [] };
  if (edit.do === "put" || edit.do === "put-invalid") return { rules: PUT_RULES, also: [] };
  const [only, ...others] = edit.operations;
  if (only === undefined || others.length > 0) {
    return {
      rules: patchRules("RFC7644-3.5.2-SEQUENTIAL"),
      also: [...new Set(edit.operations.flatMap((one) => (one.op === "add" ? [APPEND, ADDED] : [ruleOf(one)])))],
    };
  }
  const also = only.op === "remove" ? [FILTER] : only.op === "add" ? [ADDED] : [];
  return {
    rules: patchRules(last ? "RFC7644-3.5.2.2-FILTER-LAST" : ruleOf(only)),
    also,
    ...aboutOf(only),
  };
}

function ruleOf({ op }: MemberOperation): string {
  switch (op) {
    case "add":
      return APPEND;
    case "remove":
      return FILTER;
    case "replace":
      return "RFC7644-3.5.2.3-MULTI-ALL";
    case "remove-all":
      return "RFC7644-3.5.2.2-MULTI-ALL";
    case "rename":
    case "invalid":
      return SINGLE;
  }
}

function aboutOf({ op }: MemberOperation): { readonly about?: string } {
  return op === "add" ? { about: ADDED } : {};
}
