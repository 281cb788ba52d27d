import { layersOf } from "./layers.ts";
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
  for (const { text, at } of layersOf(raw)) {
    for (const hit of cut ? [...matcher.find(text), ...matcher.findCut(text)] : matcher.find(text)) {
      const { start, end } = withNeighbours(hit, text);
      ranges.push({ start: at[start] ?? 0, end: rawEnd(at, end), name: hit.needle.name });
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
