import { isObject, isUnassigned, type JsonObject } from "../attribute.ts";
import { parseDateTime } from "../date-time.ts";
import {
  type AttributeSchema,
  attributeNamed,
  type ResourceSchema,
  type SchemaDescription,
  sameName,
} from "../path/attribute-schema.ts";
import { isCaseExact } from "../path/compare-values.ts";
import { textOf } from "../text-of.ts";
import { isNamedByValue } from "./conform.ts";

/**
 * True when two representations show the same state, as far as a client has a say in it. Left out: `meta`, what is never
 * returned, `$ref` and readOnly sub-attributes, which the server writes in its own way. Members are a set of `value`s.
 * `primary` is false unless said otherwise (RFC 7643 section 2.4); text that is not caseExact may change its case
 * (section 7); an extension without data need not be named in `schemas`.
 */
export function sameState(left: JsonObject, right: JsonObject, schema: ResourceSchema): boolean {
  return canonicalState(left, schema) === canonicalState(right, schema);
}

/** A text that two resources share exactly when {@link sameState} holds. */
export function canonicalState(resource: JsonObject, schema: ResourceSchema): string {
  const extensions = new Map<string, SchemaDescription>(schema.extensions.map((one) => [one.urn.toLowerCase(), one]));
  const hasData = (urn: string): boolean =>
    Object.entries(resource).some(([key, value]) => sameName(key, urn) && canonicalNode(value, undefined) !== "{}");
  const entries = Object.entries(resource).flatMap(([key, value]) => {
    const extension = extensions.get(key.toLowerCase());
    if (extension !== undefined) return entryOf(key, canonicalNode(value, extension.attributes));
    if (sameName(key, "schemas") && Array.isArray(value)) {
      const urns = value.filter((urn) => !extensions.has(textOf(urn).toLowerCase()) || hasData(textOf(urn)));
      return entryOf(key, JSON.stringify([...new Set(urns.map((urn) => textOf(urn).toLowerCase()))].sort()));
    }
    return canonicalEntry(key, value, attributeNamed(schema.attributes, key));
  });
  return `{${entries.sort().join(",")}}`;
}

function entryOf(key: string, text: string): readonly string[] {
  return text === "{}" || text === "[]" || text === "null" ? [] : [`${JSON.stringify(key.toLowerCase())}:${text}`];
}

function canonicalEntry(key: string, value: unknown, attribute: AttributeSchema | undefined): readonly string[] {
  if (sameName(key, "meta") || attribute?.returned === "never" || isUnassigned(value)) return [];
  return entryOf(
    key,
    attribute?.multiValued === true ? canonicalList(value, attribute) : canonicalOne(value, attribute),
  );
}

function canonicalList(value: unknown, attribute: AttributeSchema): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!isNamedByValue(attribute)) {
    const texts = list.map((element) => canonicalOne(element, attribute)).filter((text) => text !== "{}");
    return `[${texts.sort().join(",")}]`;
  }
  const names = list.map((element) =>
    isObject(element) ? canonicalNode(element, attribute.subAttributes, "value") : "",
  );
  return `[${[...new Set(names)].sort().join(",")}]`;
}

function canonicalOne(value: unknown, attribute: AttributeSchema | undefined): string {
  if (Array.isArray(value)) {
    return `[${value
      .map((element) => canonicalOne(element, attribute))
      .sort()
      .join(",")}]`;
  }
  if (isObject(value)) return canonicalNode(value, attribute?.subAttributes);
  if (typeof value !== "string" || attribute === undefined) return JSON.stringify(value) ?? "null";
  const instant = attribute.type === "dateTime" ? parseDateTime(value) : undefined;
  if (instant !== undefined) return String(instant.epochMs);
  return JSON.stringify(isCaseExact(attribute) ? value : value.toLowerCase());
}

function canonicalNode(value: unknown, attributes: readonly AttributeSchema[] | undefined, only?: string): string {
  if (!isObject(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const sub = attributeNamed(attributes, key);
    const isServers = sameName(key, "$ref") || (sub?.mutability === "readOnly" && only === undefined);
    if (isServers || (sameName(key, "primary") && inner === false)) return [];
    return only === undefined || sameName(key, only) ? canonicalEntry(key, inner, sub) : [];
  });
  return `{${entries.sort().join(",")}}`;
}
