import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Canary } from "./canaries.ts";

/** A text that a run wrote or printed. */
export interface Artefact {
  readonly name: string;
  readonly text: string;
}

/** A canary, or a part of one, in an artefact. */
export interface Sighting {
  readonly artefact: string;
  readonly place: string;
  /** What had to be undone to see it, outermost first; empty when it stands there as it is. */
  readonly decoded: readonly string[];
  readonly around: string;
}

// Parts of so many characters are looked for, one after the other: whoever writes 13 in a row is seen.
const BLOCK = 7;
const MAX_DEPTH = 4;

/** Every file of a folder, unpacked. */
export function artefactsIn(folder: string): readonly Artefact[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, text: (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8") };
    });
}

/** Looks for canaries in artefacts, as they are and decoded until nothing is left to decode. */
export function search(artefacts: readonly Artefact[], canaries: readonly Canary[]): readonly Sighting[] {
  const blocks = canaries.flatMap(({ place, value }) => blocksOf(value).map((block) => ({ place, block })));
  return artefacts.flatMap(({ name, text }) => {
    const found = new Map<string, Sighting>();
    for (const [decoded, layer] of decodings(text)) {
      const lower = layer.toLowerCase();
      for (const { place, block } of blocks) {
        if (found.has(place)) continue;
        const at = lower.indexOf(block);
        if (at === -1) continue;
        found.set(place, { artefact: name, place, decoded, around: layer.slice(Math.max(0, at - 60), at + 60) });
      }
    }
    return [...found.values()];
  });
}

function blocksOf(value: string): readonly string[] {
  const lower = value.toLowerCase();
  const starts = Array.from({ length: Math.ceil((lower.length - BLOCK + 1) / BLOCK) }, (_, index) => index * BLOCK);
  return [...starts.map((start) => lower.slice(start, start + BLOCK)), lower.slice(-BLOCK)];
}

type Decoder = (text: string) => string;

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

// Written for the search alone: a decoder that it shared with the redactor would be blind where that is.
const DECODERS: Readonly<Record<string, Decoder>> = {
  json: (text) =>
    text.replaceAll(/\\(?:u([0-9a-f]{4})|(["\\/n]))/giu, (_, code: string | undefined, plain = "") =>
      code === undefined ? (plain === "n" ? "\n" : plain) : String.fromCharCode(Number.parseInt(code, 16)),
    ),
  lines: (text) => text.replaceAll(/(?<=[\w+/-]{12})\r?\n(?=[\w+/-])/gu, ""),
  percent: (text) =>
    text.replaceAll(/(?:%[0-9a-f]{2})+/giu, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8")),
  html: (text) =>
    text
      .replaceAll(/&#(\d{1,7});/gu, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
      .replaceAll(/&#x([0-9a-f]{1,6});/giu, (_, code: string) =>
        String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
      )
      .replaceAll(/&(amp|lt|gt|quot|apos);/gu, (_, name: string) => NAMED[name] ?? ""),
  // What is left of the text then is no more of interest than before.
  nul: (text) => text.replaceAll("\0", ""),
  base64: (text) =>
    [...text.matchAll(/[A-Za-z0-9+/_-]{12,}/gu)]
      .flatMap(([run]) => [0, 1, 2, 3].map((from) => readable(Buffer.from(run.slice(from), "base64"))))
      .join("\n"),
  hex: (text) =>
    [...text.matchAll(/[0-9a-f]{16,}/giu)]
      .flatMap(([run]) => [0, 1].map((from) => readable(Buffer.from(run.slice(from), "hex"))))
      .join("\n"),
};

/** What is text in decoded bytes: most of what looks encoded is not, and would only be noise to decode further. */
function readable(bytes: Buffer): string {
  // oxlint-disable-next-line no-control-regex -- UTF-16 has them between its letters
  return (bytes.toString("latin1").match(/[\u0000\u0020-\u007e]{7,}/gu) ?? []).join("\n");
}

/** The text and everything that decoding makes of it, over and over. */
function* decodings(text: string): Generator<readonly [decoded: readonly string[], text: string]> {
  const seen = new Set([text]);
  let current: (readonly [readonly string[], string])[] = [[[], text]];
  yield* current;
  for (let depth = 1; depth <= MAX_DEPTH && current.length > 0; depth += 1) {
    const next: (readonly [readonly string[], string])[] = [];
    for (const [decoded, layer] of current) {
      for (const [name, decode] of Object.entries(DECODERS)) {
        const result = decode(layer);
        if (result === "" || seen.has(result)) continue;
        seen.add(result);
        const one = [[...decoded, name], result] as const;
        yield one;
        next.push(one);
      }
    }
    current = next;
  }
}
