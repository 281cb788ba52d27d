import { collectGarbage } from "./collect.ts";
import type { Room } from "./gathered.ts";

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

/** Memory that gives back what it holds at once, and not when garbage is collected. In Node since 20, not yet in its types. */
interface Resizable extends ArrayBuffer {
  readonly maxByteLength: number;
  resize(length: number): void;
}

const ResizableBuffer = ArrayBuffer as unknown as new (
  length: number,
  options: { readonly maxByteLength: number },
) => Resizable;

/** One place for one body after the other: large blocks that come and go leave the process larger than all of them. */
class Place {
  #memory = new ResizableBuffer(0, { maxByteLength: 0 });

  /** So many bytes; what is there already stays. */
  of(size: number): Buffer {
    if (size > this.#memory.maxByteLength) this.#memory = new ResizableBuffer(size, { maxByteLength: size });
    else this.#memory.resize(size);
    return Buffer.from(this.#memory, 0, size);
  }

  empty(): void {
    this.#memory.resize(0);
  }
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
