import type { Rule, Rules } from "../core/attributes.ts";
import type { SchemaEntry, SchemaTable } from "../core/schema-table.ts";
import { RESOURCE_URN } from "../core/urns.ts";

/** The extension for users of organisations (RFC 7643 section 4.3). */
export const ENTERPRISE_URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** An extension of this server's own: what the schemas of the RFC have no example of. */
export const OWN_URN = "urn:example:params:scim:schemas:extension:embedded:2.0:User";

function text(description: string, more: Partial<Rule> = {}): Rule {
  return { kind: "string", description, ...more };
}

function single(kind: Rule["kind"], description: string, more: Partial<Rule> = {}): Rule {
  return { kind, description, ...more };
}

/** A list of which each entry has a type and may be the primary one (RFC 7643 section 2.4). */
function plural(description: string, value: Rule, canonicalValues: readonly string[] = []): Rule {
  const type = text("What it is for.", canonicalValues.length === 0 ? {} : { canonicalValues });
  const display = text("A name for people to read.");
  const primary = single("boolean", "Whether it is the preferred one: true once at most.");
  return { kind: "list", description, parts: { value, display, type, primary } };
}

const NAME_PARTS: Rules = {
  formatted: text("The whole name, for display."),
  familyName: text("The family name."),
  givenName: text("The given name."),
  middleName: text("The middle names."),
  honorificPrefix: text("What stands before the name."),
  honorificSuffix: text("What stands behind the name."),
};

const ADDRESS_PARTS: Rules = {
  formatted: text("The whole address, for display."),
  streetAddress: text("Street and house number."),
  locality: text("City."),
  region: text("State or region."),
  postalCode: text("Postal code."),
  country: text("Country, by ISO 3166-1 alpha-2."),
  type: text("What it is for.", { canonicalValues: ["work", "home", "other"] }),
  primary: single("boolean", "Whether it is the preferred one: true once at most."),
};

const PLACES = ["work", "home", "other"] as const;

const USER: SchemaEntry = {
  urn: RESOURCE_URN.User,
  name: "User",
  description: "User Account",
  attributes: {
    userName: text("What the user signs in by.", { required: true, uniqueness: "server" }),
    name: { kind: "object", description: "The parts of the user's name.", parts: NAME_PARTS },
    displayName: text("The name to display."),
    nickName: text("What the user is called."),
    profileUrl: single("reference", "Where the user's page is.", { referenceTypes: ["external"], caseExact: true }),
    title: text("The user's title."),
    userType: text("The relation to the organisation."),
    preferredLanguage: text("The languages preferred, as in Accept-Language."),
    locale: text("The locale, for currencies and dates."),
    timezone: text("The time zone, as in the IANA database."),
    active: single("boolean", "Whether the user may sign in."),
    password: text("The user's password: taken and never shown.", { writeOnly: true, caseExact: true }),
    emails: plural("Addresses of electronic mail.", text("The address."), PLACES),
    phoneNumbers: plural("Telephone numbers.", text("The number."), [...PLACES, "mobile", "fax", "pager"]),
    ims: plural("Addresses of instant messaging.", text("The address."), ["aim", "gtalk", "icq", "xmpp", "skype"]),
    photos: plural(
      "Pictures of the user.",
      single("reference", "Where it is.", { referenceTypes: ["external"], caseExact: true }),
      ["photo", "thumbnail"],
    ),
    addresses: { kind: "list", description: "Physical addresses.", parts: ADDRESS_PARTS },
    groups: {
      kind: "list",
      readOnly: true,
      description: "The groups that the user is in, directly or through others.",
      parts: {
        value: text("The id of the group.", { readOnly: true, caseExact: true }),
        $ref: single("reference", "Where the group is.", {
          readOnly: true,
          referenceTypes: ["Group"],
          caseExact: true,
        }),
        display: text("The name of the group.", { readOnly: true }),
        type: text("How the user is in it.", { readOnly: true, canonicalValues: ["direct", "indirect"] }),
      },
    },
    entitlements: plural("What the user is entitled to.", text("The entitlement.")),
    roles: plural("The user's roles.", text("The role.")),
    x509Certificates: plural(
      "Certificates of the user.",
      single("binary", "The certificate, DER.", { caseExact: true }),
    ),
  },
};

const ENTERPRISE: SchemaEntry = {
  urn: ENTERPRISE_URN,
  name: "EnterpriseUser",
  description: "Enterprise User",
  attributes: {
    employeeNumber: text("The number by which the organisation knows the user."),
    costCenter: text("The cost center."),
    organization: text("The organisation."),
    division: text("The division."),
    department: text("The department."),
    manager: {
      kind: "object",
      description: "The user's manager.",
      parts: {
        value: text("The id of the manager.", { caseExact: true }),
        $ref: single("reference", "Where the manager is.", {
          readOnly: true,
          referenceTypes: ["User"],
          caseExact: true,
        }),
        displayName: text("The name of the manager.", { readOnly: true }),
      },
    },
  },
};

const OWN: SchemaEntry = {
  urn: OWN_URN,
  name: "EmbeddedUser",
  description: "What the schemas of RFC 7643 have no example of",
  attributes: {
    badge: text("The number of the first badge: it never changes.", { immutable: true, caseExact: true }),
    hired: single("dateTime", "When the user was hired."),
    floor: single("integer", "The floor that the user works on."),
    workload: single("decimal", "The share of full time that the user works."),
    keycard: single("binary", "What is on the user's card.", { caseExact: true }),
    nicknames: { kind: "values", of: "string", description: "Further names of the user." },
    notes: text("Remarks, which are shown when they are asked for.", { returned: "request" }),
    pin: text("The user's PIN: taken and never shown.", { writeOnly: true, caseExact: true }),
    devices: single("integer", "How many devices the user has, which the server counts.", { readOnly: true }),
  },
};

const GROUP: SchemaEntry = {
  urn: RESOURCE_URN.Group,
  name: "Group",
  description: "Group",
  attributes: {
    displayName: text("The name of the group.", { required: true }),
    members: {
      kind: "list",
      description: "The users and groups in the group.",
      parts: {
        value: text("The id of the member.", { required: true, caseExact: true, immutable: true }),
        $ref: single("reference", "Where the member is.", {
          immutable: true,
          referenceTypes: ["User", "Group"],
          caseExact: true,
        }),
        type: text("What the member is.", { immutable: true, canonicalValues: ["User", "Group"] }),
        display: text("The name of the member.", { readOnly: true }),
      },
    },
  },
};

/** The one attribute table of the strict server: it acts by it, and its discovery documents show it. */
export const RFC_SCHEMA: SchemaTable = {
  types: {
    User: { schema: USER, extensions: [ENTERPRISE, OWN] },
    Group: { schema: GROUP, extensions: [] },
  },
  maxResults: 200,
};
