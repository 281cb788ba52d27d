import { type AttributeSchema, type ResourceSchema, sameName } from "../scim/index.ts";
import { type BodyShape, isServersAffair, NOT_GENERATED, type Part, type PartKind } from "./part.ts";

const KINDS: Readonly<Record<AttributeSchema["type"], PartKind>> = {
  string: "text",
  boolean: "boolean",
  integer: "integer",
  decimal: "decimal",
  dateTime: "dateTime",
  binary: "binary",
  reference: "uri",
  complex: "complex",
};

/**
 * The attributes that a client may write, by a SCIM schema as the server publishes it (RFC 7643 section 7). Left out is what
 * nobody can make up: references to resources, and complex attributes that hold one (`manager`); what is never shown and
 * not required; readOnly ones.
 *
 * @param extensionsNeeded URNs of extensions that every resource of the type has to have
 */
export function partsOfScim(
  type: BodyShape["type"],
  { urn, attributes, extensions }: ResourceSchema,
  extensionsNeeded: readonly string[] = [],
): BodyShape {
  const core = attributes.flatMap((attribute) => partOf(attribute, "", type));
  const containers = extensions.map((extension): Part => {
    const parts = extension.attributes.flatMap((attribute) => partOf(attribute, `${extension.urn}:`, type));
    const required = extensionsNeeded.some((needed) => sameName(needed, extension.urn));
    return { ...plain(extension.urn, extension.urn, "complex"), parts, required, isExtension: true };
  });
  return { type, urn, parts: [...core, ...containers.filter(({ parts }) => parts.length > 0)] };
}

function partOf(attribute: AttributeSchema, prefix: string, type: BodyShape["type"]): readonly Part[] {
  const { name, required, mutability, returned, canonicalValues = [], subAttributes } = attribute;
  if (mutability === "readOnly" || NOT_GENERATED.has(name.toLowerCase())) return [];
  const path = `${prefix}${name}`;
  if (type === "Group" && path.toLowerCase() === "members") {
    return [{ ...plain(name, path, "members"), multiValued: true, required }];
  }
  // What a server composes itself, and what a plain read does not show: scenarios of the schema are about that.
  const isShown = (returned === "default" || returned === "always") && mutability !== "writeOnly";
  if (!required && (!isShown || isServersAffair(name))) return [];
  if (isReference(attribute)) return [];
  const isUser = type === "User" && prefix === "";
  const parts = subAttributes?.flatMap((sub) => partOf(sub, `${path}.`, type)) ?? [];
  if (attribute.type === "complex" && (parts.length === 0 || subAttributes?.some(isReference) === true)) return [];
  return [
    {
      ...plain(name, path, KINDS[attribute.type]),
      multiValued: attribute.multiValued,
      required,
      unique: attribute.uniqueness !== "none" || isAlwaysUnique(path, type),
      exact: attribute.caseExact && !(isUser && sameName(name, "userName")),
      immutable: mutability === "immutable",
      shown: isShown,
      parts,
      // They are published as texts; of a number no server says which one each stands for.
      ...(canonicalValues.length === 0 || attribute.type !== "string" ? {} : { canonical: canonicalValues }),
    },
  ];
}

/** True for what names another resource of the service: only a run knows one. */
function isReference({ type, referenceTypes }: AttributeSchema): boolean {
  return type === "reference" && referenceTypes?.some((one) => !/^(?:external|uri)$/iu.test(one)) === true;
}

/** What is told apart by it on many a server, whatever its schema says: by it a resource is found again. */
export function isAlwaysUnique(path: string, type: BodyShape["type"]): boolean {
  const name = path.toLowerCase();
  return name === "externalid" || name === (type === "User" ? "username" : "displayname");
}

/** A part of which nothing more is known. */
export function plain(name: string, path: string, kind: PartKind): Part {
  return {
    name,
    path,
    kind,
    multiValued: false,
    required: false,
    unique: false,
    exact: false,
    immutable: false,
    shown: true,
    limits: {},
    parts: [],
    isExtension: false,
  };
}
