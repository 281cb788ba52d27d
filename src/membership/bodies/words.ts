import { attributesIn, type Body, type BodyShape, readable } from "../../bodies/index.ts";
import { isObject } from "../../scim/index.ts";

/** More of a value than this nobody reads. */
const MAX_WORDS = 80;

/** A stored body for a person: `with nickName “Ada” and 2 emails`. */
export function bodyWords(body: Body, shape: BodyShape): string {
  // What it is told apart by is in every one.
  const all = attributesIn(body, shape).filter(({ path }) => path !== "userName");
  if (all.length === 0) return "of nothing more than it needs";
  const words = all.map(({ path, value }) => contentWords(path, value));
  const [last = "", ...others] = words.toReversed();
  const list = others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
  return words.length > 6 ? `with ${words.length} attributes: ${list}`.slice(0, 200) : `with ${list}`;
}

/** One attribute for a person. */
export function contentWords(path: string, value: unknown): string {
  const name = path.startsWith("urn:") ? path.slice(path.lastIndexOf(":") + 1) : path;
  if (Array.isArray(value) && (value.length > 2 || value.some((entry) => isObject(entry)))) {
    return `${value.length} ${name}${value.length <= 2 ? ` (${value.map(valueWords).join("; ")})` : ""}`;
  }
  return `${name} ${valueWords(value)}`;
}

/** A value for a person, cut where it is long. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return textWords(readable(value));
  if (isObject(value)) {
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${valueWords(inner)}`)
      .join(", ")
      .slice(0, 2 * MAX_WORDS);
  }
  return Array.isArray(value) ? `[${value.map(valueWords).join("; ")}]`.slice(0, 2 * MAX_WORDS) : JSON.stringify(value);
}

function textWords(text: string): string {
  const isLong = text.length > MAX_WORDS;
  return isLong ? `“${Array.from(text).slice(0, 20).join("")}…” of ${text.length} characters` : `“${text}”`;
}
