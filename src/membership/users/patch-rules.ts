import { USER_SCHEMA } from "../../scim/index.ts";
import type { PathForm, UserOperation } from "./history.ts";

/** The requirement that an operation rests on (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
export function ruleOf(operation: UserOperation): string {
  switch (operation.op) {
    case "invalid":
      return "RFC7644-3.5.2-OP-KNOWN";
    case "remove":
      if (operation.where !== undefined) return "RFC7644-3.5.2.2-FILTER-SUBATTR";
      return isOfList(operation) ? "RFC7644-3.5.2.2-MULTI-ALL" : "RFC7644-3.5.2.2-SINGLE";
    case "add":
      if ("entries" in operation) {
        return setsPrimary(operation) ? "RFC7644-3.5.2-PRIMARY-RESET" : "RFC7644-3.5.2.1-MULTI-APPEND";
      }
      return "whole" in operation ? "RFC7644-3.5.2.1-COMPLEX" : "RFC7644-3.5.2.1-SINGLE-REPLACES";
    case "replace":
      return ruleOfReplace(operation);
  }
}

type Write = Exclude<UserOperation, { readonly op: "remove" } | { readonly op: "invalid" }>;

function ruleOfReplace(operation: Write): string {
  if ("entries" in operation) return "RFC7644-3.5.2.3-MULTI-ALL";
  if ("part" in operation) {
    return operation.part === "primary" ? "RFC7644-3.5.2-PRIMARY-RESET" : "RFC7644-3.5.2.3-VALUEPATH-SUBATTR";
  }
  if ("entry" in operation) return "RFC7644-3.5.2.3-VALUEPATH-ALL";
  return "whole" in operation ? "RFC7644-3.5.2.3-COMPLEX-MERGE" : "RFC7644-3.5.2.3-SINGLE";
}

/** The rule that a way of writing paths rests on; undefined for bare ones. */
export function ruleOfForm(form: PathForm | undefined, operations: readonly UserOperation[]): string | undefined {
  switch (form) {
    case "urn":
      return "RFC7644-3.10-URN-PATH";
    case "case":
      return "RFC7644-3.10-NAME-CASE";
    case "no-path": {
      const without = operations.find((operation) => "entries" in operation || "to" in operation);
      return without?.op === "add" ? "RFC7644-3.5.2.1-NO-PATH" : "RFC7644-3.5.2.3-NO-PATH";
    }
    case undefined:
      return undefined;
  }
}

function isOfList({ path }: { readonly path: string }): boolean {
  return USER_SCHEMA.attributes.some(({ name, multiValued }) => multiValued && name === path);
}

function setsPrimary(operation: Write): boolean {
  return "entries" in operation && operation.entries.some(({ primary }) => primary === true);
}
