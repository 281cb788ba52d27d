/**
 * Whose turn it is to hold large answers: one scenario's at a time, until it ends. What a scenario reads it holds as text,
 * as values and as a set of members for as long as it compares them, which is several times what came over the network.
 *
 * Nobody waits for ever: who has the turn waits for no other scenario without giving it up first, and what belongs to no
 * scenario (fixtures, probes, the clean-up) takes no turn.
 */
export class Turns {
  readonly #collect: () => void;
  readonly #running = new Set<string>();
  readonly #waiting = new Map<() => void, string>();
  #holder: string | undefined;
  #isOpen = false;

  /** @param collect gets rid of what the last one held, before the next one gets its turn */
  constructor(collect: () => void) {
    this.#collect = collect;
  }

  /** A scenario begins: from now on it takes turns. */
  enter(scenario: string): void {
    this.#running.add(scenario);
  }

  /** A scenario has ended, and holds nothing any more. */
  leave(scenario: string): void {
    this.#running.delete(scenario);
    // What it sent and did not wait for: the turn would go to nobody.
    for (const admit of this.#waitingOf(scenario)) admit();
    this.giveUp(scenario);
  }

  /** A scenario is about to wait for what another one has: that one may be waiting for its turn. */
  giveUp(scenario: string): void {
    if (this.#holder === scenario) this.#passOn();
  }

  /** Takes the turn where it is free, has been taken by the same scenario, or is not needed; false where it is another's. */
  take(scenario: string): boolean {
    if (this.#isOpen || !this.#running.has(scenario)) return true;
    this.#holder ??= scenario;
    return this.#holder === scenario;
  }

  /** Waits for the turn that {@link take} did not give. Ends early, without it, when the signal is aborted. */
  async wait(scenario: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.take(scenario)) return;
    await new Promise<void>((resolve) => {
      const admit = (): void => {
        this.#waiting.delete(admit);
        signal.removeEventListener("abort", admit);
        resolve();
      };
      signal.addEventListener("abort", admit, { once: true });
      this.#waiting.set(admit, scenario);
    });
  }

  /** Lets everybody go on, from now on: what was received is recorded before a suite ends. */
  open(): void {
    this.#isOpen = true;
    for (const admit of this.#waiting.keys()) admit();
  }

  #waitingOf(scenario: string): readonly (() => void)[] {
    return [...this.#waiting].flatMap(([admit, whose]) => (whose === scenario ? [admit] : []));
  }

  #passOn(): void {
    const [next] = this.#waiting.values();
    this.#holder = next;
    if (next === undefined) return;
    // What the last one held is let go of as soon as it has returned.
    setImmediate(() => {
      this.#collect();
      if (this.#holder !== next) return;
      const own = this.#waitingOf(next);
      for (const admit of own) admit();
      // All of them were let go in the meantime: nobody else would ever hear of it.
      if (own.length === 0) this.#passOn();
    });
  }
}
