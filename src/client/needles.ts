/** A text to look for, and what it gives away. */
export interface Needle {
  readonly text: string;
  readonly name: string;
  /** True when the characters beside it carry bits of the secret too. */
  readonly base64: boolean;
}

/** The forms a secret may take that no layer of escapes undoes: as it is, hexadecimal, and base64 wherever it begins. */
export function needlesOf(name: string, secret: string): readonly Needle[] {
  const bytes = Buffer.from(secret, "utf8");
  const hex = bytes.toString("hex");
  const plain = new Set([secret, secret.replaceAll(" ", "+"), hex, hex.toUpperCase()]);
  const cores = [0, 1, 2].map((alignment) => base64Core(bytes, alignment));
  const encoded = new Set(cores.flatMap((core) => [core, core.replaceAll("+", "-").replaceAll("/", "_")]));
  return [
    ...[...plain].map((text) => ({ text, name, base64: false })),
    ...[...encoded].map((text) => ({ text, name, base64: true })),
  ];
}

/** The base64 digits that depend on nothing but the secret, when so many bytes modulo 3 come before it. */
function base64Core(bytes: Buffer, alignment: number): string {
  const digits = Buffer.concat([Buffer.alloc(alignment), bytes]).toString("base64");
  const first = Math.ceil((8 * alignment) / 6);
  const end = Math.floor((8 * (alignment + bytes.length)) / 6);
  return digits.slice(first, end);
}
