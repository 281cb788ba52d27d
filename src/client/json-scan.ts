/** A text, number, boolean or null in JSON text, and where it stands. */
export interface Scalar {
  /** Offsets of the literal, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
  /**
   * Names on the way to it, in lower case, the last {@link PATH_LENGTH} of them: `["name", "familyname"]`. Schema URNs
   * and indexes are left out; the value of a PATCH operation stands where the operation's `path` says.
   */
  readonly path: readonly string[];
}

interface Frame {
  readonly isObject: boolean;
  /** How many names were on the way when it was opened. */
  readonly depth: number;
  /** In an object: the name that was read last. */
  key: string | undefined;
  /** In an object: whether a name comes next. */
  expectsKey: boolean;
  /** The `path` beside a `value`, as names; null when there is none. */
  patch: readonly string[] | null | undefined;
}

/** More names than any attribute path has. */
const PATH_LENGTH = 8;

// A `value` may stand before its `path`; looked for ahead only near the top, where PATCH operations are, so that
// nothing nested makes the work grow with its square.
const LOOK_AHEAD_DEPTH = 5;

const LITERAL = /[^\s{}[\],:"]+/gy;

/**
 * The scalars of a JSON text, in order. Never throws: what is no JSON is read as far as it makes sense, so that a body
 * that was cut is read too.
 */
export function* scanJson(text: string): Generator<Scalar> {
  // What is no JSON may have names outside of any object.
  const root: Frame = { isObject: true, depth: 0, key: undefined, expectsKey: false, patch: null };
  const frames: Frame[] = [root];
  const names: string[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const frame = frames.at(-1);
    if (char === "{" || char === "[") {
      open(frames, names, char === "{", text, at);
      at += 1;
    } else if (char === "}" || char === "]") {
      if (frames.length > 1) frames.pop();
      names.length = frames.at(-1)?.depth ?? 0;
      at += 1;
    } else if (char === '"') {
      const end = stringEnd(text, at);
      if (frame?.isObject === true && (frame.expectsKey || isColon(text, end))) {
        frame.key = unquote(text.slice(at, end));
        frame.expectsKey = false;
      } else {
        const value = unquote(text.slice(at, end));
        if (frame?.isObject === true && frame.key?.toLowerCase() === "path") frame.patch = namesIn(value);
        yield { start: at, end, value, path: pathOf(frames, names, text, end) };
      }
      at = end;
    } else if (char === ",") {
      if (frame?.isObject === true) frame.expectsKey = true;
      at += 1;
    } else if (/[\s:]/.test(char)) at += 1;
    else {
      LITERAL.lastIndex = at;
      const end = at + (LITERAL.exec(text)?.[0].length ?? 1);
      yield { start: at, end, value: literal(text.slice(at, end)), path: pathOf(frames, names, text, end) };
      at = end;
    }
  }
}

/** The names in an attribute path or a key: `urn:…:User:name.familyName` → `name`, `familyname`; filters are left out. */
export function namesIn(path: string): readonly string[] {
  const bare = path.replaceAll(/\[[^\]]*\]?/g, "");
  const afterUrn = /^urn:/i.test(bare) ? bare.slice(bare.lastIndexOf(":") + 1) : bare;
  return afterUrn
    .toLowerCase()
    .split(/[./]/)
    .filter((name) => name !== "");
}

function open(frames: Frame[], names: string[], isObject: boolean, text: string, at: number): void {
  const parent = frames.at(-1);
  names.push(...namesHere(parent, frames.length, text, at));
  frames.push({ isObject, depth: names.length, key: undefined, expectsKey: isObject, patch: undefined });
}

function pathOf(frames: readonly Frame[], names: readonly string[], text: string, end: number): readonly string[] {
  return [...names.slice(-PATH_LENGTH), ...namesHere(frames.at(-1), frames.length, text, end)].slice(-PATH_LENGTH);
}

/** What the frame adds to the way: its key, or where its PATCH operation points. */
function namesHere(frame: Frame | undefined, depth: number, text: string, at: number): readonly string[] {
  if (frame?.isObject !== true || frame.key === undefined) return [];
  const key = namesIn(frame.key);
  if (frame.key.toLowerCase() !== "value") return key;
  if (frame.patch === undefined && depth <= LOOK_AHEAD_DEPTH) frame.patch = pathAhead(text, at);
  return frame.patch ?? key;
}

/** The `path` of an operation whose `value` comes first. */
function pathAhead(text: string, from: number): readonly string[] | null {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const char = text.charAt(at);
    if (char === '"') {
      const end = stringEnd(text, at);
      if (depth === 0 && /^"path"$/i.test(text.slice(at, end))) {
        const value = /^\s*:\s*(?=")/.exec(text.slice(end, end + 100));
        if (value === null) return null;
        const start = end + value[0].length;
        return namesIn(unquote(text.slice(start, stringEnd(text, start))));
      }
      at = end;
      continue;
    }
    if (char === "{" || char === "[") depth += 1;
    if (char === "}" || char === "]") depth -= 1;
    if (depth < 0) return null;
    at += 1;
  }
  return null;
}

function isColon(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ":";
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at + 1;
  }
  return text.length;
}

function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1).replace(/"$/, "");
  }
}

function literal(text: string): string | number | boolean | null {
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
