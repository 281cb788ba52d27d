/** The data types of RFC 7643 section 2.3. */
export type AttributeType =
  | "string"
  | "boolean"
  | "decimal"
  | "integer"
  | "dateTime"
  | "binary"
  | "reference"
  | "complex";

/** The characteristics of an attribute as RFC 7643 section 7 names them: what paths, filters and PATCH need to know. */
export interface AttributeSchema {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: "readOnly" | "readWrite" | "immutable" | "writeOnly";
  readonly returned: "always" | "never" | "default" | "request";
  readonly uniqueness: "none" | "server" | "global";
  /** Values that are suggested, never an enum (RFC 7643 section 7). */
  readonly canonicalValues?: readonly string[];
  /** What a reference may name: types of resource, `external` or `uri` (RFC 7643 section 7). */
  readonly referenceTypes?: readonly string[];
  /** Absent on a complex attribute: its sub-attributes are not known, so none of them is a stranger. */
  readonly subAttributes?: readonly AttributeSchema[];
  /** Characteristics that two sections of RFC 7643 state differently; neither reading is a failure. */
  readonly disputed?: readonly ("required" | "caseExact")[];
}

/** The attributes that one schema URN names. */
export interface SchemaDescription {
  readonly urn: string;
  readonly attributes: readonly AttributeSchema[];
}

/** A resource type as PATCH sees it: common and core attributes, and those of its extensions. */
export interface ResourceSchema extends SchemaDescription {
  readonly extensions: readonly SchemaDescription[];
}

/** Compares attribute names and schema URNs, neither of which has a case (RFC 7644 section 3.10). */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Finds an attribute by its name, whatever its case; undefined when there is none. */
export function attributeNamed(
  attributes: readonly AttributeSchema[] | undefined,
  name: string,
): AttributeSchema | undefined {
  return attributes?.find((attribute) => sameName(attribute.name, name));
}

/** The sub-attribute of a complex attribute; undefined when it has none of that name. */
export function subAttributeNamed(attribute: AttributeSchema | undefined, name: string): AttributeSchema | undefined {
  return attributeNamed(attribute?.subAttributes, name);
}
