import type { ResourceTypeName } from "../../document/index.ts";
import {
  type AttributeSchema,
  describedType,
  isObject,
  type JsonObject,
  type ResourceSchema,
} from "../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";

/** What the server itself says of a type (RFC 7643 sections 6 and 7); undefined where it says nothing. */
export async function described(context: ScenarioContext, type: ResourceTypeName): Promise<ResourceSchema | undefined> {
  const { resourceTypes, schemas } = await context.service.discovery();
  return describedType(resourceTypes.model, schemas.model, type);
}

/** {@link described} for a User. */
export async function describedUser(context: ScenarioContext): Promise<ResourceSchema | undefined> {
  return await described(context, "User");
}

/** Finds an attribute by its name, whatever its case. */
export function attributeNamed(
  attributes: readonly AttributeSchema[] | undefined,
  name: string,
): AttributeSchema | undefined {
  return attributes?.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase());
}

/** True where the server says that it supports a feature, undefined where it says nothing. */
export async function claims(
  context: ScenarioContext,
  feature: "patch" | "filter" | "sort" | "etag" | "bulk" | "changePassword",
): Promise<boolean | undefined> {
  return (await context.service.discovery()).config.model?.[feature];
}

/**
 * PATCH is optional (RFC 7644 section 3.5.2), and where a server says that it has none, nothing else is asked of it.
 *
 * @throws NoVerdict `not-applicable` where the server says that it has no such method
 */
export async function needMethod(context: ScenarioContext, method: string): Promise<void> {
  if (method === "PATCH" && (await claims(context, "patch")) === false)
    throw new NoVerdict("not-applicable", "the server says that it offers no PATCH");
}

// What every server keeps, whatever it says of itself (RFC 7643 sections 3.1, 4.1.1 and 4.2).
const ALWAYS: ReadonlySet<string> = new Set(["username", "externalid", "displayname:group", "members:group"]);

/**
 * The part of a body that this server says it has: what is in its own schema, or, where it shows none, what no server may
 * do without. The rest may be ignored: an attribute that a server does not describe is none that it has.
 */
export async function describedPart(
  context: ScenarioContext,
  type: ResourceTypeName,
  body: JsonObject,
): Promise<JsonObject> {
  const schema = await described(context, type);
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const key = name.toLowerCase();
      if (ALWAYS.has(key) || ALWAYS.has(`${key}:${type.toLowerCase()}`)) return [[name, value]];
      const extension = schema?.extensions.find(({ urn }) => urn.toLowerCase() === key);
      if (extension !== undefined) return [[name, partOf(value, extension.attributes)]];
      const attribute = attributeNamed(schema?.attributes, name);
      return attribute === undefined || isKept(attribute) ? [] : [[name, partOf(value, attribute.subAttributes)]];
    }),
  );
}

/** True for what a client has no say in, or never sees again. */
function isKept({ mutability, returned }: AttributeSchema): boolean {
  return mutability === "readOnly" || mutability === "writeOnly" || returned === "never" || returned === "request";
}

/** The part of a value that these sub-attributes describe and a read shows; the whole where they are undefined. */
export function partOf(value: unknown, sub: readonly AttributeSchema[] | undefined): unknown {
  if (Array.isArray(value)) return value.map((entry: unknown) => partOf(entry, sub));
  if (!isObject(value) || sub === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const attribute = attributeNamed(sub, name);
      return attribute === undefined || isKept(attribute) ? [] : [[name, partOf(part, attribute.subAttributes)]];
    }),
  );
}

/** Names in lower case of what this server always shows, by its own schema: no projection leaves it out. */
export async function alwaysShown(context: ScenarioContext, type: ResourceTypeName): Promise<ReadonlySet<string>> {
  const schema = await described(context, type);
  const always = schema?.attributes.filter(({ returned }) => returned === "always") ?? [];
  return new Set(["id", "schemas", ...always.map(({ name }) => name.toLowerCase())]);
}
