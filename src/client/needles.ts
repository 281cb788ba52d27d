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
 * header), hexadecimal, and base64 wherever it begins: of UTF-8, of JSON, of what is percent-encoded, of UTF-16, and of
 * base64.
 */
export function needlesOf(name: string, secret: string): readonly Needle[] {
  const bytes = Buffer.from(secret, "utf8");
  const hex = bytes.toString("hex");
  const plain = new Set([
    secret,
    secret.replaceAll(" ", "+"),
    secret.toLowerCase(),
    secret.toUpperCase(),
    hex,
    hex.toUpperCase(),
  ]);
  const once = base64Cores(bytes);
  const escaped = escapedForms(bytes.toString("utf8")).flatMap((form) => base64Cores(Buffer.from(form, "utf8")));
  const wide = base64Cores(Buffer.from(secret, "utf16le"));
  const twice = once.flatMap((core) => base64Cores(Buffer.from(core, "latin1")));
  return [
    ...[...plain].map((text) => ({ text, name, base64: false })),
    ...[...new Set([...once, ...escaped, ...wide, ...twice])].map((text) => ({ text, name, base64: true })),
  ];
}

/** A text as it is, and nothing else of it. */
export function wordNeedle(name: string, text: string): Needle {
  return { text, name, base64: false };
}

/**
 * A secret as it stands in a JSON text or an address that is then encoded in base64 as a whole: no escape is undone within
 * base64, so that each way to write one is looked for by itself. `\/` is what PHP writes, digits in small letters .NET.
 */
function escapedForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const component = encodeURIComponent(secret);
  const strict = component.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const percent = [component, strict, formEncoded(secret)];
  const small = percent.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const forms = new Set([json, json.replaceAll("/", String.raw`\/`), ...percent, ...small]);
  forms.delete(secret);
  return [...forms];
}

/** The base64 digits of a text wherever it begins, in both alphabets. */
function base64Cores(bytes: Buffer): readonly string[] {
  const cores = [0, 1, 2].map((alignment) => base64Core(bytes, alignment));
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll("+", "-").replaceAll("/", "_")]))];
}

/** The base64 digits that depend on nothing but the secret, when so many bytes modulo 3 come before it. */
function base64Core(bytes: Buffer, alignment: number): string {
  const digits = Buffer.concat([Buffer.alloc(alignment), bytes]).toString("base64");
  const first = Math.ceil((8 * alignment) / 6);
  const end = Math.floor((8 * (alignment + bytes.length)) / 6);
  return digits.slice(first, end);
}
