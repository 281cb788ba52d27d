import type { RunSignal } from "../io.ts";

/** Something that happened while a run was watched. */
export type Wish =
  | { readonly kind: "signal"; readonly signal: RunSignal }
  | { readonly kind: "quit" }
  | { readonly kind: "all" }
  | { readonly kind: "failed" }
  | { readonly kind: "change"; readonly file: string }
  | { readonly kind: "ended"; readonly code: number };

/** The strongest first: of several that came together only that one counts. */
const ORDER: readonly Wish["kind"][] = ["signal", "quit", "all", "failed", "change", "ended"];

/** Holds what happened until somebody looks. Nothing is lost, and what came together is one. */
export class Inbox {
  readonly #held: Wish[] = [];
  #wake: (() => void) | undefined;

  /** Something happened. */
  put(wish: Wish): void {
    this.#held.push(wish);
    this.#wake?.();
  }

  /** What a run that begins now need not be told. */
  forget(...kinds: readonly Wish["kind"][]): void {
    const kept = this.#held.filter(({ kind }) => !kinds.includes(kind));
    this.#held.splice(0, this.#held.length, ...kept);
  }

  /** The strongest of what happened since the last look, which is not over yet; undefined where nothing did. */
  peek(): Wish | undefined {
    return this.#held.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))[0];
  }

  /** The strongest of what happened since the last look; waits where nothing did. */
  async take(): Promise<Wish> {
    for (;;) {
      const strongest = this.peek();
      this.#held.length = 0;
      if (strongest !== undefined) return strongest;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
