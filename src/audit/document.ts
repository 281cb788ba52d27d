import { type Contract, leadOf, type Operation, type Source } from "../document/index.ts";
import type { Place } from "../result/index.ts";
import { isObject } from "../scim/index.ts";
import { lookup } from "./pointer.ts";

/** A document as rules see it: as it stands after its overlay, and what the contract has made of it. */
export interface AuditDocument {
  readonly root: Readonly<Record<string, unknown>>;
  readonly contract: Contract;
  readonly placeOf: (pointer: string) => Place;
  /** The pointer that a `$ref` names which stands at a pointer; undefined where it leads out of what was read. */
  readonly target: (ref: string, from: string) => string | undefined;
}

/** Something in a document, with where it stands. */
export interface Located {
  readonly value: unknown;
  readonly pointer: string;
}

/** Makes an {@link AuditDocument} of a document as it stands after its overlay. */
export function documentOf(source: Source, contract: Contract): AuditDocument {
  const target = (ref: string, from: string): string | undefined => {
    const { pointer } = leadOf(source, ref, from);
    // Anything else is an anchor.
    return pointer === undefined || (pointer !== "" && !pointer.startsWith("/")) ? undefined : pointer;
  };
  return { root: source.value, contract, placeOf: source.placeOf, target };
}

/**
 * Follows `$ref` to what it names. A property that is itself called `$ref`, as SCIM has one, is no reference; nor is
 * one that leads out of the document, or nowhere.
 */
export function follow({ root, target: targetOf }: AuditDocument, pointer: string): Located {
  const seen = new Set<string>();
  let at = pointer;
  while (!seen.has(at)) {
    seen.add(at);
    const value = lookup(root, at);
    const ref = isObject(value) && Object.hasOwn(value, "$ref") ? value["$ref"] : undefined;
    const target = typeof ref === "string" ? targetOf(ref, at) : undefined;
    if (target === undefined || lookup(root, target) === undefined) return { value, pointer: at };
    at = target;
  }
  return { value: undefined, pointer };
}

/** Whether an operation declares a status: itself, by its class such as `4XX`, or by `default`. */
export function declares(operation: Operation, status: number): boolean {
  const words = new Set([String(status), `${Math.floor(status / 100)}XX`, "default"]);
  return operation.responses.some((response) => words.has(response.status));
}

/** Pointer to an operation's responses, or to the operation where it has none. */
export function responsesAt(document: AuditDocument, { pointer }: Operation): string {
  const at = follow(document, pointer).pointer;
  return lookup(document.root, `${at}/responses`) === undefined ? at : `${at}/responses`;
}
