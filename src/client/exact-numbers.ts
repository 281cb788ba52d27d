import { scanJson } from "./json-scan.ts";

// Within a text the second quotation mark has a backslash before it, so that this is always a name.
const LONG_ID = /("id"\s*:\s*)(-?\d{16,})(?=\s*[,}])/gi;

/**
 * Parses JSON with every `id` that is a number of so many digits as the text that it is: read as a number, one beyond
 * 2^53 becomes a neighbour's, and whoever removes by it removes somebody else's resource.
 *
 * @throws SyntaxError
 */
export function parseWithIds(json: string): unknown {
  return JSON.parse(json.replaceAll(LONG_ID, '$1"$2"'));
}

/**
 * An id that was shown as a text, or as a number that is one for certain: `7`, not `1e3` or `0.5`.
 */
export function idText(id: unknown): string | undefined {
  if (typeof id === "string" && id !== "") return id;
  return Number.isSafeInteger(id) ? String(id) : undefined;
}

// A double holds every number of so many digits (IEEE 754: 15.95).
const EXACT_DIGITS = 15;

/** The first number in a JSON text that cannot be written again as it is, as it stands there. */
export function inexactNumber(json: string): string | undefined {
  for (const { start, end, value } of scanJson(json)) {
    if (typeof value !== "number") continue;
    const literal = json.slice(start, end);
    if (literal.replaceAll(/\D/g, "").length > EXACT_DIGITS && String(value) !== literal) return literal;
  }
  return undefined;
}
