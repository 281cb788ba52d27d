import type { DocumentView } from "./document-view.ts";
import { circleFinder } from "./in-place.ts";
import { ASSERTIONS, MANY_IN_PLACE, ONE_IN_PLACE, ONE_SCHEMA, TYPES } from "./keywords.ts";
import { type Mark, marksOf } from "./marked.ts";
import { didYouMean } from "./nearest.ts";
import { below, isObject, list, lookup, members, pointerTokens } from "./pointer.ts";

/** Which way a body goes: readOnly binds no request, writeOnly must not come back. */
export type Direction = "request" | "response";

/** A schema of the document as one self-contained JSON Schema 2020-12. */
export interface Standalone {
  readonly schema: Readonly<Record<string, unknown>>;
  /** Where each part of it stands in the document. */
  readonly pointers: WeakMap<object, string>;
  /** Parts that stand for `nullable`: no fault of their own is reported for them. */
  readonly wrappers: WeakSet<object>;
}

type Out = Record<string, unknown>;

/** Schemas within schemas: with more, no validator can be compiled. */
const MAX_LEVELS = 400;

/**
 * Converts the schema at a pointer: references become `$defs`, OpenAPI 3.0's words become those of 2020-12, and the
 * direction decides over readOnly and writeOnly. Keywords that assert nothing are left out, so that `xml`, `example`
 * or `discriminator` can do no harm.
 *
 * @throws HarnessError `DOCUMENT_INVALID` at the keyword that is no JSON Schema.
 * @see OpenAPI 3.1 section 4.8.24
 */
export function standaloneOf(view: DocumentView, pointer: string, direction: Direction): Standalone {
  const mark: Mark = direction === "request" ? "readOnly" : "writeOnly";
  const pointers = new WeakMap<object, string>();
  const wrappers = new WeakSet<object>();
  const names = new Map<string, string>();
  const definitions: Out = {};
  const refuseCircle = circleFinder(view);
  const marks = marksOf(view, mark, refuseCircle);
  const pending: { readonly name: string; readonly at: string; readonly relevant: ReadonlySet<string> }[] = [];
  let levels = 0;

  const made = (at: string): Out => {
    const out: Out = {};
    pointers.set(out, at);
    return out;
  };

  /** The `$ref` for a schema elsewhere; the definition is made once, so that cycles end. */
  const definition = (at: string, exempt: ReadonlySet<string>): string => {
    const required = marks.required(at);
    const relevant = new Set([...exempt].filter((name) => required.has(name)).sort());
    const key = JSON.stringify([at, [...relevant]]);
    let name = names.get(key);
    if (name === undefined) {
      name = freeName(at, definitions);
      names.set(key, name);
      definitions[name] = true;
      pending.push({ name, at, relevant });
    }
    return `#/$defs/${name}`;
  };

  /** @param exempt properties that nothing on this value may require */
  const convert = (at: string, exempt: ReadonlySet<string>): Out => {
    levels += 1;
    if (levels > MAX_LEVELS) {
      throw view.invalid("schemas nest too deeply", at, "give those inside a name of their own under components");
    }
    const out = convertThis(at, exempt);
    levels -= 1;
    return out;
  };

  const convertThis = (at: string, exempt: ReadonlySet<string>): Out => {
    const raw = lookup(view.root, at);
    const out = made(at);
    if (raw === true) return out;
    if (raw === false) return Object.assign(out, { not: {} });
    if (!isObject(raw)) {
      throw view.invalid("a schema must be a mapping, true or false", at, "write for example: type: string");
    }
    refuseCircle(at);
    const free = new Set([...exempt, ...marks.names(at)]);
    if (raw["$ref"] !== undefined) {
      if (typeof raw["$ref"] !== "string") {
        throw view.invalid("a $ref must be a text", below(at, "$ref"), "write $ref: '#/components/schemas/Name'");
      }
      out["$ref"] = definition(view.target(raw["$ref"], at), free);
      // OpenAPI 3.0: what stands beside a reference is ignored.
      if (view.is30) return nullable(raw, out, at);
    }
    assertions(raw, out, at, free);
    // Only as a list: the validator walks into anything else under a keyword as if it were a schema.
    const examples = [...list(raw, "examples"), raw["example"]].filter((example) => example !== undefined);
    if (examples.length > 0) out["examples"] = examples;
    applicators(raw, out, at, free);
    return nullable(raw, out, at);
  };

  const assertions = (raw: Readonly<Out>, out: Out, at: string, free: ReadonlySet<string>): void => {
    for (const [keyword, rule] of ASSERTIONS) {
      if (!Object.hasOwn(raw, keyword)) continue;
      const value = raw[keyword];
      if (keyword.startsWith("exclusive") && typeof value === "boolean") continue;
      const wanted = rule(value);
      if (wanted !== undefined) {
        const meant = typeof value === "string" && keyword === "type" ? didYouMean(value, TYPES) : "";
        throw view.invalid(
          `the schema keyword ${keyword} has the value ${JSON.stringify(value).slice(0, 80)}; it takes ${wanted}.${meant}`,
          below(at, keyword),
          "correct it, or repair the document with an Overlay (--overlay FILE)",
        );
      }
      out[keyword] = value;
    }
    // OpenAPI 3.0: exclusiveMinimum: true makes minimum itself exclusive.
    for (const [flag, limit] of [
      ["exclusiveMinimum", "minimum"],
      ["exclusiveMaximum", "maximum"],
    ] as const) {
      if (raw[flag] === true && typeof raw[limit] === "number") {
        out[flag] = raw[limit];
        delete out[limit];
      }
    }
    if (Array.isArray(out["required"])) {
      const left = new Set((out["required"] as string[]).filter((name) => !free.has(name)));
      if (left.size === 0) delete out["required"];
      else out["required"] = [...left];
    }
  };

  const applicators = (raw: Readonly<Out>, out: Out, at: string, free: ReadonlySet<string>): void => {
    const none: ReadonlySet<string> = new Set();
    for (const keyword of ["properties", "patternProperties", "dependentSchemas"]) {
      if (!Object.hasOwn(raw, keyword)) continue;
      if (!isObject(raw[keyword])) {
        throw view.invalid(`${keyword} must be a mapping of schemas`, below(at, keyword), "write name: { schema }");
      }
      const entries = members(raw, keyword).map(([name]) => {
        const inside = below(at, keyword, name);
        const found = keyword === "properties" ? marks.at(inside) : undefined;
        if (found === undefined) return [name, convert(inside, keyword === "dependentSchemas" ? free : none)] as const;
        return [name, Object.assign(made(found), { [mark]: true })] as const;
      });
      out[keyword] = Object.fromEntries(entries);
    }
    for (const keyword of ["items", "prefixItems", ...MANY_IN_PLACE]) {
      const value = raw[keyword];
      if (value === undefined) continue;
      const inPlace = keyword !== "items" && keyword !== "prefixItems";
      if (Array.isArray(value)) {
        const converted = value.map((_, index) => convert(below(at, keyword, index), inPlace ? free : none));
        // A list under items is what older drafts had for prefixItems.
        if (converted.length > 0) out[keyword === "items" ? "prefixItems" : keyword] = converted;
      } else if (keyword === "items") out[keyword] = convert(below(at, keyword), none);
      else throw view.invalid(`${keyword} must be a list of schemas`, below(at, keyword), "write a list: - { schema }");
    }
    for (const keyword of ONE_SCHEMA) {
      // A plain false is kept: its violations name the property that is too much.
      if (raw[keyword] !== undefined) out[keyword] = raw[keyword] === false ? false : convert(below(at, keyword), none);
    }
    for (const keyword of ONE_IN_PLACE) {
      if (raw[keyword] !== undefined) out[keyword] = convert(below(at, keyword), free);
    }
  };

  /** `nullable`: kept in 3.1 too, where authors go on writing it; a null it announces is never held against a server. */
  const nullable = (raw: Readonly<Out>, out: Out, at: string): Out => {
    if (raw["nullable"] !== true) return out;
    const type = out["type"];
    if (typeof type === "string" && out["allOf"] === undefined && out["$ref"] === undefined) {
      out["type"] = [type, "null"];
      if (Array.isArray(out["enum"])) out["enum"] = [...out["enum"], null];
      return out;
    }
    if (Object.keys(out).every((keyword) => keyword === "examples")) return out;
    const wrapper = Object.assign(made(at), { if: { type: "null" }, else: out });
    wrappers.add(wrapper);
    return wrapper;
  };

  const root = convert(pointer, new Set());
  // One after the other, not each within the one that refers to it: chains of references may be long.
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    definitions[next.name] = convert(next.at, next.relevant);
  }
  return { schema: Object.assign(root, { $defs: definitions }), pointers, wrappers };
}

function freeName(pointer: string, taken: Readonly<Out>): string {
  const base = (pointerTokens(pointer).at(-1) ?? "root").replaceAll(/[^A-Za-z0-9_.-]/g, "_") || "schema";
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}.${n}`;
    if (!Object.hasOwn(taken, name)) return name;
  }
}
