import { isObject } from "../attribute.ts";
import { type AttributeSchema, subAttributeNamed } from "../path/attribute-schema.ts";
import { isCaseExact } from "../path/compare-values.ts";
import { isNamedByValue } from "./conform.ts";
import type { Context } from "./context.ts";
import { read } from "./node.ts";
import { canonicalValue } from "./same-value.ts";

/**
 * Finds a value of a multi-valued attribute that is the same as another: by `value` where it never changes (a member is
 * its id), else by `type` and `value` (RFC 7643 section 2.4), else by everything it has. Linear over a whole list.
 */
export class ElementIndex {
  readonly #attribute: AttributeSchema;
  readonly #context: Context;
  readonly #exact = new Map<string, number>();
  readonly #folded = new Map<string, number>();

  constructor(attribute: AttributeSchema, context: Context, elements: readonly unknown[] = []) {
    this.#attribute = attribute;
    this.#context = context;
    for (const [place, element] of elements.entries()) this.note(element, place);
  }

  /** Remembers where a value stands, unless its like stands before it. */
  note(element: unknown, place: number): void {
    const [exact, folded] = [this.#keyOf(element, false), this.#keyOf(element, true)];
    if (!this.#exact.has(exact)) this.#exact.set(exact, place);
    if (!this.#folded.has(folded)) this.#folded.set(folded, place);
  }

  /** Where the same value stands; undefined when there is none. */
  placeOf(element: unknown): number | undefined {
    const place = this.#exact.get(this.#keyOf(element, false));
    if (place !== undefined) return place;
    const folded = this.#folded.get(this.#keyOf(element, true));
    return folded !== undefined && this.#context.choose("disputed-case") === "fold" ? folded : undefined;
  }

  #keyOf(element: unknown, foldDisputed: boolean): string {
    if (!isObject(element)) return textOf(element, this.#attribute, foldDisputed);
    if (read(element, "value") === undefined) return canonicalValue(element);
    const names = isNamedByValue(this.#attribute) ? ["value"] : ["value", "type"];
    const texts = names.map((name) =>
      textOf(read(element, name), subAttributeNamed(this.#attribute, name) ?? { name }, foldDisputed),
    );
    return JSON.stringify(texts);
  }
}

function textOf(value: unknown, about: Parameters<typeof isCaseExact>[0], foldDisputed: boolean): string {
  const text = canonicalValue(value);
  return isCaseExact(about, foldDisputed) ? text : text.toLowerCase();
}
