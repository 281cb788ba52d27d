import { isJsonObject, type Json, type JsonObject, sameJson } from "./json.ts";
import { membersOf } from "./resource.ts";

/** Members are a set of ids: neither their order nor what else is said of them is a change. */
export function isSameState(left: JsonObject, right: JsonObject): boolean {
  const ids = (attributes: JsonObject): string[] =>
    membersOf(attributes)
      .map(({ value }) => value)
      .sort();
  const { members: _, ...leftRest } = left;
  const { members: __, ...rightRest } = right;
  return sameJson(leftRest, rightRest) && sameJson(ids(left), ids(right));
}

/** The attributes without those that are empty, which is the same as unassigned (RFC 7643 section 2.5). */
export function withoutEmpty(attributes: JsonObject): JsonObject {
  const kept = Object.entries(attributes).filter(([name, value]) => name === "members" || !isEmpty(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, isJsonObject(value) ? withoutEmpty(value) : value]));
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(isEmpty);
}
