import { formEncoded } from "./auth/token-request.ts";

/** A text to look for, and what it gives away. */
export interface Needle {
  readonly text: string;
  readonly name: string;
  /** True when the characters beside it carry bits of the secret too. */
  readonly base64: boolean;
}

/**
 * The forms a secret may take that no layer of escapes undoes: as it is, in letters of one case (as in the name of a
 * header), read in another encoding than it was written in, hexadecimal, and base64 wherever it begins: of UTF-8, of
 * UTF-16, of JSON, of what is percent-encoded, and of base64 of any of these.
 */
export function needlesOf(name: string, secret: string): readonly Needle[] {
  const bytes = Buffer.from(secret, "utf8");
  const hex = bytes.toString("hex");
  const spaced = secret.replaceAll(" ", "+");
  const cases = [secret, spaced].flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]);
  const plain = new Set([...cases, hex, hex.toUpperCase(), ...misread(secret)]);
  const wide = Buffer.from(secret, "utf16le");
  const texts = [bytes, wide, ...escapedForms(bytes.toString("utf8")).map((form) => Buffer.from(form, "utf8"))];
  const once = texts.flatMap(base64Cores);
  // Base64 of base64 has the same digits in both alphabets.
  const twice = once.flatMap((core) => alignments(Buffer.from(core, "latin1")));
  const bigEndian = base64Cores(Buffer.from(wide).swap16());
  return [
    ...[...plain].map((text) => ({ text, name, base64: false })),
    ...[...new Set([...once, ...bigEndian, ...twice])].map((text) => ({ text, name, base64: true })),
  ];
}

/** A text as it is, and nothing else of it. */
export function wordNeedle(name: string, text: string): Needle {
  return { text, name, base64: false };
}

/** A secret beyond ASCII whose bytes were taken for those of another encoding: UTF-8 in a header, Latin-1 in a body. */
function misread(secret: string): readonly string[] {
  // oxlint-disable-next-line no-control-regex -- ASCII is what it says
  if (/^[\u0000-\u007f]*$/.test(secret)) return [];
  return [
    Buffer.from(secret, "utf8").toString("latin1"),
    Buffer.from(secret, "latin1").toString("utf8"),
    // oxlint-disable-next-line no-control-regex -- the same
    secret.replaceAll(/[^\u0000-\u007f]/gu, "\ufffd"),
  ];
}

/**
 * A secret as it stands in a JSON text or an address that is then encoded in base64 as a whole: no escape is undone within
 * base64, so that each way to write one is looked for by itself.
 */
function escapedForms(secret: string): readonly string[] {
  const component = encodeURIComponent(secret);
  const strict = component.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const percent = [component, strict, formEncoded(secret)];
  const small = percent.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const forms = new Set([...jsonForms(secret), ...percent, ...small]);
  forms.delete(secret);
  return [...forms];
}

/** A text as writers of JSON write it: what must be escaped, and what each of them escapes beside that. */
function jsonForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = unicodeEscaped(json, BEYOND_ASCII);
  return [
    json,
    json.replaceAll("/", String.raw`\/`),
    // Python, and PHP.
    ascii,
    ascii.replaceAll("/", String.raw`\/`),
    // Go.
    unicodeEscaped(json, /[<>&\u2028\u2029]/g),
    // .NET, which writes a quotation mark as `\u0022`; digits in capital letters, or, from an older library, in small ones.
    ...[json, json.replaceAll(String.raw`\\`, String.raw`\u005C`)].flatMap((text) => {
      const strict = unicodeEscaped(text.replaceAll(/(?<!\\)((?:\\\\)*)\\"/g, String.raw`$1\u0022`), NOT_IN_HTML);
      return [strict, strict.replaceAll(/\\u[0-9A-Fa-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)];
    }),
  ];
}

const BEYOND_ASCII = /[\u0080-\uffff]/g;
const NOT_IN_HTML = /[<>&'+`\u007f-\uffff]/g;

function unicodeEscaped(text: string, chars: RegExp): string {
  return text.replaceAll(chars, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The base64 digits of a text wherever it begins, in both alphabets. */
function base64Cores(bytes: Buffer): readonly string[] {
  const cores = alignments(bytes);
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll("+", "-").replaceAll("/", "_")]))];
}

function alignments(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((alignment) => base64Core(bytes, alignment));
}

/** The base64 digits that depend on nothing but the secret, when so many bytes modulo 3 come before it. */
function base64Core(bytes: Buffer, alignment: number): string {
  const digits = Buffer.concat([Buffer.alloc(alignment), bytes]).toString("base64");
  const first = Math.ceil((8 * alignment) / 6);
  const end = Math.floor((8 * (alignment + bytes.length)) / 6);
  return digits.slice(first, end);
}
