import { JSONPathError, type JSONValue, jsonpath } from "json-p3";
import { HarnessError, type Place } from "../result/index.ts";
import { checkFile } from "./check-file.ts";
import { Origins } from "./origins.ts";
import { OVERLAY_SCHEMA } from "./overlay-schema.ts";
import { below, isObject, list, own, text } from "./pointer.ts";
import type { Source } from "./source.ts";
import { withinTime } from "./within-time.ts";

/** How long a target may take: a pattern in it can run for ever, a query of a very large document takes its time. */
const PATTERN_MS = 500;
const QUERY_MS = 10_000;

type Location = readonly (string | number)[];

/** A document after its overlay. */
export type Repaired = Pick<Source, "value" | "placeOf">;

/**
 * The document with an overlay's actions applied in order; neither input is changed. What the overlay brought in has
 * its place there. Objects are merged deeply, lists inside them are joined (as Overlay 1.1 makes explicit), other
 * values replaced.
 *
 * @throws HarnessError `OVERLAY_INVALID`, at the action's place, for an overlay that is not one, a target that is no
 * JSONPath, matches nothing, or cannot take the update.
 * @see OpenAPI Overlay 1.0 section 4.4.3
 */
export function repair(document: Pick<Source, "value" | "placeOf">, overlay: Source): Repaired {
  checkFile(overlay, OVERLAY_SCHEMA, "OVERLAY_INVALID");
  const root = structuredClone(document.value);
  const origins = new Origins();
  list(overlay.value, "actions").forEach((action, index) => {
    const pointer = below("/actions", index);
    const target = text(action, "target") ?? "";
    const locations = locate(root, target, overlay, pointer);
    const update = own(action, "update");
    if (own(action, "remove") === true) {
      // From the end, so that the places of list items still to be removed stay right.
      for (const location of locations.toReversed()) remove(root, location, overlay, pointer, origins);
    } else if (update === undefined) {
      throw invalid(overlay, pointer, "the action does nothing: it has neither update nor remove: true", "add one");
    } else {
      for (const location of locations) apply(root, location, update, overlay, pointer, origins);
    }
  });
  const placeOf = (pointer: string): Place => {
    const origin = origins.of(root, pointer);
    return origin === undefined ? document.placeOf(pointer) : overlay.placeOf(origin);
  };
  return { value: root, placeOf };
}

function locate(root: unknown, target: string, overlay: Source, pointer: string): readonly Location[] {
  const at = below(pointer, "target");
  let found: readonly Location[];
  try {
    const asked = withinTime(/\b(?:match|search)\s*\(/u.test(target) ? PATTERN_MS : QUERY_MS, () =>
      jsonpath.query(target, root as JSONValue).locations(),
    );
    if (asked === undefined) throw new Error("it takes too long to be found out");
    found = asked.value;
  } catch (cause) {
    const reason = cause instanceof JSONPathError || cause instanceof Error ? cause.message : String(cause);
    throw invalid(
      overlay,
      at,
      `the target ${JSON.stringify(target)} cannot be used as a JSONPath (RFC 9535): ${reason}`,
      "write for example: $.paths['/scim/v2/Groups'].patch",
    );
  }
  if (found.length > 0) return found;
  throw invalid(
    overlay,
    at,
    `the target ${JSON.stringify(target)} matches nothing in the document`,
    "correct the target, or remove the action if the document no longer needs it",
  );
}

/** What holds a place; undefined where it went with an ancestor that an action removed. */
function parentOf(root: unknown, location: Location): unknown {
  let at: unknown = root;
  for (const step of location.slice(0, -1)) at = (at as Record<string | number, unknown> | undefined)?.[step];
  return at;
}

function remove(root: unknown, location: Location, overlay: Source, pointer: string, origins: Origins): void {
  const parent = parentOf(root, location);
  const last = location.at(-1);
  if (last === undefined) throw invalid(overlay, pointer, "the whole document cannot be removed", "name a part of it");
  if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
    origins.removed(parent, Number(last));
  }
  // Already gone with an ancestor that matched too: nothing is left to do.
  else if (isObject(parent)) delete (parent as Record<string, unknown>)[String(last)];
}

function apply(
  root: unknown,
  location: Location,
  update: unknown,
  overlay: Source,
  pointer: string,
  origins: Origins,
): void {
  const last = location.at(-1);
  const target = last === undefined ? root : (parentOf(root, location) as Record<string | number, unknown>)[last];
  const at = below(pointer, "update");
  if (Array.isArray(target)) {
    origins.record(target, target.length, at);
    target.push(structuredClone(update));
  } else if (isObject(target)) {
    if (!isObject(update)) throw invalid(overlay, at, "the target is a mapping, the update is not", "write key: value");
    merge(target, update, at, origins);
  } else {
    throw invalid(
      overlay,
      at,
      "the target is neither a mapping nor a list, so nothing can be merged into it",
      "target the mapping that holds it, and name the key in update",
    );
  }
}

function merge(
  into: Record<string, unknown>,
  from: Readonly<Record<string, unknown>>,
  at: string,
  origins: Origins,
): void {
  for (const [key, value] of Object.entries(from)) {
    const present = own(into, key);
    if (isObject(present) && isObject(value)) merge(present, value, below(at, key), origins);
    else if (Array.isArray(present) && Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        origins.record(present, present.length, below(at, key, index));
        present.push(structuredClone(item));
      });
    } else {
      origins.record(into, key, below(at, key));
      // Not by assignment: a key __proto__ is a property like any other.
      const copy = { value: structuredClone(value), configurable: true, enumerable: true, writable: true };
      Object.defineProperty(into, key, copy);
    }
  }
}

function invalid(overlay: Source, pointer: string, message: string, remedy: string): HarnessError {
  return new HarnessError("OVERLAY_INVALID", message, { place: overlay.placeOf(pointer), remedy });
}
