import { valueAt } from "../../scenarios/index.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import type { UserAttributes } from "./attributes.ts";
import type { Content, Entry } from "./history.ts";
import type { Sketch } from "./sketch.ts";

/** What a User is made with, in symbols: `v0` for whatever a body has of an attribute. */
export function baseOf(body: JsonObject, { lists, texts, active }: UserAttributes): Sketch {
  const base = new Map<string, Content>();
  for (const { path } of lists) {
    const list = valueAt(body, path);
    const first: unknown = Array.isArray(list) ? list[0] : undefined;
    if (isObject(first)) base.set(path, [entryFrom(first)]);
  }
  for (const path of texts) if (typeof valueAt(body, path) === "string") base.set(path, "v0");
  if (active && typeof body["active"] === "boolean") base.set("active", body["active"]);
  return base;
}

function entryFrom(first: JsonObject): Entry {
  const { type, primary } = first;
  return {
    value: "v0",
    ...(typeof type === "string" ? { type } : {}),
    ...(typeof primary === "boolean" ? { primary } : {}),
  };
}
