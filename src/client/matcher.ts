import type { Needle } from "./needles.ts";

/** A needle found, as a range of character offsets. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly needle: Needle;
}

const KEY_LENGTH = 4;
const FILTER_SIZE = 1 << 16;

/**
 * Finds many texts in one pass: a run that makes a password for every user has hundreds of secrets, and bodies may be
 * megabytes. Needles shorter than four characters are not found.
 */
export class Matcher {
  readonly #byKey = new Map<string, Needle[]>();
  // Almost every position is ruled out here, by two characters, without making a string.
  readonly #filter = new Uint8Array(FILTER_SIZE);

  add(needle: Needle): void {
    if (needle.text.length < KEY_LENGTH) return;
    const key = needle.text.slice(0, KEY_LENGTH);
    const same = this.#byKey.get(key) ?? [];
    if (same.some(({ text }) => text === needle.text)) return;
    this.#byKey.set(key, [...same, needle]);
    this.#filter[filterIndex(needle.text, 0)] = 1;
  }

  /** Every place at which a needle begins. */
  find(text: string): readonly Hit[] {
    const hits: Hit[] = [];
    if (this.#byKey.size === 0) return hits;
    for (let start = 0; start + KEY_LENGTH <= text.length; start += 1) {
      if (this.#filter[filterIndex(text, start)] === 0) continue;
      for (const needle of this.#byKey.get(text.slice(start, start + KEY_LENGTH)) ?? []) {
        if (text.startsWith(needle.text, start)) hits.push({ start, end: start + needle.text.length, needle });
      }
    }
    return hits;
  }
}

function filterIndex(text: string, start: number): number {
  return ((text.charCodeAt(start) << 8) ^ text.charCodeAt(start + 1)) & (FILTER_SIZE - 1);
}
