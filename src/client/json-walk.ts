/**
 * Maps every text in a JSON value: strings, keys, and numbers that change when mapped as text.
 *
 * @throws RangeError when the value is nested too deeply.
 */
export function mapJson(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value);
  if (typeof value === "number") {
    const mapped = map(String(value));
    return mapped === String(value) ? value : mapped;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapJson(item, map));
  // Not by assignment: a key of `__proto__` must stay an ordinary one.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapJson(item, map)]));
}
