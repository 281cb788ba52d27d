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
export class Place {
  #memory = new ResizableBuffer(0, { maxByteLength: 0 });

  /** So many bytes; what is there already stays. */
  of(size: number): Buffer {
    if (size > this.#memory.maxByteLength) this.#memory = new ResizableBuffer(size, { maxByteLength: size });
    else this.#memory.resize(size);
    return Buffer.from(this.#memory, 0, size);
  }

  /** Gives back what is there at once. */
  empty(): void {
    this.#memory.resize(0);
  }
}
