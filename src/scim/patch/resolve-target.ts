import { type AttributeSchema, attributeNamed, sameName, subAttributeNamed } from "../path/attribute-schema.ts";
import type { AttrPath, ParsedPath, ValFilter } from "../path/path-types.ts";
import { type Context, chooseOrRefuse } from "./context.ts";

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
  | { readonly kind: "container"; readonly urn: string }
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
  if (container !== undefined) return { kind: "container", urn: container };
  const found = attributeAt(attrPath, context) ?? stranger(attrPath, sample, context);
  if (found === undefined) return { kind: "nothing" };
  const subName = path.kind === "valuePath" ? (path.subAttr ?? attrPath.subAttr) : attrPath.subAttr;
  const filter = path.kind === "valuePath" ? { filter: path.filter } : {};
  if (subName === undefined) return { kind: "attribute", ...found, ...filter };
  const subAttribute = subAttributeNamed(found.attribute, subName) ?? strangeSub(found.attribute, subName, sample, context);
  return subAttribute === undefined ? { kind: "nothing" } : { kind: "attribute", ...found, ...filter, subAttribute };
}

/** The extension that `uri:name` is the whole URN of. */
function containerNamed({ uri, name, subAttr }: AttrPath, { schema }: Context): string | undefined {
  if (uri === undefined) return undefined;
  const whole = `${uri}:${name}${subAttr === undefined ? "" : `.${subAttr}`}`;
  return schema.extensions.find(({ urn }) => sameName(urn, whole))?.urn;
}

interface Found {
  readonly extension?: string;
  readonly attribute: AttributeSchema;
}

function attributeAt({ uri, name }: AttrPath, context: Context): Found | undefined {
  const { schema } = context;
  if (uri === undefined || sameName(uri, schema.urn)) {
    const attribute = attributeNamed(schema.attributes, name);
    if (attribute !== undefined || uri !== undefined) return attribute && { attribute };
  }
  for (const { urn, attributes } of schema.extensions) {
    const attribute = uri === undefined || sameName(uri, urn) ? attributeNamed(attributes, name) : undefined;
    if (attribute === undefined) continue;
    // Section 3.10 only advises to qualify the attributes of an extension.
    if (uri === undefined) {
      chooseOrRefuse(context, "unqualified-extension", "unknown", `${name} is an attribute of ${urn}`);
    }
    return { extension: urn, attribute };
  }
  return undefined;
}

function stranger({ uri, name }: AttrPath, sample: unknown, context: Context): Found | undefined {
  const message = `there is no attribute ${uri === undefined ? name : `${uri}:${name}`}`;
  const answer = chooseOrRefuse(context, "unknown-attribute", "unknown", message);
  if (answer === "ignore") return undefined;
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
