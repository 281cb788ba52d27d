import { LEVELS } from "../result/index.ts";

const ID = "^[A-Z][A-Z0-9]*([-.][A-Z0-9]+)*$";
const text = (description: string): Record<string, unknown> => ({ type: "string", minLength: 1, description });
const texts = (description: string): Record<string, unknown> => ({
  type: "array",
  uniqueItems: true,
  items: { type: "string", minLength: 1 },
  description,
});
const textMap = (description: string): Record<string, unknown> => ({
  type: "object",
  additionalProperties: { type: "string" },
  description,
});
const object = (
  description: string,
  properties: Record<string, unknown>,
  required: readonly string[] = [],
): Record<string, unknown> => ({ type: "object", description, additionalProperties: false, required, properties });

/** `required` holds when a property has a value; written with `else` because `then` would make the object thenable. */
const when = (property: string, value: string, required: readonly string[]): Record<string, unknown> => ({
  if: { properties: { [property]: { not: { const: value } } } },
  else: { required },
});

const NUMBER = { pattern: "\\{n\\}", description: "text with {n}, which makes each value another one" };
const RUN = {
  pattern: "\\{run\\}",
  description: "text with {run}, which tells what a run made from all else on the server",
};

/** A template for values, with the placeholders that it must have. */
const template = (description: string, ...placeholders: readonly object[]): Record<string, unknown> => ({
  type: "string",
  minLength: 1,
  ...(placeholders.length === 0 ? {} : { allOf: placeholders }),
  description,
});

const NAME_PARTS = ["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"];
const TEXTS = ["displayName", "nickName", "profileUrl", "title", "userType", "preferredLanguage", "locale", "timezone"];
const LISTS = ["phoneNumbers", "ims", "photos", "entitlements", "roles", "x509Certificates"];
const ADDRESS = ["formatted", "streetAddress", "locality", "region", "postalCode", "country"];

/** Attributes of a User whose generated values a profile may name, by path (RFC 7643 section 4.1). */
const ATTRIBUTES: Record<string, unknown> = {
  userName: template("User names, each another one: scimproof-{run}-{n}@your-domain.example.", RUN, NUMBER),
  externalId: template("External ids, each another one.", RUN, NUMBER),
  "emails.value": template("Addresses, each another one; the user name by default, where that is an address.", NUMBER),
  ...Object.fromEntries(
    [
      ...TEXTS,
      ...NAME_PARTS.map((part) => `name.${part}`),
      ...LISTS.map((list) => `${list}.value`),
      ...ADDRESS.map((part) => `addresses.${part}`),
    ].map((path) => [path, template(`Values of ${path}.`)]),
  ),
};

const SOURCE = {
  ...object(
    "Where it can be looked up.",
    {
      kind: { enum: ["prose", "document", "rfc"], description: "A vendor's page, a place in its document, or an RFC." },
      page: text("prose: the page."),
      place: text("prose: where on it."),
      pointer: { type: "string", pattern: "^(/.*)?$", description: "document: an RFC 6901 pointer." },
      rfc: { type: "integer", description: "rfc: its number." },
      section: text("rfc: the section, such as 3.5.1."),
    },
    ["kind"],
  ),
  allOf: [
    when("kind", "prose", ["page", "place"]),
    when("kind", "document", ["pointer"]),
    when("kind", "rfc", ["rfc", "section"]),
  ],
};

const REQUIREMENT = object(
  "One sentence of the vendor's page or one fact of its document, in our own words.",
  {
    id: { type: "string", pattern: ID, description: "Stable, with the vendor's prefix." },
    level: { enum: [...LEVELS], default: "DOCUMENT", description: "How binding it is." },
    party: { enum: ["server-document"], default: "server-document", description: "Whose duty it is." },
    text: text("A statement that is true when it holds."),
    source: SOURCE,
    tested: {
      ...object("What tests it, or why nothing can.", {
        by: { ...texts("Ids of checks and scenarios."), minItems: 1 },
        untestable: text("Why no request can show it."),
      }),
      minProperties: 1,
      maxProperties: 1,
    },
    refines: texts("Ids of general requirements: whatever fails one of them fails this one."),
    advisory: text("Why it only advises."),
  },
  ["id", "text", "source", "tested"],
);

/** The JSON Schema 2020-12 of a profile: what OpenAPI cannot say about a vendor. */
export const PROFILE_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Scimproof profile",
  ...object(
    "What OpenAPI cannot say about a vendor.",
    {
      vendor: { type: "string", pattern: "^[a-z][a-z0-9-]*$", description: "Short name, as on the command line." },
      title: text("The vendor's name as a person writes it."),
      generic: {
        type: "boolean",
        default: false,
        description:
          "True for a document that is no vendor's page and describes every server of a kind: run when it is named, never by itself.",
      },
      alsoAcceptedRequestTypes: texts("Request media types that prose accepts beside the declared ones."),
      serverVariables: textMap("Values of server variables, by name."),
      pathParameters: textMap("Values of path parameters before the id, by name."),
      put: object("How PUT behaves.", {
        absentMembers: {
          enum: ["clear", "keep", "open"],
          default: "open",
          description: "What the prose says of a PUT without members.",
        },
        alwaysSend: object(
          "Attributes that every PUT body carries because the document requires them, by resource type.",
          {
            User: { type: "object", description: "Of a user." },
            Group: { type: "object", description: "Of a group." },
          },
        ),
      }),
      patch: object("How PATCH behaves.", {
        noChangeStatus: {
          type: "integer",
          description: "The status of a PATCH that changes nothing, where the page names one.",
        },
        valueShapes: {
          ...texts("How the value of a members operation may be written, in the order to probe."),
          items: { enum: ["array", "json-text", "bare-id"] },
          minItems: 1,
        },
        removeShapes: {
          ...texts("How members may be removed, in the order to probe."),
          items: { enum: ["filter", "filter-empty-value", "value-list"] },
          minItems: 1,
        },
        pathRequired: {
          type: "boolean",
          description: "True where an operation without path is refused or not described.",
        },
        unknownMember: {
          enum: ["open", "refuse-404"],
          default: "open",
          description: "refuse-404 only where the page says so, of add and replace.",
        },
        putOff: { type: "boolean", description: "True where the page says that PUT is off." },
      }),
      members: object("How members behave.", {
        unknown: {
          enum: ["open", "refuse-404"],
          default: "open",
          description: "refuse-404 only where the page says so.",
        },
        types: object("Member type values to send, by resource type.", {
          User: text("For a user."),
          Group: text("For a group."),
        }),
      }),
      tenants: object("How tenants are kept apart.", {
        foreignStatus: {
          type: "integer",
          description: "The status that the page's words give what belongs to another tenant.",
        },
      }),
      attributes: object(
        "Values for the attributes of generated Users, by path, where a server takes only some: a mail domain that exists. {run} becomes a word that is another one in each run, {n} a number that is another one for each value.",
        ATTRIBUTES,
      ),
      requirements: { type: "array", items: REQUIREMENT, description: "The vendor's requirements." },
      notes: texts("For people; never used to judge."),
    },
    ["vendor", "title"],
  ),
};
