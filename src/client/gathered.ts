const FIRST_SIZE = 64 * 1024;

/** Gives a place for at least so many bytes. */
export type Room = (size: number) => Buffer;

// A place for that much is asked for at once: what is not written to takes no memory, and small places on the way to a
// large one would all stay until garbage is collected.
const LARGE_SIZE = 32 * 1024 * 1024;

/** Bytes as they come, in one place: pieces that are put together at the end are in memory twice. */
export class Gathered {
  readonly #most: number;
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  #length = 0;
  #room: Room | undefined;

  /** @param most bytes that will ever be added */
  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#length;
  }

  add(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    if (length > this.#bytes.length) this.#moveTo(this.#larger(length));
    chunk.copy(this.#bytes, this.#length);
    this.#length = length;
  }

  /** From now on, what there is no place for goes where `room` says. */
  grow(room: Room): void {
    this.#room = room;
  }

  #larger(length: number): Buffer {
    const size = Math.max(length, this.#bytes.length * 2);
    if (this.#room === undefined) return Buffer.allocUnsafeSlow(size);
    return this.#room(Math.max(length, Math.min(this.#most, Math.max(size, LARGE_SIZE))));
  }

  #moveTo(bytes: Buffer): void {
    if (bytes.buffer !== this.#bytes.buffer) this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }

  /** All of them so far; not a copy. */
  whole(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
