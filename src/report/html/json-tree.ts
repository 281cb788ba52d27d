/** A value in a JSON text, with the places of its parts: what stood there is shown, not what a parser made of it. */
export type JsonNode =
  | { readonly kind: "scalar"; readonly raw: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly JsonMember[] };

/** A member of an object; `rawKey` with its quotes and escapes. */
interface JsonMember {
  readonly rawKey: string;
  readonly node: JsonNode;
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/g;
const DEEPEST = 100;

/**
 * Reads a JSON text into nodes that keep duplicate keys, digits and escapes as they were sent.
 *
 * @returns undefined for what is not JSON, or is nested deeper than a person could follow
 */
export function readJsonTree(text: string): JsonNode | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(TOKENS) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? "";

  const readItems = (close: string, readOne: () => void): void => {
    while (tokens[at] !== close) {
      readOne();
      if (tokens[at] === ",") at += 1;
    }
    at += 1;
  };

  const read = (depth: number): JsonNode => {
    if (depth > DEEPEST) throw new RangeError("too deep to lay out");
    const token = next();
    if (token === "[") {
      const items: JsonNode[] = [];
      readItems("]", () => items.push(read(depth + 1)));
      return { kind: "array", items };
    }
    if (token === "{") {
      const members: JsonMember[] = [];
      readItems("}", () => {
        const rawKey = next();
        at += 1;
        members.push({ rawKey, node: read(depth + 1) });
      });
      return { kind: "object", members };
    }
    return { kind: "scalar", raw: token };
  };

  try {
    return read(0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
