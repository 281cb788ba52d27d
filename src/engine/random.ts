/** A stream of numbers that depends on its seed alone. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
}

/** Hashes text to 32 bits (FNV-1a over UTF-16 code units). */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The mulberry32 generator, seeded by run seed and a label: concurrency never changes what a scenario draws. */
export function randomFor(seed: number, label: string): Random {
  let state = (hash32(label) ^ seed) >>> 0;
  return {
    below: (limit) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    },
  };
}

/** The default seed: made from the contract's digest, so that a gate does not flap. */
export function defaultSeed(digest: string): number {
  return hash32(digest) % 1_000_000;
}
