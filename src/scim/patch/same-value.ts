import { isObject, isUnassigned } from "../attribute.ts";

/**
 * A text that two values share exactly when they are the same: names without case, what is unassigned left out, lists
 * without order (RFC 7643 sections 2.1, 2.3.8, 2.4 and 2.5).
 */
export function canonicalValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalValue).sort().join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value)
    .filter(([, inner]) => !isUnassigned(inner))
    .map(([key, inner]) => `${JSON.stringify(key.toLowerCase())}:${canonicalValue(inner)}`);
  return `{${entries.sort().join(",")}}`;
}

/** True when two values are the same in state, letter by letter. */
export function sameValue(left: unknown, right: unknown): boolean {
  return left === right || canonicalValue(left) === canonicalValue(right);
}

/** True when every assigned sub-attribute of a part is in the whole, with the same value. */
export function isPartOf(part: unknown, whole: unknown): boolean {
  if (!isObject(part) || !isObject(whole)) return sameValue(part, whole);
  const wanted = new Map(Object.entries(whole).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(part).every(
    ([key, value]) => isUnassigned(value) || sameValue(value, wanted.get(key.toLowerCase())),
  );
}
