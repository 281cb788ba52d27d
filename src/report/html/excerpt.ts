import type { Layout } from "./json-layout.ts";

/** A run of text, marked or not, or a gap of so many characters that were left out. */
export type Piece =
  | { readonly kind: "text" | "mark"; readonly text: string }
  | { readonly kind: "gap"; readonly left: number };

const WHOLE = 4_000;
const HEAD = 1_500;
const TAIL = 400;
const AROUND = 700;
const LONGEST_MARK = 2_000;

/** Cuts a long body down to its head, its tail and the surroundings of the mark, so that a report stays readable. */
export function excerptOf({ text, mark }: Layout): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of keptRanges(text.length, mark)) {
    if (from > at) pieces.push({ kind: "gap", left: from - at });
    pieces.push(...marked(text, from, to, mark));
    at = to;
  }
  if (text.length > at) pieces.push({ kind: "gap", left: text.length - at });
  return pieces;
}

function keptRanges(length: number, mark: Layout["mark"]): readonly (readonly [number, number])[] {
  if (length <= WHOLE) return [[0, length]];
  const wanted: (readonly [number, number])[] = [[0, HEAD]];
  if (mark !== undefined) {
    const end = Math.min(mark.to, mark.from + LONGEST_MARK) + AROUND;
    wanted.push([Math.max(0, mark.from - AROUND), Math.min(length, end)]);
  }
  wanted.push([length - TAIL, length]);
  const merged: [number, number][] = [];
  for (const [from, to] of wanted.toSorted(([one], [two]) => one - two)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function marked(text: string, from: number, to: number, mark: Layout["mark"]): readonly Piece[] {
  if (mark === undefined || mark.to <= from || mark.from >= to) return [{ kind: "text", text: text.slice(from, to) }];
  const start = Math.max(from, mark.from);
  const end = Math.min(to, mark.to);
  const pieces: readonly Piece[] = [
    { kind: "text", text: text.slice(from, start) },
    { kind: "mark", text: text.slice(start, end) },
    { kind: "text", text: text.slice(end, to) },
  ];
  return pieces.filter((piece) => piece.kind === "gap" || piece.text !== "");
}
