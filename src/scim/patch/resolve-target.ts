import {
  type AttributeSchema,
  attributeNamed,
  type SchemaDescription,
  sameName,
  subAttributeNamed,
} from "../path/attribute-schema.ts";
import type { AttrPath, ParsedPath, ValFilter } from "../path/path-types.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { Refusal } from "./refusal.ts";

/** A target that is an attribute. */
export type AttributeTarget = Extract<Target, { kind: "attribute" }>;

/** The place in a resource that a path names (RFC 7644 sections 3.5.2 and 3.10). */
export type Target =
  | {
      readonly kind: "attribute";
      /** The URN whose container holds the attribute; absent for core attributes. */
      readonly extension?: string;
      readonly attribute: AttributeSchema;
      readonly filter?: ValFilter;
      readonly subAttribute?: AttributeSchema;
    }
  /** An extension as a whole. */
  | { readonly kind: "container"; readonly extension: SchemaDescription }
  /** Nothing that the schema knows, and the server passes over it. */
  | { readonly kind: "nothing" };

/**
 * Looks up what a path names. `sample` is the value sent or stored there: from it the shape of an attribute is taken
 * that the schema does not know and a server may keep nevertheless.
 *
 * @throws {@link Refusal} when the schema has no such attribute and strangers are refused
 */
export function resolveTarget(path: ParsedPath, sample: unknown, context: Context): Target {
  const { attrPath } = path;
  const container = path.kind === "attrPath" ? containerNamed(attrPath, context) : undefined;
  if (container !== undefined) return { kind: "container", extension: container };
  if (path.kind === "valuePath" && attrPath.subAttr !== undefined) {
    // The grammar allows it, but a sub-attribute has one value and no sub-attributes (RFC 7643 section 2.3.8).
    throw new Refusal("path", `${attrPath.name}.${attrPath.subAttr} has no values to select`);
  }
  const found = attributeAt(attrPath, context) ?? unqualified(attrPath, context) ?? stranger(attrPath, sample, context);
  if (found === "nothing") return { kind: "nothing" };
  const subName = path.kind === "valuePath" ? path.subAttr : attrPath.subAttr;
  const filter = path.kind === "valuePath" ? { filter: path.filter } : {};
  if (subName === undefined) return { kind: "attribute", ...found, ...filter };
  const subAttribute =
    subAttributeNamed(found.attribute, subName) ?? strangeSub(found.attribute, subName, sample, context);
  return subAttribute === undefined ? { kind: "nothing" } : { kind: "attribute", ...found, ...filter, subAttribute };
}

/** The extension that `uri:name` is the whole URN of. */
function containerNamed({ uri, name, subAttr }: AttrPath, { schema }: Context): SchemaDescription | undefined {
  if (uri === undefined) return undefined;
  const whole = `${uri}:${name}${subAttr === undefined ? "" : `.${subAttr}`}`;
  return schema.extensions.find(({ urn }) => sameName(urn, whole));
}

interface Found {
  readonly extension?: string;
  readonly attribute: AttributeSchema;
}

/** The attribute that a name has by itself, or that its URN gives it; undefined when the schema has none. */
export function attributeAt({ uri, name }: AttrPath, { schema }: Context): Found | undefined {
  if (uri === undefined || sameName(uri, schema.urn)) {
    const attribute = attributeNamed(schema.attributes, name);
    return attribute && { attribute };
  }
  const extension = schema.extensions.find(({ urn }) => sameName(urn, uri));
  const attribute = attributeNamed(extension?.attributes, name);
  return attribute && extension && { extension: extension.urn, attribute };
}

/** An extension's attribute without its URN: only those of the core schema may be named so (RFC 7644 section 3.10). */
function unqualified({ uri, name }: AttrPath, context: Context): Found | "nothing" | undefined {
  const owner = context.schema.extensions.find(({ attributes }) => attributeNamed(attributes, name) !== undefined);
  const attribute = attributeNamed(owner?.attributes, name);
  if (uri !== undefined || owner === undefined || attribute === undefined) return undefined;
  const message = `${name} is an attribute of ${owner.urn}`;
  const answer = chooseOrRefuse(context, "unqualified-extension", "unknown", message);
  return answer === "ignore" ? "nothing" : { extension: owner.urn, attribute };
}

function stranger({ uri, name }: AttrPath, sample: unknown, context: Context): Found | "nothing" {
  const message = `there is no attribute ${uri === undefined ? name : `${uri}:${name}`}`;
  const answer = chooseOrRefuse(context, "unknown-attribute", "unknown", message);
  if (answer === "ignore") return "nothing";
  const attribute = attributeLike(name, sample);
  return uri === undefined || sameName(uri, context.schema.urn) ? { attribute } : { extension: uri, attribute };
}

function strangeSub(
  attribute: AttributeSchema,
  name: string,
  sample: unknown,
  context: Context,
): AttributeSchema | undefined {
  if (attribute.subAttributes === undefined && attribute.type === "complex") return attributeLike(name, sample);
  const message = `${attribute.name} has no sub-attribute ${name}`;
  const answer = chooseOrRefuse(context, "unknown-attribute", "unknown", message);
  return answer === "ignore" || attribute.type !== "complex" ? undefined : attributeLike(name, sample);
}

/** What an attribute must be for a value to fit it, characteristics as RFC 7643 section 2.2 has them by default. */
export function attributeLike(name: string, sample: unknown): AttributeSchema {
  const one: unknown = Array.isArray(sample) ? sample[0] : sample;
  const simple = typeof one === "boolean" ? "boolean" : typeof one === "number" ? "decimal" : "string";
  return {
    name,
    type: typeof one === "object" && one !== null ? "complex" : simple,
    multiValued: Array.isArray(sample),
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
  };
}
