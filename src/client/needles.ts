/** A text to look for, and what it gives away. */
export interface Needle {
  readonly text: string;
  readonly name: string;
  /** True when the characters beside it carry bits of the secret too. */
  readonly base64: boolean;
}

/**
 * The forms a secret may take that no layer of escapes undoes: as it is, in letters of one case (as in the name of a
 * header), hexadecimal, and base64 wherever it begins: of UTF-8, of JSON, of UTF-16, and of base64.
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
  const escaped = JSON.stringify(secret).slice(1, -1);
  const once = base64Cores(bytes);
  const json = escaped === secret ? [] : base64Cores(Buffer.from(escaped, "utf8"));
  const wide = base64Cores(Buffer.from(secret, "utf16le"));
  const twice = once.flatMap((core) => base64Cores(Buffer.from(core, "latin1")));
  return [
    ...[...plain].map((text) => ({ text, name, base64: false })),
    ...[...new Set([...once, ...json, ...wide, ...twice])].map((text) => ({ text, name, base64: true })),
  ];
}

/** A text as it is, and nothing else of it. */
export function wordNeedle(name: string, text: string): Needle {
  return { text, name, base64: false };
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
