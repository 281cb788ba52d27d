import { attributeOf, isObject, type JsonObject, textAttribute } from "../attribute.ts";
import { listedIn } from "./listed.ts";

/** One type of resource that a server has (RFC 7643 section 6). */
export interface ResourceTypeDescription {
  readonly name: string;
  /** Below the base URL, beginning with a slash: `/Users`. */
  readonly endpoint: string;
  /** URN of the base schema. */
  readonly schema: string;
  readonly extensions: readonly { readonly schema: string; readonly required: boolean }[];
}

/** Reads `/ResourceTypes`; entries without name, endpoint or schema describe nothing and are left out. */
export function parseResourceTypes(body: unknown): readonly ResourceTypeDescription[] | undefined {
  return listedIn(body)?.flatMap((entry) => {
    const [name, endpoint, schema] = ["name", "endpoint", "schema"].map((key) => textAttribute(entry, key));
    if (name === undefined || endpoint === undefined || schema === undefined) return [];
    return [{ name, endpoint: pathOf(endpoint), schema, extensions: extensionsOf(entry) }];
  });
}

function extensionsOf(entry: JsonObject): ResourceTypeDescription["extensions"] {
  const list = attributeOf(entry, "schemaExtensions");
  return (Array.isArray(list) ? list : []).flatMap((extension) => {
    const schema = isObject(extension) ? textAttribute(extension, "schema") : undefined;
    return schema === undefined || !isObject(extension)
      ? []
      : [{ schema, required: attributeOf(extension, "required") === true }];
  });
}

/** The endpoint is relative to the base URL (RFC 7643 section 6); some write it without a slash, some in full. */
function pathOf(endpoint: string): string {
  if (endpoint.startsWith("/")) return endpoint;
  return URL.canParse(endpoint) ? `/${new URL(endpoint).pathname.split("/").at(-1) ?? ""}` : `/${endpoint}`;
}
