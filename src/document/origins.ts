import { below, child, pointerTokens } from "./pointer.ts";

/** What in a document came from elsewhere, and from which pointer there. */
export class Origins {
  readonly #byHolder = new Map<object, Map<string, string>>();

  /** The part of `holder` under `key` came from the pointer `origin`. */
  record(holder: object, key: string | number, origin: string): void {
    const known = this.#byHolder.get(holder) ?? new Map<string, string>();
    this.#byHolder.set(holder, known);
    known.set(String(key), origin);
  }

  /** An item of a list is gone: those behind it have moved up. */
  removed(holder: readonly unknown[], index: number): void {
    const known = this.#byHolder.get(holder);
    if (known === undefined) return;
    const kept = [...known].filter(([key]) => Number(key) !== index);
    this.#byHolder.set(
      holder,
      new Map(kept.map(([key, origin]) => [String(Number(key) > index ? Number(key) - 1 : key), origin])),
    );
  }

  /** Where the thing that a pointer names came from, or undefined for one that was there from the beginning. */
  of(root: unknown, pointer: string): string | undefined {
    let at = root;
    let origin: string | undefined;
    for (const token of pointerTokens(pointer)) {
      const own = typeof at === "object" && at !== null ? this.#byHolder.get(at)?.get(token) : undefined;
      origin = own ?? (origin === undefined ? undefined : below(origin, token));
      at = child(at, token);
    }
    return origin;
  }
}
