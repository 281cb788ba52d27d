import { below, pointerTokens } from "./pointer.ts";

/** A JSON text as a value, with the offset of everything in it. */
export interface ParsedJson {
  readonly value: unknown;
  /** Offset, in UTF-16 units, of the key or item that a pointer names, or of its nearest ancestor. */
  readonly offsetOf: (pointer: string) => number;
}

const MAX_DEPTH = 200;

// UTF-16 units of " , : { } [ ]
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * Reads strict JSON with the engine's own reader, which large documents need: a YAML reader takes a hundred times as long.
 *
 * @returns undefined for anything out of the ordinary: no JSON, a key that stands twice, deep nesting. The YAML reader
 * then reads the text, or says what is wrong with it and where.
 */
export function parseJson(text: string): ParsedJson | undefined {
  const keys = keysIn(text);
  if (keys === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // The engine keeps the last of two equal keys: then the text has more of them than the value.
  if (keysOf(value) !== keys) return undefined;
  return { value, offsetOf: offsetsIn(text) };
}

/** How many keys a text has that is JSON; undefined where it nests too deeply. */
function keysIn(text: string): number | undefined {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = endOfString(text, at) - 1;
    else if (char === COLON) keys += 1;
    else if (char === OPEN || char === OPEN_LIST) {
      depth += 1;
      if (depth > MAX_DEPTH) return undefined;
    } else if (char === CLOSE || char === CLOSE_LIST) depth -= 1;
  }
  return keys;
}

/** How many keys a value has; not a number where one of its numbers is too large for one. */
function keysOf(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += keysOf(item);
    return keys;
  }
  for (const item of Object.values(value)) keys += keysOf(item) + 1;
  return keys;
}

/** Where a member of an object or list begins, and its value. */
interface Spot {
  readonly start: number;
  readonly value: number;
}

/** Finds places in a text that is known to be JSON; what has been walked through once is kept. */
function offsetsIn(text: string): (pointer: string) => number {
  const known = new Map<string, ReadonlyMap<string, Spot>>();
  return (pointer) => {
    let spot: Spot = { start: skipWhite(text, 0), value: skipWhite(text, 0) };
    let at = "";
    for (const token of pointerTokens(pointer)) {
      let inside = known.get(at);
      if (inside === undefined) {
        inside = membersAt(text, spot.value);
        known.set(at, inside);
      }
      const next = inside.get(token);
      if (next === undefined) return spot.start;
      spot = next;
      at = below(at, token);
    }
    return spot.start;
  };
}

/** The members of the object or list that begins at an offset, by key or index; none of a scalar. */
function membersAt(text: string, offset: number): ReadonlyMap<string, Spot> {
  const found = new Map<string, Spot>();
  const isObject = text.charCodeAt(offset) === OPEN;
  if (!isObject && text.charCodeAt(offset) !== OPEN_LIST) return found;
  let at = skipWhite(text, offset + 1);
  while (text.charCodeAt(at) !== CLOSE && text.charCodeAt(at) !== CLOSE_LIST && at < text.length) {
    const start = at;
    let name = String(found.size);
    if (isObject) {
      const end = endOfString(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = skipWhite(text, skipWhite(text, end) + 1);
    }
    found.set(name, { start, value: at });
    at = skipWhite(text, endOfValue(text, at));
    if (text.charCodeAt(at) === COMMA) at = skipWhite(text, at + 1);
  }
  return found;
}

function endOfValue(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      at = endOfString(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (char === OPEN || char === OPEN_LIST) depth += 1;
    else if (char === CLOSE || char === CLOSE_LIST) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (char === COMMA && depth === 0) return at;
  }
  return text.length;
}

/** The offset behind a string that begins at an offset. */
function endOfString(text: string, offset: number): number {
  for (let end = text.indexOf('"', offset + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function skipWhite(text: string, offset: number): number {
  let at = offset;
  while (" \t\r\n".includes(text.charAt(at)) && at < text.length) at += 1;
  return at;
}
