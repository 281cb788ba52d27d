import type { Exchange } from "../../result/index.ts";
import { attributeOf, isObject } from "../../scim/index.ts";

/** Ids that a server would give, by the names that stand for them: `{group-1}`. */
export class Symbols {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** Takes the id of what a POST has made. */
  learn({ request, response, resource }: Exchange): void {
    if (request.method !== "POST" || response?.status !== 201) return;
    const body: unknown = JSON.parse(response.body);
    const id = isObject(body) ? attributeOf(body, "id") : undefined;
    if (typeof id !== "string" || this.#names.has(id)) return;
    const type = (resource?.type ?? "resource").toLowerCase();
    const number = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, number);
    this.#names.set(id, `{${type}-${number}}`);
  }

  /** A text with every known id replaced by its name. */
  replace(text: string): string {
    // A percent-encoded quote before an id is no part of it.
    return text.replaceAll(/%[0-9A-F]{2}|[\w-]+/giu, (word) => this.#names.get(word) ?? word);
  }
}
