// How often a progress that is not shown on a terminal says something, in ms.
const EVERY = 15_000;

/** Says on stderr how far a bench has come: on a terminal in one line, elsewhere now and then. */
export class Progress {
  readonly #total: number;
  readonly #begun: number = performance.now();
  #done: number = 0;
  #said: number = performance.now();

  constructor(total: number) {
    this.#total = total;
  }

  /** One more is done. */
  step(what: string): void {
    this.#done += 1;
    const now = performance.now();
    const text = `${this.#done}/${this.#total}  ${((now - this.#begun) / 1000).toFixed(0)} s  ${what}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${text}${this.#done === this.#total ? "\n" : ""}`);
    } else if (now - this.#said > EVERY || this.#done === this.#total) {
      this.#said = now;
      process.stderr.write(`${text}\n`);
    }
  }
}
