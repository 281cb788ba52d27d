import { isJsonObject, type Json, type JsonObject } from "./json.ts";

/** The resource types that the core keeps. */
export type ResourceType = "User" | "Group";

/** A stored resource. Never changed in place: an update stores another one under the same id. */
export interface Resource {
  readonly type: ResourceType;
  readonly id: string;
  /** What clients wrote, under the names of RFC 7643; neither `schemas`, `id` nor `meta`. */
  readonly attributes: JsonObject;
  readonly created: string;
  readonly lastModified: string;
  /** Counts the changes, from 1. */
  readonly version: number;
}

/** An entry of a group's `members`, as stored. */
export interface Member extends JsonObject {
  value: string;
}

/** The members in a group's attributes. */
export function membersOf(attributes: JsonObject): Member[] {
  const { members } = attributes;
  return Array.isArray(members) ? members.filter(isMember) : [];
}

/** The same attributes with another list of members. */
export function withMembers(attributes: JsonObject, members: readonly Member[]): JsonObject {
  return { ...attributes, members: [...members] };
}

/** The list with one entry an id, the first one kept. */
export function withoutRepeats(members: readonly Member[]): Member[] {
  return [...new Map(members.toReversed().map((member) => [member.value, member])).values()].toReversed();
}

function isMember(value: Json): value is Member {
  return isJsonObject(value) && typeof value["value"] === "string";
}
