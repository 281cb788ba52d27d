/** Narrower than this, wrapping does more harm than lines that the terminal breaks itself. */
const NARROWEST = 40;

/**
 * Breaks one line of text at spaces, so that none is wider than `width` columns; words wider than that stay whole.
 *
 * @param first what the first line begins with
 * @param rest what the others begin with; spaces as wide as `first` unless given
 */
export function wrap(
  text: string,
  width: number,
  first: string = "",
  rest: string = " ".repeat(first.length),
): string[] {
  const limit = Math.max(width, NARROWEST);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
