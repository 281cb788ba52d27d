/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object; false for null and arrays. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads an attribute by name, comparing names without regard to case (RFC 7643 section 2.1).
 * An exact match wins over one that differs in case.
 */
export function attributeOf(resource: JsonObject, name: string): unknown {
  if (Object.hasOwn(resource, name)) return resource[name];
  const key = keyOf(resource, name);
  return key === undefined ? undefined : resource[key];
}

/** True when the name is in the object, whatever its case. */
export function hasAttribute(resource: JsonObject, name: string): boolean {
  return keyOf(resource, name) !== undefined;
}

/** The name as the object has it. Written for Groups of 100,000 members: it makes nothing unless lengths are the same. */
function keyOf(resource: JsonObject, name: string): string | undefined {
  for (const key in resource) {
    // Cases of one name may differ in length outside ASCII, and SCIM's names are ASCII (RFC 7643 section 2.1).
    if (key.length !== name.length || beginsOtherwise(key, name)) continue;
    if (key.toLowerCase() === name.toLowerCase() && Object.hasOwn(resource, key)) return key;
  }
  return undefined;
}

/** True when the first signs, both of ASCII, differ by more than the bit that case is: most names of one length do. */
function beginsOtherwise(one: string, other: string): boolean {
  const [first, second] = [one.charCodeAt(0), other.charCodeAt(0)];
  return first < 128 && second < 128 && (first | 32) !== (second | 32);
}

/** Absent, null and the empty array are one state: unassigned (RFC 7643 section 2.5). */
export function isUnassigned(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** An attribute as text, or undefined when it is not text. */
export function textAttribute(resource: JsonObject, name: string): string | undefined {
  const value = attributeOf(resource, name);
  return typeof value === "string" ? value : undefined;
}
