import { isObject } from "../scim/index.ts";
import { attributesIn, isNeeded, withContents } from "./attributes.ts";
import type { Body, BodyShape, Part } from "./part.ts";
import { tokenOf } from "./tokens.ts";

/**
 * Bodies that are one thing smaller than the given one, the boldest first: half of the attributes left out, an attribute, an
 * entry of a list, a part of an entry, half of a text, a sign. What a body may not be without stays.
 */
export function* smallerBodies(body: Body, shape: BodyShape): Generator<Body> {
  const attributes = attributesIn(body, shape);
  const free = attributes.filter((one) => !isNeeded(one, shape)).map(({ path }) => path);
  const without = (paths: readonly string[]): Body =>
    withContents(body, shape, ({ path, value }) => (paths.includes(path) ? undefined : value));
  if (free.length > 3) {
    const half = Math.ceil(free.length / 2);
    yield without(free.slice(half));
    yield without(free.slice(0, half));
  }
  for (const path of free.toReversed()) yield without([path]);
  for (const { path, part, value } of attributes) {
    for (const smaller of smallerContents(value, part)) {
      yield withContents(body, shape, (one) => (one.path === path ? smaller : one.value));
    }
  }
}

function* smallerContents(value: unknown, part: Part): Generator {
  if (!Array.isArray(value)) {
    yield* smallerValues(value, part);
    return;
  }
  const entries: readonly unknown[] = value;
  const least = Math.max(1, part.limits.minItems ?? 1);
  if (part.kind === "members" && entries.length > 0) yield [];
  if (entries.length > 3 && entries.length / 2 >= least) {
    const half = Math.ceil(entries.length / 2);
    yield entries.slice(0, half);
    yield entries.slice(half);
  }
  if (entries.length > least) {
    for (let at = entries.length - 1; at >= 0; at -= 1) yield entries.toSpliced(at, 1);
  }
  for (const [at, entry] of entries.entries()) {
    for (const smaller of smallerValues(entry, part)) yield entries.with(at, smaller);
  }
}

function* smallerValues(value: unknown, { parts, limits, pattern, format, choices }: Part): Generator {
  if (isObject(value)) {
    for (const name of Object.keys(value).toReversed()) {
      const isFree = parts.some((one) => one.name === name && !one.required) && name !== "value";
      if (isFree && Object.keys(value).length > 1) {
        yield Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
      }
    }
    for (const [name, inner] of Object.entries(value)) {
      const part = parts.find((one) => one.name === name);
      if (part === undefined) continue;
      for (const smaller of smallerContents(inner, part)) yield { ...value, [name]: smaller };
    }
    return;
  }
  if (typeof value !== "string" || tokenOf(value) !== undefined || value.includes("{unique}")) return;
  if (pattern !== undefined || format !== undefined || choices !== undefined) return;
  yield* smallerTexts(value, Math.max(1, limits.minLength ?? 1));
}

/** Halves first, then a sign less; only of texts that are odd or long: an ordinary word is small enough. */
function* smallerTexts(text: string, least: number): Generator<string> {
  const letters = Array.from(text);
  if (letters.length <= Math.max(least, 2)) return;
  // What has a form is not cut: half a date is none.
  if (/^[\w+./:@-]+$/u.test(text) && letters.length < 24) return;
  const half = Math.ceil(letters.length / 2);
  for (const part of [letters.slice(0, half), letters.slice(half)]) {
    const cut = part.join("").trim();
    if (Array.from(cut).length >= least && cut !== "") yield cut;
  }
  for (const at of letters.keys()) {
    const cut = letters.toSpliced(at, 1).join("").trim();
    if (Array.from(cut).length >= least && cut !== "" && cut !== text) yield cut;
  }
}
