import type { ClientClock } from "./clock.ts";

interface Waiter {
  readonly admit: (startAt: number) => void;
}

/** Lets requests start: so many at a time, so many a second, first come, first served, but for those that go ahead. */
export class Gate {
  readonly #intervalMs: number;
  readonly #clock: ClientClock;
  readonly #ahead = new Set<Waiter>();
  readonly #queue = new Set<Waiter>();
  #free: number;
  #nextStart = Number.NEGATIVE_INFINITY;

  constructor(concurrency: number, ratePerSecond: number | undefined, clock: ClientClock) {
    this.#free = concurrency;
    this.#intervalMs = ratePerSecond === undefined ? 0 : 1000 / ratePerSecond;
    this.#clock = clock;
  }

  /**
   * Waits for a place and for its start time.
   *
   * @param goesAhead true to come before everybody who waits and does not
   * @returns what to call when the request is over, or undefined when the signal was aborted meanwhile.
   */
  async enter(signal: AbortSignal, goesAhead: boolean = false): Promise<(() => void) | undefined> {
    const startAt = await this.#place(signal, goesAhead ? this.#ahead : this.#queue);
    if (startAt === undefined) return undefined;
    const delay = startAt - this.#clock.monotonic();
    const admitted = delay > 0 ? await this.#clock.wait(delay, signal) : !signal.aborted;
    if (!admitted) {
      this.#leave();
      return undefined;
    }
    let inside = true;
    return () => {
      if (inside) this.#leave();
      inside = false;
    };
  }

  /** Lets nobody start for so many ms: a server that turns one request away turns all of them away. */
  holdOff(ms: number): void {
    this.#nextStart = Math.max(this.#nextStart, this.#clock.monotonic() + ms);
  }

  #place(signal: AbortSignal, queue: Set<Waiter>): Promise<number | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(this.#startTime());
    }
    return new Promise((resolve) => {
      const onAbort = (): void => {
        queue.delete(waiter);
        resolve(undefined);
      };
      const waiter: Waiter = {
        admit: (startAt) => {
          signal.removeEventListener("abort", onAbort);
          resolve(startAt);
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      queue.add(waiter);
    });
  }

  // The start time is fixed together with the place: a later comer can never get an earlier one.
  #startTime(): number {
    const now = this.#clock.monotonic();
    const startAt = Math.max(now, this.#nextStart);
    this.#nextStart = startAt + this.#intervalMs;
    return startAt;
  }

  #leave(): void {
    const queue = this.#ahead.size > 0 ? this.#ahead : this.#queue;
    for (const waiter of queue) {
      // The place goes from hand to hand, so nobody can slip in between.
      queue.delete(waiter);
      waiter.admit(this.#startTime());
      return;
    }
    this.#free += 1;
  }
}
