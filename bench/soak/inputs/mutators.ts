import type { Random } from "./random.ts";
import { withKey, withOddValue, withoutKey, withPartMoved } from "./tree.ts";

/** A valid file: its bytes, and its value where it has one for each line or as a whole. */
export interface Example {
  readonly bytes: Buffer;
  /** The value of the whole; of a file of lines, the value of each. */
  readonly values: readonly unknown[];
  readonly isLines: boolean;
}

/** Makes a broken file, or at least a surprising one, of a valid one. */
export type Mutator = (example: Example, random: Random) => Buffer;

const insert = (bytes: Buffer, at: number, more: string | Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(more as string), bytes.subarray(at)]);

/** Changes the lines of the text. */
const lines =
  (change: (all: string[], at: number, random: Random) => void): Mutator =>
  ({ bytes }, random) => {
    const all = bytes.toString("utf8").split("\n");
    change(all, random.below(all.length), random);
    return Buffer.from(all.join("\n"));
  };

/** Puts something at a random place. */
const anywhere =
  (...pieces: readonly (string | Uint8Array)[]): Mutator =>
  ({ bytes }, random) =>
    insert(bytes, random.below(bytes.length + 1), random.pick(pieces));

/** Changes the value, or that of one line. */
const tree =
  (change: (value: unknown, random: Random) => string): Mutator =>
  ({ values, isLines }, random) => {
    const at = random.below(values.length);
    const texts = values.map((value, index) => {
      const text = index === at ? change(value, random) : JSON.stringify(value);
      return isLines ? text.replaceAll("\n", "") : text;
    });
    return Buffer.from(isLines ? `${texts.join("\n")}\n` : texts.join(""));
  };

const BOMB = Array.from({ length: 30 }, (_, n) => `b${n + 1}: &b${n + 1} [*b${n}, *b${n}]`).join("\n");

/** Everything that is done to a file, by name. */
export const MUTATORS: Readonly<Record<string, Mutator>> = {
  truncated: ({ bytes }, random) => bytes.subarray(0, random.below(bytes.length)),
  "bits-flipped": ({ bytes }, random) => {
    const copy = Buffer.from(bytes);
    for (let count = 1 + random.below(4); count > 0; count -= 1) {
      const at = random.below(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    }
    return copy;
  },
  "bytes-inserted": ({ bytes }, random) =>
    insert(
      bytes,
      random.below(bytes.length),
      Uint8Array.from({ length: 1 + random.below(8) }, () => random.below(256)),
    ),
  "bytes-removed": ({ bytes }, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(40))]);
  },
  "line-removed": lines((all, at) => {
    all.splice(at, 1);
  }),
  "line-twice": lines((all, at) => {
    all.splice(at, 0, all[at] ?? "");
  }),
  "lines-swapped": lines((all, at, random) => {
    const other = random.below(all.length);
    [all[at], all[other]] = [all[other] ?? "", all[at] ?? ""];
  }),
  "line-indented": lines((all, at, random) => {
    all[at] = `${random.pick([" ", "\t", "        "])}${all[at] ?? ""}`;
  }),
  "syntax-inserted": anywhere(
    "[",
    "{",
    "]",
    "}",
    '"',
    "'",
    ": ",
    "- ",
    ",",
    "*a",
    "&a",
    "!!binary ",
    "%",
    "<<: ",
    "---\n",
    "#",
  ),
  "nul-inserted": anywhere("\u0000", "\u0000\u0000\u0000\u0000"),
  "bom-inserted": ({ bytes }, random) => insert(bytes, random.pick([0, 0, random.below(bytes.length)]), "\uFEFF"),
  "not-utf-8": anywhere(
    Uint8Array.of(0xff),
    Uint8Array.of(0xc3, 0x28),
    Uint8Array.of(0xc0, 0xaf),
    Uint8Array.of(0xed, 0xa0, 0x80),
  ),
  "utf-16": ({ bytes }) => Buffer.from(`\uFEFF${bytes.toString("utf8")}`, "utf16le"),
  "line-breaks": ({ bytes }, random) =>
    Buffer.from(bytes.toString("utf8").replaceAll("\n", random.pick(["\r\n", "\r", "\u2028", "\n\n"]))),
  "alias-bomb": ({ bytes }) => Buffer.concat([bytes, Buffer.from(`\nb0: &b0 [x]\n${BOMB}\n`)]),
  "alias-of-itself": ({ bytes }) => Buffer.concat([bytes, Buffer.from("\nloop: &loop\n  again: *loop\n")]),
  "deep-text": ({ bytes }, random) => {
    const piece = random.pick(["[", "{a: ", "- ", '{"a":', "? "]);
    return insert(bytes, random.below(bytes.length), piece.repeat(random.pick([300, 20_000, 200_000])));
  },
  "long-line": ({ bytes }, random) => insert(bytes, random.below(bytes.length), "x".repeat(2_000_000)),
  empty: () => Buffer.alloc(0),
  blank: () => Buffer.from(" \n\t\n"),
  "another-thing": (_, random) =>
    Buffer.from(
      random.pick([
        "null",
        "[]",
        "3",
        '"text"',
        "<!doctype html><p>Not found</p>",
        "%PDF-1.7",
        "\u001f\u008b\b",
        "{}",
        "[[[[",
      ]),
    ),
  "odd-value": tree(withOddValue),
  "key-removed": tree(withoutKey),
  "key-added": tree(withKey),
  "part-moved": tree(withPartMoved),
};
