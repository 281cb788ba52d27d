import { isObject, pointerOf } from "../pointer.ts";

/** Sentences are our own words, so a published structure is kept with a star for each. */
const SENTENCES = new Set(["description", "summary", "detail"]);

/** A document with a star for each sentence; an empty one stays empty. */
export function withoutSentences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSentences);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      SENTENCES.has(key) && typeof part === "string" && part !== "" ? "*" : withoutSentences(part),
    ]),
  );
}

/** Pointers of everything in a value that is no mapping and no list. */
export function leaves(value: unknown, at: readonly string[] = []): readonly string[] {
  if (typeof value !== "object" || value === null) return [pointerOf(at)];
  const entries = Object.entries(value);
  return entries.length === 0 ? [pointerOf(at)] : entries.flatMap(([key, part]) => leaves(part, [...at, key]));
}

/** Names and links between parts: they bind nobody by themselves. */
const NO_FACT = /\/\$ref$|^\/openapi$|^\/info\/(title|version)$|^\/tags\/\d+\/name$|\/(tags\/\d+|summary|operationId)$/;

/**
 * Facts of a document that nothing accounts for.
 *
 * @param named sources of requirements: each accounts for what stands at it, and at most two steps below
 * @param also other parts about which there are requirements: each accounts for everything below it
 */
export function unaccounted(document: unknown, named: ReadonlySet<string>, also: readonly string[]): readonly string[] {
  return leaves(document)
    .filter((pointer) => !NO_FACT.test(pointer))
    .filter((pointer) => ![0, 1, 2].some((up) => named.has(above(pointer, up))))
    .filter((pointer) => !also.some((part) => pointer === part || pointer.startsWith(`${part}/`)));
}

/** The pointer some steps up; never that of the document as a whole, which would account for everything. */
function above(pointer: string, up: number): string {
  return pointer
    .split("/")
    .slice(0, up === 0 ? undefined : -up)
    .join("/");
}
