import type { Rules } from "./attributes.ts";
import type { Call } from "./call.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { property } from "./patch/operation.ts";
import { placeOf } from "./patch/value-filter.ts";
import type { ResourceType } from "./resource.ts";
import { rulesFor } from "./schema-table.ts";
import { RESOURCE_URN } from "./urns.ts";

/** Attributes by the steps that lead to them. */
type Paths = readonly (readonly string[])[];

interface Wish {
  /** What the query names; undefined where it names nothing. */
  readonly wanted: Paths | undefined;
  readonly unwanted: Paths;
  /** What the client wrote in this request. */
  readonly sent: Paths;
}

/**
 * A resource cut to what its schema and the query want shown (RFC 7643 section 7 `returned`, RFC 7644 section 3.9), down to
 * sub-attributes and into extensions.
 */
export function projectBySchema(call: Call, shown: JsonObject, type: ResourceType): JsonObject {
  const rules = rulesFor(call.service, type);
  const paths = (names: readonly string[]): Paths =>
    names.flatMap((name) => {
      const place = placeOf(name, rules, RESOURCE_URN[type]);
      return place === undefined ? [] : [place.steps];
    });
  const wanted = listed(call.query.get("attributes"));
  return cut(shown, rules, [], {
    wanted: wanted.length === 0 ? undefined : paths(wanted),
    unwanted: paths(listed(call.query.get("excludedAttributes"))),
    sent: paths(namesSent(call)),
  });
}

function cut(object: JsonObject, rules: Rules, prefix: readonly string[], wish: Wish): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    const rule = rules[name];
    const steps = [...prefix, name];
    if (rule?.writeOnly) continue;
    if (rule?.returned === "always") {
      kept[name] = value;
    } else if (wish.wanted !== undefined) {
      if (wish.wanted.some((path) => isWithin(steps, path))) kept[name] = value;
      else if (wish.wanted.some((path) => isWithin(path, steps))) kept[name] = inner(value, rule?.parts, steps, wish);
    } else if (!wish.unwanted.some((path) => isWithin(steps, path))) {
      if (rule?.returned === "request" && !wish.sent.some((path) => isWithin(steps, path))) continue;
      kept[name] = inner(value, rule?.parts, steps, wish);
    }
  }
  return kept;
}

function inner(value: Json, parts: Rules | undefined, steps: readonly string[], wish: Wish): Json {
  if (parts === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => inner(item, parts, steps, wish));
  return isJsonObject(value) ? cut(value, parts, steps, wish) : value;
}

/** Whether a path is another one or leads to something in it. */
function isWithin(path: readonly string[], other: readonly string[]): boolean {
  return other.every((step, at) => path[at] === step);
}

function listed(list: string | null): string[] {
  return (list ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The names of what the body of a write brings. */
function namesSent({ method, body }: Call): string[] {
  if (!isJsonObject(body)) return [];
  if (method !== "PATCH") return namesIn(body, "");
  const operations = property(body, "Operations");
  return (Array.isArray(operations) ? operations : []).flatMap((operation) => {
    if (!isJsonObject(operation)) return [];
    const path = property(operation, "path");
    const value = property(operation, "value");
    const name = typeof path === "string" ? path.replace(/\[.*\]/u, "") : "";
    return [name].concat(isJsonObject(value) ? namesIn(value, name) : []);
  });
}

function namesIn(object: JsonObject, before: string): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const full = before === "" ? name : `${before}${before.toLowerCase().startsWith("urn:") ? ":" : "."}${name}`;
    return [full].concat(isJsonObject(value) ? namesIn(value, full) : []);
  });
}
