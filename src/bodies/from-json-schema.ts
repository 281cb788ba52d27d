import { type BodySchema, type FlatSchema, flatten, type JsonSchema } from "../document/index.ts";
import { isAlwaysUnique, plain } from "./from-scim.ts";
import { type BodyShape, isServersAffair, type Limits, NOT_GENERATED, type Part, type PartKind } from "./part.ts";

/** An attribute has sub-attributes, and they have none (RFC 7643 section 2.3.8); an extension is one level more. */
const MAX_DEPTH = 3;

const LIMITS = ["minLength", "maxLength", "minimum", "maximum", "multipleOf", "minItems", "maxItems"] as const;

/**
 * The attributes that a client may write, by the JSON Schema that a document has for the body of a POST or PUT. readOnly
 * properties are left out, and what nothing is known of but its name.
 *
 * @param urn of the base schema, which a JSON Schema does not tell
 * @param isShown whether an answer is declared to have the attribute, by its path
 */
export function partsOfJsonSchema(
  type: BodyShape["type"],
  urn: string,
  body: BodySchema,
  isShown: (path: string) => boolean = () => true,
): BodyShape {
  const root = body.standalone ?? body.schema;
  const visit = (part: JsonSchema, prefix: string, depth: number): readonly Part[] => {
    const { properties, required } = flatten(root, part);
    return [...properties].flatMap(([name, property]) => {
      const path = `${prefix}${name}`;
      const outer = flatten(root, property);
      if (outer.readOnly || NOT_GENERATED.has(name.toLowerCase())) return [];
      const isNeeded = required.has(name);
      if (!isNeeded && isServersAffair(name)) return [];
      if (type === "Group" && path.toLowerCase() === "members") {
        return [{ ...plain(name, path, "members"), multiValued: true, required: isNeeded, limits: limitsOf(outer) }];
      }
      const isList = outer.types.includes("array");
      const inner = isList && outer.items !== undefined ? flatten(root, outer.items) : outer;
      const isExtension = /^urn:/iu.test(name);
      const kind = kindOf(inner);
      if (kind === undefined || (kind === "complex" && depth >= MAX_DEPTH)) return [];
      const next = isList ? outer.items : property;
      const parts =
        kind === "complex" && next !== undefined ? visit(next, isExtension ? `${path}:` : `${path}.`, depth + 1) : [];
      if (kind === "complex" && parts.length === 0) return [];
      return [
        {
          ...plain(name, path, kind),
          multiValued: isList,
          required: isNeeded,
          unique: isAlwaysUnique(path, type),
          shown: isExtension || isShown(path),
          limits: { ...limitsOf(inner), ...(isList ? limitsOf(outer) : {}) },
          parts,
          isExtension,
          ...wordsOf(inner),
        },
      ];
    });
  };
  return { type, urn, parts: visit(root, "", 1) };
}

function kindOf({ types, keywords }: FlatSchema): PartKind | undefined {
  const type = types.find((one) => one !== "null");
  const { format } = keywords;
  if (type === "object") return "complex";
  if (type === "boolean") return "boolean";
  if (type === "integer") return "integer";
  if (type === "number") return "decimal";
  // What may be anything, or has alternatives alone, is nothing that a value can be made up for.
  if (type !== "string") return Array.isArray(keywords["enum"]) ? "text" : undefined;
  if (format === "date-time") return "dateTime";
  return format === "uri" || format === "uri-reference" || format === "url" ? "uri" : "text";
}

function limitsOf({ keywords }: FlatSchema): Limits {
  return Object.fromEntries(
    LIMITS.flatMap((name) => {
      const value = keywords[name];
      return typeof value === "number" && Number.isFinite(value) ? [[name, value]] : [];
    }),
  );
}

function wordsOf({ keywords }: FlatSchema): Pick<Part, "choices" | "format" | "pattern"> {
  const { enum: listed, format, pattern } = keywords;
  const choices = Object.hasOwn(keywords, "const") ? [keywords["const"]] : Array.isArray(listed) ? listed : undefined;
  return {
    ...(choices === undefined ? {} : { choices: choices.filter((one) => one !== null) }),
    ...(typeof format === "string" ? { format } : {}),
    ...(typeof pattern === "string" ? { pattern } : {}),
  };
}
