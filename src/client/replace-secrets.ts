import { LONGEST_ESCAPE, layersOf, SHORT_TEXT } from "./layers.ts";
import type { Hit, Matcher } from "./matcher.ts";

interface Range {
  start: number;
  end: number;
  readonly name: string;
}

/**
 * Replaces everything a matcher finds in any layer of a text.
 *
 * @param cut true when the text was cut off, so that it may end with the first half of a secret.
 */
export function replaceSecrets(
  raw: string,
  matcher: Matcher,
  cut: boolean,
): { readonly text: string; readonly found: readonly string[] } {
  const ranges: Range[] = [];
  const look = (text: string, toRaw: (hit: Hit) => Range, isEnd: boolean): void => {
    for (const hit of matcher.find(text)) ranges.push(toRaw({ ...hit, ...withNeighbours(hit, text) }));
    if (!cut || !isEnd) return;
    for (const hit of matcher.findCut(text)) ranges.push(toRaw({ ...hit, ...withNeighbours(hit, text) }));
  };
  look(raw, ({ start, end, needle }) => ({ start, end, name: needle.name }), true);
  for (const window of windowsOf(raw, matcher.longest)) {
    const offset = window.start;
    for (const { text, at } of layersOf(window.text, raw.length)) {
      const toRaw = ({ start, end, needle }: Hit): Range => ({
        start: offset + (at()[start] ?? 0),
        end: offset + rawEnd(at(), end),
        name: needle.name,
      });
      look(text, toRaw, offset + window.text.length === raw.length);
    }
  }
  if (ranges.length === 0) return { text: raw, found: [] };
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, name } of merge(ranges)) {
    parts.push(raw.slice(from, start), `[redacted:${name}]`);
    from = end;
  }
  parts.push(raw.slice(from));
  return { text: parts.join(""), found: [...new Set(ranges.map(({ name }) => name))].sort() };
}

/**
 * The pieces of a long text that are decoded one by one, so that memory does not grow with it. They overlap by as much
 * as the longest secret can take when every character of it is escaped, so that one of them holds it whole.
 */
function* windowsOf(raw: string, longest: number): Generator<{ readonly start: number; readonly text: string }> {
  const overlap = (longest + 4) * LONGEST_ESCAPE;
  const step = Math.max(SHORT_TEXT, 3 * overlap);
  for (let start = 0; ; start += step) {
    const end = start + step + overlap;
    // What is left is not worth a window of its own when it lies in this one.
    yield { start, text: raw.length <= SHORT_TEXT ? raw : raw.slice(start, end) };
    if (raw.length <= SHORT_TEXT || end >= raw.length) return;
  }
}

// The base64 digits on either side hold up to four bits of the secret each.
function withNeighbours({ start, end, needle }: Hit, text: string): { readonly start: number; readonly end: number } {
  const isDigit = (char: string): boolean => needle.base64 && /^[\w+/-]$/.test(char);
  return {
    start: isDigit(text.charAt(start - 1)) ? start - 1 : start,
    end: isDigit(text.charAt(end)) ? end + 1 : end,
  };
}

// One escape can stand for two characters, which then begin at the same place: the end is where the next one begins.
function rawEnd(at: Uint32Array, end: number): number {
  let index = end;
  while (index < at.length - 1 && at[index] === at[index - 1]) index += 1;
  return at[index] ?? 0;
}

function merge(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
