import type { ParsedBody } from "../../checks/index.ts";
import type { Exchange } from "../../result/index.ts";
import { isObject } from "../../scim/index.ts";

/** What answers showed of one attribute. */
export interface SeenAttribute {
  /** Answers that had it. */
  times: number;
  /** `a list`, `a text`, …: in how many forms it came. */
  readonly forms: Set<string>;
  /** What a `type` inside a list had as its value: nothing about a person. */
  readonly types: Set<string>;
}

// The first entries of a list have what the others have.
const ENTRIES = 3;
// Of a server whose every answer has other names.
const MAX_PATHS = 2000;
const MAX_TYPES = 10;

/** What the answers of a suite showed, attribute by attribute: its size depends on the resource types, not on the run. */
export class Seen {
  readonly #answers = new Map<string, number>();
  readonly #attributes = new Map<string, SeenAttribute>();
  readonly #successes = new Map<string, number>();
  readonly #requests = new Map<string, number>();

  /** Takes note of one exchange. */
  note({ request, response, resource }: Exchange, parsed: ParsedBody): void {
    if (response === undefined || resource === undefined) return;
    const { type } = resource;
    const isSuccess = response.status >= 200 && response.status < 300;
    const key = `${request.method} ${type}`;
    add(this.#requests, key);
    if (isSuccess) add(this.#successes, key);
    if (!isSuccess || parsed.kind !== "json" || !isObject(parsed.value) || !("id" in parsed.value)) return;
    // Of an answer with an `attributes` parameter nothing follows of what is left out.
    if (/[?&](?:excludedA|a)ttributes=/u.test(request.url)) return;
    add(this.#answers, type);
    const noted = new Set<string>();
    for (const [name, value] of Object.entries(parsed.value)) {
      this.#at(type, name, value, noted);
      const isExtension = /^urn:/iu.test(name);
      for (const entry of Array.isArray(value) ? value.slice(0, ENTRIES) : [value]) {
        if (!isObject(entry)) continue;
        for (const [inside, one] of Object.entries(entry)) {
          this.#at(type, `${name}${isExtension ? ":" : "."}${inside}`, one, noted);
          if (!isExtension || !isObject(one)) continue;
          for (const [last, two] of Object.entries(one)) this.#at(type, `${name}:${inside}.${last}`, two, noted);
        }
      }
    }
  }

  #at(type: string, path: string, value: unknown, noted: Set<string>): void {
    const key = `${type} ${path.toLowerCase()}`;
    const seen = this.#attributes.get(key) ?? { times: 0, forms: new Set(), types: new Set() };
    if (!this.#attributes.has(key) && this.#attributes.size >= MAX_PATHS) return;
    this.#attributes.set(key, seen);
    if (!noted.has(key)) seen.times += 1;
    noted.add(key);
    seen.forms.add(formOf(value));
    if (seen.types.size < MAX_TYPES && typeof value === "string" && value.length < 40 && path.endsWith(".type")) {
      seen.types.add(value);
    }
  }

  /** How many answers showed a resource of this type as a whole. */
  answers(type: string): number {
    return this.#answers.get(type) ?? 0;
  }

  /** What they showed of an attribute; undefined where none had it. */
  attribute(type: string, path: string): SeenAttribute | undefined {
    return this.#attributes.get(`${type} ${path.toLowerCase()}`);
  }

  /** How many requests of a method were sent to single resources of a type, and how many of them succeeded. */
  requests(method: string, type: string): { readonly sent: number; readonly succeeded: number } {
    const key = `${method} ${type}`;
    return { sent: this.#requests.get(key) ?? 0, succeeded: this.#successes.get(key) ?? 0 };
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function formOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  return { string: "a text", number: "a number", boolean: "true or false", object: "an object" }[
    typeof value as "string" | "number" | "boolean" | "object"
  ];
}
