import { namesIn } from "./json-scan.ts";

/** Which values of a JSON text are hidden, and under which name. */
export interface FieldRules {
  /** The name of the rule that a path falls under; undefined when it is shown. */
  match(path: readonly string[]): string | undefined;
  /** False when no rule can hold in a text, so that it need not be read. */
  mayHold(text: string): boolean;
}

/** Properties that hold a secret wherever they stand: `password` (RFC 7643 section 4.1.1), and what OAuth calls its own. */
export const SECRET_FIELDS: readonly string[] = [
  "password",
  "access_token",
  "refresh_token",
  "id_token",
  "client_secret",
  "client_assertion",
  "private_key",
];

/**
 * Rules from attribute paths (`name.familyName`, `urn:…:User:employeeNumber`) and names of properties, in any case. A
 * path holds wherever its names follow one another, and for everything below.
 */
export function fieldRules(fields: readonly string[]): FieldRules {
  const rules = fields
    .map((field) => ({ field: field.replace(/^urn:.*:/i, ""), names: namesIn(field) }))
    .filter(({ names }) => names.length > 0);
  const words = [...new Set(rules.map(({ names }) => names.at(-1) ?? ""))];
  const anyWord =
    words.length === 0
      ? undefined
      : new RegExp(words.map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)).join("|"), "i");
  return {
    match: (path) => rules.find(({ names }) => path.some((_, from) => holdsAt(path, from, names)))?.field,
    // A name may itself be written with escapes.
    mayHold: (text) => anyWord !== undefined && (anyWord.test(text) || text.includes(String.raw`\u`)),
  };
}

function holdsAt(path: readonly string[], from: number, names: readonly string[]): boolean {
  return names.every((name, index) => path[from + index] === name);
}
