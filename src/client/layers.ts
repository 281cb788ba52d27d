/**
 * A text seen through the escapes of a format: `at[i]` is where character `i` begins in the raw text, and the last
 * entry is the raw length, so that whatever is found here can be replaced there.
 */
export interface Layer {
  readonly text: string;
  readonly at: Uint32Array;
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
  { mark: "\n", pattern: /(?<=[\w+/-]{16})\r?\n[ \t]*(?=[\w+/=-])/g, decode: () => [] },
  // UTF-16 and UTF-32, read as UTF-8.
  { mark: "\u0000", pattern: /\0+/g, decode: () => [] },
];

// Longer texts are looked at through fewer combinations, to stay within memory and time.
const SHORT_TEXT = 256 * 1024;
const MAX_DEPTH = 3;

/** The text itself and what it says when escapes are undone: JSON, percent, HTML, and these within one another. */
export function* layersOf(raw: string): Generator<Layer> {
  const maxDepth = raw.length <= SHORT_TEXT ? MAX_DEPTH : 1;
  const seen = new Set([raw]);
  let current: Layer[] = [{ text: raw, at: identity(raw.length) }];
  yield* current;
  for (let depth = 1; depth <= maxDepth; depth += 1) {
    const next: Layer[] = [];
    for (const layer of current) {
      for (const escape of ESCAPES) {
        const decoded = decodeLayer(layer, escape);
        if (decoded === undefined || seen.has(decoded.text)) continue;
        seen.add(decoded.text);
        yield decoded;
        // Kept only to be decoded further: a layer of a long text takes five times its memory.
        if (depth < maxDepth) next.push(decoded);
      }
    }
    current = next;
  }
}

function identity(length: number): Uint32Array {
  const at = new Uint32Array(length + 1);
  for (let index = 0; index <= length; index += 1) at[index] = index;
  return at;
}

function decodeLayer(layer: Layer, escape: Escape): Layer | undefined {
  if (!layer.text.includes(escape.mark)) return undefined;
  const parts: string[] = [];
  const at = new Uint32Array(layer.text.length + 1);
  let length = 0;
  let from = 0;
  const put = (text: string, start: number, step: 0 | 1): void => {
    parts.push(text);
    for (let index = 0; index < text.length; index += 1) at[length + index] = layer.at[start + index * step] ?? 0;
    length += text.length;
  };
  for (const match of layer.text.matchAll(escape.pattern)) {
    put(layer.text.slice(from, match.index), from, 1);
    for (const [offset, text] of escape.decode(match[0])) put(text, match.index + offset, 0);
    from = match.index + match[0].length;
  }
  if (from === 0) return undefined;
  put(layer.text.slice(from), from, 1);
  at[length] = layer.at[layer.text.length] ?? 0;
  return { text: parts.join(""), at: at.subarray(0, length + 1) };
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
