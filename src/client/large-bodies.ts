import { collectGarbage } from "./collect.ts";
import type { Room } from "./gathered.ts";
import { Place } from "./place.ts";

/** So many bytes of a body, and no other body of that size is read until it has been dealt with. */
export const LARGE_BODY: number = 2 * 1024 * 1024;

/** One request's right to hold a large body. */
export interface Claim {
  /**
   * Waits until no other request holds a large body; at once when this one does. Ends early when the signal is aborted.
   *
   * @returns the place to hold it in, which is empty as soon as this claim is released
   */
  take(signal: AbortSignal): Promise<Room>;
  /** Lets the next one in, in the next turn; harmless when nothing is held. */
  release(): void;
}

/**
 * Keeps large bodies one at a time: received, decoded, decompressed and searched for secrets, each takes several times
 * its own size, and a run may have many requests under way. The others wait in their sockets.
 */
export class LargeBodies {
  readonly #waiting = new Set<() => void>();
  #held = false;
  readonly #place = new Place();

  claim(): Claim {
    let mine = false;
    return {
      take: async (signal) => {
        mine ||= !signal.aborted && (await this.#enter(signal));
        return mine ? (size) => this.#place.of(size) : (size) => Buffer.allocUnsafeSlow(size);
      },
      release: () => {
        if (!mine) return;
        mine = false;
        this.#place.empty();
        // Whoever asked for it deals with it in this turn; what that leaves behind goes before the next one comes.
        setImmediate(() => {
          collectGarbage();
          this.#leave();
        });
      },
    };
  }

  #enter(signal: AbortSignal): Promise<boolean> {
    if (!this.#held) {
      this.#held = true;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const onAbort = (): void => {
        this.#waiting.delete(admit);
        resolve(false);
      };
      const admit = (): void => {
        signal.removeEventListener("abort", onAbort);
        resolve(true);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.add(admit);
    });
  }

  #leave(): void {
    for (const admit of this.#waiting) {
      // It goes from hand to hand, so that nobody can slip in between.
      this.#waiting.delete(admit);
      admit();
      return;
    }
    this.#held = false;
  }
}
