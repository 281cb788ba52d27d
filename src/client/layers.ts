/**
 * A text seen through the escapes of a format: `at()[i]` is where character `i` begins in the raw text, and the last
 * entry is the raw length, so that whatever is found here can be replaced there.
 */
export interface Layer {
  readonly text: string;
  /** Made when it is first asked for: hardly any layer holds a secret. */
  readonly at: () => Uint32Array;
}

/** What is decoded: a layer, or the raw text, whose characters are where they are. */
interface Coded {
  readonly text: string;
  readonly at: (() => Uint32Array) | undefined;
}

interface Escape {
  /** A character that every escape has: most texts are done with once it is not found. */
  readonly mark: string;
  readonly pattern: RegExp;
  /** What an escape stands for, as pieces with the offset at which each begins in the escape. */
  readonly decode: (match: string) => readonly (readonly [offset: number, text: string])[];
}

// Named references for ASCII, all that a credential is made of.
const ENTITIES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "quot:\" amp:& apos:' lt:< gt:> excl:! num:# dollar:$ percnt:% lpar:( rpar:) ast:* midast:* plus:+ comma:, period:. " +
    "sol:/ colon:: semi:; equals:= quest:? commat:@ lsqb:[ lbrack:[ bsol:\\ rsqb:] rbrack:] Hat:^ lowbar:_ UnderBar:_ " +
    "grave:` lcub:{ lbrace:{ verbar:| vert:| VerticalLine:| rcub:} rbrace:}"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)]),
);

const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

const ESCAPES: readonly Escape[] = [
  {
    mark: "\\",
    pattern: /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|["'\\/bfnrt])/g,
    decode: (match) => {
      const key = match.charAt(1);
      const text = match.length > 2 ? String.fromCharCode(Number.parseInt(match.slice(2), 16)) : (CONTROLS[key] ?? key);
      return [[0, text]];
    },
  },
  { mark: "%", pattern: /(?:%[0-9a-fA-F]{2})+/g, decode: percentDecode },
  {
    mark: "&",
    pattern: /&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z]{2,12});?/g,
    decode: (match) => [[0, entity(match)]],
  },
  // Base64 in lines, as MIME and Ruby write it.
  { mark: "\n", pattern: /\r?\n(?<=[\w+/-]{16}\r?\n)[ \t]*(?=[\w+/=-])/g, decode: () => [] },
  // UTF-16 and UTF-32, read as UTF-8.
  { mark: "\u0000", pattern: /\0+/g, decode: () => [] },
];

/** Longer texts are looked at in windows, to stay within memory. */
export const SHORT_TEXT: number = 256 * 1024;

/** How many escapes within one another are undone. */
const DEPTH = 3;
/** And in a text that is longer than this: made of nothing but escapes, it would take minutes. */
const VERY_LONG_TEXT = 4 * 1024 * 1024;
const DEPTH_WHEN_VERY_LONG = 2;

/**
 * As many raw characters as one character is expected to take: every one as `\\u0041` in JSON in JSON. One escape alone
 * takes 16 at most: `&#00000065;`, `&VerticalLine;`.
 */
export const LONGEST_ESCAPE = 36;

/**
 * What a text says when escapes are undone: JSON, percent, HTML, and these within one another. The text as it is is none
 * of them.
 *
 * @param wholeLength of the text that this is a window of
 */
export function* layersOf(raw: string, wholeLength: number): Generator<Layer> {
  const maxDepth = wholeLength > VERY_LONG_TEXT ? DEPTH_WHEN_VERY_LONG : DEPTH;
  const seen = new Set([raw]);
  let current: Coded[] = [{ text: raw, at: undefined }];
  for (let depth = 1; depth <= maxDepth; depth += 1) {
    const next: Layer[] = [];
    for (const layer of current) {
      for (const escape of ESCAPES) {
        const decoded = decodeLayer(layer, escape);
        if (decoded === undefined || seen.has(decoded.text)) continue;
        seen.add(decoded.text);
        yield decoded;
        // Kept only to be decoded further: a layer takes five times the memory of its text.
        if (depth < maxDepth) next.push(decoded);
      }
    }
    current = next;
  }
}

function decodeLayer(layer: Coded, escape: Escape): Layer | undefined {
  if (!layer.text.includes(escape.mark)) return undefined;
  const text = layer.text.replace(escape.pattern, (match) =>
    escape
      .decode(match)
      .map(([, piece]) => piece)
      .join(""),
  );
  if (text === layer.text) return undefined;
  let at: Uint32Array | undefined;
  return {
    text,
    at: () => {
      at ??= offsets(layer, escape, text.length);
      return at;
    },
  };
}

/** Where each character of a decoded text begins in the raw one. */
function offsets(layer: Coded, escape: Escape, decodedLength: number): Uint32Array {
  const before = layer.at?.();
  const at = new Uint32Array(decodedLength + 1);
  let length = 0;
  let from = 0;
  const put = (count: number, start: number, step: 0 | 1): void => {
    for (let index = 0; index < count; index += 1) {
      const place = start + index * step;
      at[length + index] = before === undefined ? place : (before[place] ?? 0);
    }
    length += count;
  };
  for (const match of layer.text.matchAll(escape.pattern)) {
    put(match.index - from, from, 1);
    for (const [offset, text] of escape.decode(match[0])) put(text.length, match.index + offset, 0);
    from = match.index + match[0].length;
  }
  put(layer.text.length - from, from, 1);
  at[length] = before === undefined ? layer.text.length : (before[layer.text.length] ?? 0);
  return at;
}

function percentDecode(run: string): readonly (readonly [number, string])[] {
  const pieces: [number, string][] = [];
  for (let offset = 0; offset < run.length; ) {
    const lead = Number.parseInt(run.slice(offset + 1, offset + 3), 16);
    const bytes = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const decoded = decodeUtf8(run.slice(offset, offset + 3 * bytes));
    pieces.push([offset, decoded ?? String.fromCharCode(lead)]);
    offset += 3 * (decoded === undefined ? 1 : bytes);
  }
  return pieces;
}

function decodeUtf8(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

function entity(match: string): string {
  const name = match.slice(1).replace(/;$/, "");
  if (!name.startsWith("#")) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? match) : match;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : match;
}
