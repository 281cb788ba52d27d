import { HarnessError, type Place } from "../result/index.ts";
import { didYouMean } from "./nearest.ts";
import { below, child, isObject, lookup, pointerTokens } from "./pointer.ts";
import { addressAt, leadOf, OutsideReference } from "./references.ts";
import type { Source } from "./source.ts";

/** Something in a document, with where it stands. */
export interface Located {
  readonly value: unknown;
  readonly pointer: string;
}

/** A document after its overlay: looked into by pointer, references followed. */
export interface DocumentView {
  readonly root: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** True for OpenAPI 3.0, whose schemas are not JSON Schema 2020-12. */
  readonly is30: boolean;
  readonly placeOf: (pointer: string) => Place;
  /** Follows `$ref` from a place where the specification allows a reference; anything else comes back as it is. */
  readonly follow: (pointer: string) => Located;
  /** The pointer that a `$ref` text names. */
  readonly target: (ref: string, from: string) => string;
  /** The error to throw for something wrong at a pointer. */
  readonly invalid: (message: string, pointer: string, remedy: string) => HarnessError;
}

/** Makes a {@link DocumentView} of a source whose value is final. */
export function viewOf(source: Source, is30: boolean): DocumentView {
  const root = source.value;
  const invalid = (message: string, pointer: string, remedy: string): HarnessError =>
    new HarnessError("DOCUMENT_INVALID", message, { place: source.placeOf(pointer), remedy });

  const target = (ref: string, from: string): string => {
    const lead = leadOf(source, ref, from);
    if (lead.pointer === undefined) {
      throw new OutsideReference(ref, lead.url, addressAt(source, from), source.placeOf(below(from, "$ref")));
    }
    const { pointer } = lead;
    if (pointer !== "" && !pointer.startsWith("/")) {
      throw invalid(
        `the reference ${JSON.stringify(ref)} names an anchor that is not there`,
        below(from, "$ref"),
        "give the schema that is meant this $anchor (OpenAPI 3.1), or write a path from the root: #/components/schemas/Name",
      );
    }
    const missing = firstMissing(root, pointer);
    if (missing !== undefined) {
      throw invalid(
        `the reference ${JSON.stringify(ref)} leads nowhere: there is no ${JSON.stringify(missing.token)} in ${missing.parent || "the document"}.`.concat(
          didYouMean(missing.token, missing.names),
        ),
        below(from, "$ref"),
        "correct the reference, or add what it names with an Overlay (--overlay FILE)",
      );
    }
    return pointer;
  };

  const follow = (pointer: string): Located => {
    const seen = new Set<string>();
    let at = pointer;
    for (;;) {
      const value = lookup(root, at);
      const ref = isObject(value) && Object.hasOwn(value, "$ref") ? value["$ref"] : undefined;
      if (typeof ref !== "string") return { value, pointer: at };
      if (seen.has(at)) {
        throw invalid(
          "references lead round in a circle",
          below(pointer, "$ref"),
          "let one of them name the thing itself",
        );
      }
      seen.add(at);
      at = target(ref, at);
    }
  };

  return { root, file: source.file, is30, placeOf: source.placeOf, follow, target, invalid };
}

function firstMissing(
  root: unknown,
  pointer: string,
): { readonly token: string; readonly parent: string; readonly names: readonly string[] } | undefined {
  let at = root;
  let parent = "";
  for (const token of pointerTokens(pointer)) {
    const next = child(at, token);
    if (next === undefined) return { token, parent, names: isObject(at) ? Object.keys(at) : [] };
    parent = below(parent, token);
    at = next;
  }
  return undefined;
}
