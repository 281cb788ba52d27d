import type { Contract, Operation, Source } from "../document/index.ts";
import type { Place } from "../result/index.ts";
import { isObject } from "../scim/index.ts";
import { lookup } from "./pointer.ts";

/** A document as rules see it: as it stands after its overlay, and what the contract has made of it. */
export interface AuditDocument {
  readonly root: Readonly<Record<string, unknown>>;
  readonly contract: Contract;
  readonly placeOf: (pointer: string) => Place;
}

/** Something in a document, with where it stands. */
export interface Located {
  readonly value: unknown;
  readonly pointer: string;
}

/** Makes an {@link AuditDocument}; `root` is the source's value, or what an overlay has made of it. */
export function documentOf(source: Source, contract: Contract, root: Readonly<Record<string, unknown>>): AuditDocument {
  return { root, contract, placeOf: source.placeOf };
}

/**
 * Follows `$ref` to what it names. A property that is itself called `$ref`, as SCIM has one, is no reference; nor is
 * one that leads out of the document, or nowhere.
 */
export function follow({ root }: AuditDocument, pointer: string): Located {
  const seen = new Set<string>();
  let at = pointer;
  while (!seen.has(at)) {
    seen.add(at);
    const value = lookup(root, at);
    const ref = isObject(value) && Object.hasOwn(value, "$ref") ? value["$ref"] : undefined;
    const target = typeof ref === "string" ? targetOf(ref) : undefined;
    if (target === undefined || lookup(root, target) === undefined) return { value, pointer: at };
    at = target;
  }
  return { value: undefined, pointer };
}

/** The pointer that a reference names within its own document, or undefined. */
export function targetOf(ref: string): string | undefined {
  if (!/^#(?:\/|$)/u.test(ref)) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    // Not percent-encoded after all: a lone % is taken as written.
    return ref.slice(1);
  }
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
