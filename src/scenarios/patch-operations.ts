import type { Profile } from "../document/index.ts";
import { NoVerdict, type PatchShapes } from "./context.ts";

/** One operation of a PATCH message (RFC 7644 section 3.5.2). */
export interface PatchOperation {
  readonly op: "add" | "remove" | "replace";
  readonly path?: string;
  readonly value?: unknown;
}

/** What the builders need: the accepted shapes, and the vendor's habits. */
export interface PatchStyle {
  readonly shapes: PatchShapes;
  readonly profile: Profile;
}

/** The style of the RFC itself: what the oracle is asked about, whatever shape is sent. */
export function asTheRfc(style: PatchStyle): PatchStyle {
  return { ...style, shapes: { value: "array", remove: "filter" } };
}

/**
 * Member entries in the accepted shape; `beside` is put into each.
 *
 * @throws NoVerdict where a value is the id of one member, and these are several or none
 */
export function memberValue(
  { shapes, profile }: PatchStyle,
  ids: readonly string[],
  beside: Readonly<Record<string, unknown>> = {},
): unknown {
  const type = profile.members.types.User;
  const entries = ids.map((value) => ({ value, ...(type === undefined ? {} : { type }), ...beside }));
  switch (shapes.value) {
    case "array":
      return entries;
    case "json-text":
      return JSON.stringify(entries);
    case "bare-id":
      // No page and no RFC says how one text would hold several ids, or none.
      if (ids.length !== 1) throw new NoVerdict("not-applicable", "members are written as bare ids, one in each value");
      return ids[0];
  }
}

/** Adds members: one operation, or one for each where a value holds a single id. */
export function addMembers(style: PatchStyle, ids: readonly string[], path = "members"): readonly PatchOperation[] {
  const parts = holdsOne(style) ? ids.map((id) => [id]) : [ids];
  return parts.map((part) => ({ op: "add", path, value: memberValue(style, part) }));
}

/**
 * Replaces the whole list of members. Where a value holds a single id, the first replaces the list and the others are
 * added to it; with none, the list is removed (RFC 7644 section 3.5.2.2).
 */
export function replaceMembers(style: PatchStyle, ids: readonly string[], path = "members"): readonly PatchOperation[] {
  if (!holdsOne(style)) return [{ op: "replace", path, value: memberValue(style, ids) }];
  const [first, ...others] = ids;
  if (first === undefined) return [{ op: "remove", path }];
  return [{ op: "replace", path, value: memberValue(style, [first]) }, ...addMembers(style, others, path)];
}

/** True where a value is the id of one member, so that several take an operation each. */
export function holdsOne({ shapes }: PatchStyle): boolean {
  return shapes.value === "bare-id";
}

/** Removes members, one operation for each. */
export function removeMembers(style: PatchStyle, ids: readonly string[], path = "members"): readonly PatchOperation[] {
  return ids.map((id) => {
    switch (style.shapes.remove) {
      case "filter":
        return { op: "remove", path: memberFilter(id, path) };
      case "filter-empty-value":
        return { op: "remove", path: memberFilter(id, path), value: "" };
      case "value-list":
        return { op: "remove", path, value: memberValue(style, [id]) };
    }
  });
}

/** The path of one member; the id as a JSON string (RFC 7644 section 3.4.2.2: compValue). */
export function memberFilter(id: string, path = "members"): string {
  return `${path}[value eq ${JSON.stringify(id)}]`;
}

/** Renames: with a path where one is required, else as a value object. */
export function renameTo({ profile }: PatchStyle, name: string): PatchOperation {
  return profile.patch.pathRequired
    ? { op: "replace", path: "displayName", value: name }
    : { op: "replace", value: { displayName: name } };
}
