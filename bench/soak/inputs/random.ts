/** A stream of numbers that depends on its seed alone. */
export class Random {
  #state: number;

  constructor(seed: number, label: string) {
    this.#state = seed >>> 0;
    for (const unit of label) this.#state = Math.imul(this.#state ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  }

  /** One of several things. */
  pick<T>(things: readonly T[]): T {
    const thing = things[this.below(things.length)];
    if (thing === undefined && things.length === 0) throw new Error("there is nothing to pick from");
    return thing as T;
  }
}
