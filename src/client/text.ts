/** A body as text. */
export interface DecodedText {
  readonly text: string;
  /** False when some bytes are not UTF-8; each such place is U+FFFD in the text. */
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
  try {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { text: strict.decode(content, { stream: !whole }), utf8: true, bom };
  } catch {
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content), utf8: false, bom };
  }
}
