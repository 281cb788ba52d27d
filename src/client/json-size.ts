// One of these comes before every value but the first.
const MARKS = [",", "[", "{"];
const OPENING = ["[", "{"];

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Whether a JSON text may hold more values than so many, found out without parsing it. Signs within strings count too,
 * so that nothing needs to be understood; of what is no JSON the answer means nothing.
 */
export function hasMoreValues(text: Buffer | string, than: number): boolean {
  return hasMoreMarks(text, MARKS, than - 1);
}

/** Whether arrays and objects in a JSON text lie within one another deeper than so many levels. */
export function isNestedDeeper(bytes: Buffer, than: number): boolean {
  if (!hasMoreMarks(bytes, OPENING, than)) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) inText = !inText;
    else if (inText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > than) return true;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}

/**
 * Whether a JSON text has more different names of members than so many. They are told apart by a hash, so that a few may
 * be missed, and no name is kept.
 */
export function hasMoreNames(bytes: Buffer, than: number): boolean {
  // A name takes four signs and more: most bodies are done with here.
  if (bytes.length <= 4 * than) return false;
  const names = new Set<number>();
  for (let at = bytes.indexOf(QUOTE); at !== -1; at = bytes.indexOf(QUOTE, at + 1)) {
    let hash = 0;
    for (at += 1; at < bytes.length && bytes[at] !== QUOTE; at += 1) {
      if (bytes[at] === BACKSLASH) at += 1;
      hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    }
    let after = at + 1;
    while (isSpace(bytes[after])) after += 1;
    if (bytes[after] === COLON && names.add(hash).size > than) return true;
  }
  return false;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function hasMoreMarks(text: Buffer | string, marks: readonly string[], than: number): boolean {
  let count = 0;
  for (const mark of marks) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      count += 1;
      if (count > than) return true;
    }
  }
  return false;
}
