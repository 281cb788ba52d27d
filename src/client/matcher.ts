import type { Needle } from "./needles.ts";

/** A needle found, as a range of character offsets. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly needle: Needle;
}

/** Needles that begin with the same four characters: generated passwords often share a prefix. */
interface Group {
  readonly lengths: Set<number>;
  readonly byText: Map<string, Needle>;
}

const KEY_LENGTH = 4;
const FILTER_SIZE = 1 << 16;

/**
 * Finds many texts in one pass: a run that makes a password for every user has hundreds of secrets, and bodies may be
 * megabytes. Needles shorter than four characters are not found.
 */
export class Matcher {
  readonly #byKey = new Map<string, Group>();
  // Almost every position is ruled out here, by two characters, without making a string.
  readonly #filter = new Uint8Array(FILTER_SIZE);
  #longest = 0;

  /** Characters of the longest needle. */
  get longest(): number {
    return this.#longest;
  }

  add(needle: Needle): void {
    if (needle.text.length < KEY_LENGTH) return;
    const key = needle.text.slice(0, KEY_LENGTH);
    const group = this.#byKey.get(key) ?? { lengths: new Set(), byText: new Map() };
    this.#byKey.set(key, group);
    if (group.byText.has(needle.text)) return;
    this.#longest = Math.max(this.#longest, needle.text.length);
    group.lengths.add(needle.text.length);
    group.byText.set(needle.text, needle);
    this.#filter[filterIndex(needle.text, 0)] = 1;
  }

  /** The first characters of a needle, four at least, with which a text that was cut off ends. */
  findCut(text: string): readonly Hit[] {
    const hits: Hit[] = [];
    // Place by place, and not needle by needle: of these there may be a million.
    for (let start = Math.max(0, text.length - this.#longest + 1); start + KEY_LENGTH <= text.length; start += 1) {
      if (this.#filter[filterIndex(text, start)] === 0) continue;
      const group = this.#byKey.get(text.slice(start, start + KEY_LENGTH));
      if (group === undefined) continue;
      const rest = text.slice(start);
      for (const needle of group.byText.values()) {
        if (needle.text.length <= rest.length || !needle.text.startsWith(rest)) continue;
        hits.push({ start, end: text.length, needle });
        break;
      }
    }
    return hits;
  }

  /** Every place at which a needle begins. */
  find(text: string): readonly Hit[] {
    const hits: Hit[] = [];
    if (this.#byKey.size === 0) return hits;
    // Each character is read once: a body of many megabytes goes through here.
    let first = text.charCodeAt(0);
    for (let start = 0; start + KEY_LENGTH <= text.length; start += 1) {
      const second = text.charCodeAt(start + 1);
      const isOut = this.#filter[mixed(first, second)] === 0;
      first = second;
      if (isOut) continue;
      const group = this.#byKey.get(text.slice(start, start + KEY_LENGTH));
      if (group === undefined) continue;
      for (const length of group.lengths) {
        const needle = group.byText.get(text.slice(start, start + length));
        if (needle !== undefined) hits.push({ start, end: start + length, needle });
      }
    }
    return hits;
  }
}

function filterIndex(text: string, start: number): number {
  return mixed(text.charCodeAt(start), text.charCodeAt(start + 1));
}

function mixed(first: number, second: number): number {
  return ((first << 8) ^ second) & (FILTER_SIZE - 1);
}
