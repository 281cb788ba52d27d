/** A body as text. */
export interface DecodedText {
  readonly text: string;
  /** False when some bytes are not UTF-8; each such place is U+FFFD in the text, unless it says that it is UTF-16. */
  readonly utf8: boolean;
  readonly bom: boolean;
}

/**
 * Decodes a body as UTF-8 and takes a byte order mark off.
 *
 * @param whole false when the body was cut: a character that the cut split is no fault then.
 */
export function decodeText(bytes: Uint8Array, whole: boolean): DecodedText {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = bom ? bytes.subarray(3) : bytes;
  // Read as UTF-8, a letter beyond ASCII would be two that nobody knows a secret by.
  const wide = wideOf(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), utf8: false, bom };
  try {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { text: strict.decode(content, { stream: !whole }), utf8: true, bom };
  } catch {
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content), utf8: false, bom };
  }
}

/** The kind of UTF-16 that a byte order mark names. */
function wideOf([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}
