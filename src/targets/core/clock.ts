/**
 * A clock that never answers the same millisecond twice, so that every change of a resource moves its
 * `lastModified` even when two changes come within one tick of the machine's clock.
 */
export class Clock {
  #last = 0;

  /** Now, as an ISO date-time with milliseconds, later than every earlier answer. */
  next(): string {
    this.#last = Math.max(Date.now(), this.#last + 1);
    return new Date(this.#last).toISOString();
  }
}
