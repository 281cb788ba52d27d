import fc from "fast-check";
import { isObject } from "../scim/index.ts";
import type { Body, BodyShape, Part } from "./part.ts";
import { userToken } from "./tokens.ts";
import { edgesOf, type IsNamed, ordinaryValue, valuesOf } from "./values.ts";

/** The most entries of a list that are sent. */
const MAX_ENTRIES = 6;

/** What bodies are made with. */
export interface BodyOptions {
  /** True of attributes that a profile has a template for. */
  readonly isNamed: IsNamed;
  /** How many Users a Group may have as members. */
  readonly users: number;
}

/** Bodies that the schema allows: optional attributes there or not, lists of several entries, texts of every legal kind. */
export function validBodies(shape: BodyShape, options: BodyOptions): fc.Arbitrary<Body> {
  return record(sendable(shape, options), (part) => contentOf(part, options)).map((body) => body ?? {});
}

/** Bodies of which every attribute is there, and at an edge of what its schema allows: one for each edge. */
export function boundaryBodies(shape: BodyShape, options: BodyOptions): fc.Arbitrary<Body> {
  return fc.integer({ min: 0, max: boundaryCount(shape, options) - 1 }).map((at) => boundaryBody(shape, options, at));
}

/** How many bodies it takes until every edge has been sent once; 1 at least. */
export function boundaryCount(shape: BodyShape, options: BodyOptions): number {
  return Math.max(1, ...shape.parts.map((part) => edgeCount(part, options)));
}

/** One of {@link boundaryBodies}. */
export function boundaryBody(shape: BodyShape, options: BodyOptions, at: number): Body {
  return whole(sendable(shape, options), (part) => edgeContent(part, options, at));
}

/** A body with ordinary values of all attributes, or of the required ones alone. */
export function ordinaryBody(shape: BodyShape, options: BodyOptions, which: "all" | "required" = "all"): Body {
  const content = (part: Part): unknown => ordinaryContent(part, options, which);
  return whole(
    sendable(shape, options).filter(({ required }) => which === "all" || required),
    content,
  );
}

/** The ordinary content of one attribute. */
export function ordinaryContent(part: Part, options: BodyOptions, which: "all" | "required" = "all"): unknown {
  const one = (n: number): unknown =>
    part.kind === "complex"
      ? whole(
          part.parts.filter(({ required }) => which === "all" || required || !part.isExtension),
          (sub) =>
            sub.kind === "complex"
              ? ordinaryContent(sub, options, which)
              : single(sub, (each) => ordinaryValue(each, options.isNamed, n)),
          n > 1,
        )
      : ordinaryValue(part, options.isNamed, n);
  if (part.kind === "members") return options.users === 0 ? [] : [userToken(1)];
  return part.multiValued
    ? Array.from({ length: Math.max(1, part.limits.minItems ?? 1) }, (_, at) => one(at + 1))
    : one(1);
}

function single(part: Part, value: (part: Part) => unknown): unknown {
  const one = value(part);
  return part.multiValued && one !== undefined ? [one] : one;
}

/** What can be sent: members only where there are Users. */
function sendable({ parts }: BodyShape, { users }: BodyOptions): readonly Part[] {
  return parts.filter(({ kind, required }) => kind !== "members" || users > 0 || required);
}

/** An object of which the optional parts are there or not; undefined for one without any. */
function record(
  parts: readonly Part[],
  content: (part: Part) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Body | undefined> {
  const model = Object.fromEntries(parts.map((part) => [part.name, content(part)]));
  const requiredKeys = parts.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(model, { requiredKeys, noNullPrototype: true }).map((body) => {
    const entries = Object.entries(body).filter(([, value]) => value !== undefined);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  });
}

function whole(parts: readonly Part[], content: (part: Part) => unknown, isBeside = false): Body {
  return Object.fromEntries(
    parts.flatMap((part) => {
      // One entry of a list at most is the primary one (RFC 7643 section 2.4).
      if (isBeside && part.name === "primary") return [];
      const value = content(part);
      return value === undefined ? [] : [[part.name, value]];
    }),
  );
}

function contentOf(part: Part, options: BodyOptions): fc.Arbitrary<unknown> {
  if (part.kind === "members") {
    const users = fc.integer({ min: 1, max: Math.max(1, options.users) });
    return fc.uniqueArray(users, { maxLength: options.users, size: "max" }).map((all) => all.map(userToken));
  }
  const one =
    part.kind === "complex" ? record(part.parts, (sub) => contentOf(sub, options)) : valuesOf(part, options.isNamed);
  if (!part.multiValued) return one;
  const { minItems = 1, maxItems = MAX_ENTRIES } = part.limits;
  const least = Math.min(Math.max(1, minItems), MAX_ENTRIES);
  const most = Math.max(least, Math.min(maxItems, MAX_ENTRIES));
  return fc.array(one, { minLength: least, maxLength: most, size: "max" }).map((entries) => {
    const kept = tidy(entries);
    return kept.length === 0 ? undefined : kept;
  });
}

/** Entries that differ in what they are known by, of which one at most is the primary one. */
function tidy(entries: readonly unknown[]): readonly unknown[] {
  const seen = new Set<string>();
  const kept = entries.filter((entry) => {
    const key = entry === undefined ? undefined : keyOf(entry);
    if (key === undefined || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const first = kept.findIndex((entry) => isObject(entry) && entry["primary"] === true);
  return kept.map((entry, at) => {
    if (!isObject(entry) || entry["primary"] === undefined || at === first) return entry;
    const { primary, ...rest } = entry;
    // Where no entry is the primary one a server may choose one: that an entry is not it is said beside another alone.
    return primary === false && first >= 0 ? entry : rest;
  });
}

/** What an entry is known by; undefined for one that says nothing. */
function keyOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return JSON.stringify(entry).toLowerCase();
  const { type: _, primary: __, ...told } = entry;
  const known = "value" in told ? { value: told["value"] } : told;
  return Object.keys(known).length === 0 ? undefined : JSON.stringify(known).toLowerCase();
}

function edgeCount(part: Part, options: BodyOptions): number {
  if (part.kind === "complex") return Math.max(0, ...part.parts.map((sub) => edgeCount(sub, options)));
  return edgesOf(part, options.isNamed).length;
}

function edgeContent(part: Part, options: BodyOptions, at: number): unknown {
  if (part.kind === "members") {
    // All of them, and none.
    return at % 2 === 0 ? Array.from({ length: options.users }, (_, index) => userToken(index + 1)) : [];
  }
  const one = (n: number): unknown => {
    if (part.kind === "complex") return whole(part.parts, (sub) => edgeContent(sub, options, at), n > 1);
    const edges = edgesOf(part, options.isNamed);
    return edges.length === 0 ? ordinaryValue(part, options.isNamed, n) : edges[(at + n - 1) % edges.length];
  };
  if (!part.multiValued) return one(1);
  const { minItems = 1, maxItems = MAX_ENTRIES } = part.limits;
  const least = Math.min(Math.max(1, minItems), MAX_ENTRIES);
  const size = at % 2 === 0 ? Math.max(least, Math.min(maxItems, MAX_ENTRIES)) : least;
  return tidy(Array.from({ length: size }, (_, index) => (index === 0 ? one(1) : filler(part, options, index + 1))));
}

/** A further entry beside one at an edge: ordinary, and another than the rest. */
function filler(part: Part, options: BodyOptions, n: number): unknown {
  if (part.kind !== "complex") return ordinaryValue(part, options.isNamed, n);
  return whole(part.parts, (sub) => single(sub, (each) => ordinaryValue(each, options.isNamed, n)), true);
}
