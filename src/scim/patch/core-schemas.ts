import type { AttributeSchema, ResourceSchema, SchemaDescription } from "../path/attribute-schema.ts";
import { URN } from "../urns.ts";

/** What differs from the defaults of RFC 7643 section 2.2. */
type Characteristics = Partial<Omit<AttributeSchema, "name">>;

function attribute(name: string, differs: Characteristics = {}): AttributeSchema {
  return {
    name,
    type: "string",
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...differs,
  };
}

function complex(
  name: string,
  subAttributes: readonly AttributeSchema[],
  differs: Characteristics = {},
): AttributeSchema {
  return attribute(name, { type: "complex", subAttributes, ...differs });
}

/** A list with the sub-attributes of RFC 7643 section 2.4; the canonical types are those of section 8.7.1. */
function labelled(name: string, types: readonly string[], value: Characteristics = {}): AttributeSchema {
  const canonicalValues = types.length === 0 ? {} : { canonicalValues: types };
  const subAttributes = [
    attribute("value", value),
    attribute("display"),
    attribute("type", canonicalValues),
    attribute("primary", { type: "boolean" }),
  ];
  return complex(name, subAttributes, { multiValued: true });
}

// Section 8.7.1 says that an id referred to has no case; section 3.1, which takes precedence, that an id has one.
const ID_REFERENCE: Characteristics = { caseExact: true, disputed: ["caseExact"] };

// Section 2.3.7: a reference is case exact, whatever 8.7.1 says.
const REFERENCE: Characteristics = { type: "reference", caseExact: true, disputed: ["caseExact"] };

/** Common to all resources (RFC 7643 section 3.1), and `schemas` (section 3). */
const COMMON: readonly AttributeSchema[] = [
  attribute("schemas", { type: "reference", multiValued: true, required: true, caseExact: true, returned: "always" }),
  attribute("id", { caseExact: true, mutability: "readOnly", returned: "always", uniqueness: "server" }),
  attribute("externalId", { caseExact: true }),
  complex(
    "meta",
    [
      attribute("resourceType", { caseExact: true, mutability: "readOnly" }),
      attribute("created", { type: "dateTime", mutability: "readOnly" }),
      attribute("lastModified", { type: "dateTime", mutability: "readOnly" }),
      attribute("location", { type: "reference", caseExact: true, mutability: "readOnly" }),
      attribute("version", { caseExact: true, mutability: "readOnly" }),
    ],
    { mutability: "readOnly" },
  ),
];

const USER_ATTRIBUTES: readonly AttributeSchema[] = [
  attribute("userName", { required: true, uniqueness: "server" }),
  complex(
    "name",
    ["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"].map((name) =>
      attribute(name),
    ),
  ),
  attribute("displayName"),
  attribute("nickName"),
  attribute("profileUrl", REFERENCE),
  attribute("title"),
  attribute("userType"),
  attribute("preferredLanguage"),
  attribute("locale"),
  attribute("timezone"),
  attribute("active", { type: "boolean" }),
  attribute("password", { mutability: "writeOnly", returned: "never" }),
  labelled("emails", ["work", "home", "other"]),
  labelled("phoneNumbers", ["work", "home", "mobile", "fax", "pager", "other"]),
  labelled("ims", ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]),
  labelled("photos", ["photo", "thumbnail"], REFERENCE),
  complex(
    "addresses",
    [
      ...["formatted", "streetAddress", "locality", "region", "postalCode", "country"].map((name) => attribute(name)),
      attribute("type", { canonicalValues: ["work", "home", "other"] }),
      // Not listed in section 8.7.1, but used in the examples of 8.2 and of RFC 7644 section 3.5.2.3.
      attribute("primary", { type: "boolean" }),
    ],
    { multiValued: true },
  ),
  complex(
    "groups",
    [
      attribute("value", { ...ID_REFERENCE, mutability: "readOnly" }),
      attribute("$ref", { ...REFERENCE, mutability: "readOnly" }),
      attribute("display", { mutability: "readOnly" }),
      attribute("type", { mutability: "readOnly", canonicalValues: ["direct", "indirect"] }),
    ],
    { multiValued: true, mutability: "readOnly" },
  ),
  labelled("entitlements", []),
  labelled("roles", []),
  labelled("x509Certificates", [], { type: "binary", caseExact: true }),
];

/** The enterprise extension of RFC 7643 section 4.3. */
export const ENTERPRISE_USER: SchemaDescription = {
  urn: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  attributes: [
    ...["employeeNumber", "costCenter", "organization", "division", "department"].map((name) => attribute(name)),
    complex("manager", [
      attribute("value", ID_REFERENCE),
      attribute("$ref", REFERENCE),
      attribute("displayName", { mutability: "readOnly" }),
    ]),
  ],
};

/** The User of RFC 7643 sections 4.1 and 8.7.1, with the enterprise extension. */
export const USER_SCHEMA: ResourceSchema = {
  urn: URN.user,
  attributes: [...COMMON, ...USER_ATTRIBUTES],
  extensions: [ENTERPRISE_USER],
};

/** The Group of RFC 7643 sections 4.2 and 8.7.1. */
export const GROUP_SCHEMA: ResourceSchema = {
  urn: URN.group,
  attributes: [
    ...COMMON,
    // REQUIRED in section 4.2, not required in 8.7.1.
    attribute("displayName", { required: true, disputed: ["required"] }),
    complex(
      "members",
      [
        attribute("value", { ...ID_REFERENCE, mutability: "immutable" }),
        attribute("$ref", { ...REFERENCE, mutability: "immutable" }),
        attribute("type", { mutability: "immutable", canonicalValues: ["User", "Group"] }),
        // Of the default set of section 2.4, and in the examples of section 8.4.
        attribute("display", { mutability: "immutable" }),
      ],
      { multiValued: true },
    ),
  ],
  extensions: [],
};
