import type { JsonSchema } from "./contract.ts";
import { isObject, list, lookup, members } from "./pointer.ts";

/** What a standalone schema asks of one value, references and `allOf` taken together. */
export interface FlatSchema {
  /** Keywords that assert something about this value. */
  readonly keywords: Readonly<Record<string, unknown>>;
  readonly types: readonly string[];
  readonly required: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, JsonSchema>;
  readonly items?: JsonSchema;
  /** True when nothing is to be put there: readOnly in a request. */
  readonly readOnly: boolean;
}

/** Flattens a part of the standalone schema `root`; alternatives (`anyOf`, `oneOf`, `if`) are not looked into. */
export function flatten(root: JsonSchema, part: JsonSchema): FlatSchema {
  const keywords: Record<string, unknown> = {};
  const required = new Set<string>();
  const properties = new Map<string, JsonSchema>();
  let items: JsonSchema | undefined;
  let readOnly = false;
  const seen = new Set<unknown>();
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || seen.has(schema)) return;
    seen.add(schema);
    readOnly ||= schema["readOnly"] === true;
    if (typeof schema["$ref"] === "string") visit(lookup(root, schema["$ref"].slice(1)));
    for (const branch of list(schema, "allOf")) visit(branch);
    // One alternative is none.
    for (const keyword of ["oneOf", "anyOf"]) if (list(schema, keyword).length === 1) visit(list(schema, keyword)[0]);
    for (const name of list(schema, "required")) if (typeof name === "string") required.add(name);
    for (const [name, property] of members(schema, "properties")) {
      if (!isJsonSchema(property)) continue;
      // Each branch of an allOf has its say on a property that several name.
      const known = properties.get(name);
      properties.set(name, known === undefined ? property : { allOf: [known, property] });
    }
    if (isJsonSchema(schema["items"])) items ??= schema["items"];
    for (const [keyword, value] of Object.entries(schema)) keywords[keyword] ??= value;
  };
  visit(part);
  const declared = keywords["type"];
  const types = (Array.isArray(declared) ? declared : [declared]).filter((type) => typeof type === "string");
  const implied = properties.size > 0 ? ["object"] : items === undefined ? [] : ["array"];
  return {
    keywords,
    types: types.length > 0 ? types : implied,
    required,
    properties,
    ...(items === undefined ? {} : { items }),
    readOnly,
  };
}

function isJsonSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || isObject(value);
}
