const FIRST_SIZE = 64 * 1024;

/** Gives a place for at least so many bytes. */
export type Room = (size: number) => Buffer;

/** Bytes as they come, in one place: pieces that are put together at the end are in memory twice. */
export class Gathered {
  #bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  #length = 0;
  #room: Room = (size) => Buffer.allocUnsafeSlow(size);

  get length(): number {
    return this.#length;
  }

  add(chunk: Buffer): void {
    const length = this.#length + chunk.length;
    if (length > this.#bytes.length) this.#moveTo(this.#room(Math.max(length, this.#bytes.length * 2)));
    chunk.copy(this.#bytes, this.#length);
    this.#length = length;
  }

  /** From now on, what there is no place for goes where `room` says. */
  grow(room: Room): void {
    this.#room = room;
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
