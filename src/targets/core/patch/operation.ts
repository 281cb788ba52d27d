import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { invalidValue, ScimError } from "../scim-error.ts";
import { PATCH_URN } from "../urns.ts";

/** One operation of a PATCH (RFC 7644 section 3.5.2). */
export interface Operation {
  readonly op: "add" | "remove" | "replace";
  readonly path: string | undefined;
  readonly value: Json | undefined;
}

/** The entries of `Operations`, not looked into yet. */
export function operationsIn(body: JsonObject): JsonObject[] {
  const operations = property(body, "Operations");
  if (!Array.isArray(operations) || operations.length === 0) {
    throw invalidValue("Operations must be an array with one or more entries.");
  }
  return operations.map((entry, index) => {
    if (!isJsonObject(entry)) throw invalidValue(`Operations[${index}] must be an object.`);
    return entry;
  });
}

/** Demands the URN of a PATCH request in `schemas`. */
export function requirePatchUrn(schemas: Json | undefined): void {
  const sent = Array.isArray(schemas) ? schemas : [];
  if (sent.some((urn) => typeof urn === "string" && urn.toLowerCase() === PATCH_URN.toLowerCase())) return;
  throw invalidValue(`schemas must contain ${PATCH_URN}.`);
}

/** Reads one operation; `op` is compared with case only where that is asked for. */
export function readOperation(entry: JsonObject, { opExact = false }: { readonly opExact?: boolean } = {}): Operation {
  const sent = property(entry, "op");
  const op = typeof sent === "string" && !opExact ? sent.toLowerCase() : sent;
  if (op !== "add" && op !== "remove" && op !== "replace") {
    throw new ScimError(400, "op must be add, remove or replace.", { scimType: "invalidSyntax" });
  }
  const path = property(entry, "path");
  if (path !== undefined && path !== null && typeof path !== "string") throw invalidValue("path must be a string.");
  return { op, path: path ?? undefined, value: property(entry, "value") };
}

/** A property under any case of its name (RFC 7643 section 2.1). */
export function property(object: JsonObject, name: string): Json | undefined {
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}
