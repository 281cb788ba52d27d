import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import type { ResourceType } from "./resource.ts";
import { invalidValue } from "./scim-error.ts";

/** The shape of one attribute: a single value, an object, a list of objects, or a list of single values. */
export interface Rule {
  readonly kind: Single | "object" | "list" | "values";
  /** What a list of single values has in it. */
  readonly of?: Single;
  readonly required?: true;
  /** Compared with case in filters (RFC 7643 section 7). */
  readonly caseExact?: true;
  /** Fixed once the entry that it is part of exists. */
  readonly immutable?: true;
  /** The server's own: ignored in bodies, refused in the paths of a PATCH. */
  readonly readOnly?: true;
  /** Taken and never shown. */
  readonly writeOnly?: true;
  /** When it is shown; `default` where nothing is said, `never` where it is write-only. */
  readonly returned?: "always" | "request";
  readonly uniqueness?: "server" | "global";
  readonly canonicalValues?: readonly string[];
  /** What a reference names. */
  readonly referenceTypes?: readonly string[];
  readonly description?: string;
  readonly parts?: Rules;
}

/** The kinds of a single value (RFC 7643 section 2.3). */
export type Single = "string" | "boolean" | "integer" | "decimal" | "dateTime" | "binary" | "reference";

/** Attributes by their names. */
export type Rules = Readonly<Record<string, Rule>>;

const text: Rule = { kind: "string" };
const primary: Rule = { kind: "boolean" };
const entries: Rule = { kind: "list", parts: { value: text, display: text, type: text, primary } };
const address = { formatted: text, streetAddress: text, locality: text, region: text, postalCode: text, country: text };
const nameParts = {
  formatted: text,
  familyName: text,
  givenName: text,
  middleName: text,
  honorificPrefix: text,
  honorificSuffix: text,
};
const memberValue: Rule = { kind: "string", required: true, caseExact: true, immutable: true };

/** Names as RFC 7643 section 4 spells them. What is not here is ignored, `id`, `meta` and `groups` above all. */
const RULES: Readonly<Record<ResourceType, Rules>> = {
  Group: {
    externalId: text,
    displayName: { kind: "string", required: true },
    members: { kind: "list", parts: { value: memberValue, display: text } },
  },
  User: {
    externalId: text,
    userName: { kind: "string", required: true },
    name: { kind: "object", parts: nameParts },
    displayName: text,
    nickName: text,
    profileUrl: text,
    title: text,
    userType: text,
    preferredLanguage: text,
    locale: text,
    timezone: text,
    active: { kind: "boolean" },
    password: text,
    emails: entries,
    phoneNumbers: entries,
    ims: entries,
    photos: entries,
    addresses: { kind: "list", parts: { ...address, display: text, type: text, primary } },
    entitlements: entries,
    roles: entries,
    x509Certificates: entries,
  },
};

/**
 * Reads what a client may write from a body, under the names of the RFC whatever case was sent.
 *
 * @throws {@link ScimError} 400 `invalidValue` when a required attribute is missing or a type is wrong.
 */
export function attributesIn(type: ResourceType, body: JsonObject, rules: Rules = RULES[type]): JsonObject {
  const attributes = readObject(body, rules, "");
  return type === "Group" ? { ...attributes, members: attributes["members"] ?? [] } : attributes;
}

/** The attributes that clients may write, by the names of RFC 7643. */
export function rulesOf(type: ResourceType): Rules {
  return RULES[type];
}

function readObject(object: JsonObject, rules: Rules, prefix: string): JsonObject {
  const sent = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
  const read: JsonObject = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (rule.readOnly) continue;
    const value = sent.get(name.toLowerCase());
    const where = `${prefix}${name}`;
    // null is the same as absent (RFC 7643 section 2.5).
    if (value === undefined || value === null) {
      if (rule.required) throw invalidValue(`${where} is required.`);
      continue;
    }
    read[name] = readValue(value, rule, where);
  }
  return read;
}

/**
 * A value as a rule wants it: names in the RFC's spelling, unknown ones left out.
 *
 * @throws {@link ScimError} 400 `invalidValue` where it does not fit.
 */
export function readValue(value: Json, rule: Rule, where: string): Json {
  switch (rule.kind) {
    case "object":
      if (!isJsonObject(value)) throw invalidValue(`${where} must be an object.`);
      return readObject(value, rule.parts ?? {}, `${where}.`);
    case "list":
      if (!Array.isArray(value)) throw invalidValue(`${where} must be an array.`);
      return withOnePrimary(
        where,
        value.map((item, index) => {
          if (!isJsonObject(item)) throw invalidValue(`${where}[${index}] must be an object.`);
          return readObject(item, rule.parts ?? {}, `${where}[${index}].`);
        }),
      );
    case "values":
      if (!Array.isArray(value)) throw invalidValue(`${where} must be an array.`);
      return value.map((item, index) => readSingle(item, rule.of ?? "string", `${where}[${index}]`));
    case "string":
    case "boolean":
    case "integer":
    case "decimal":
    case "dateTime":
    case "binary":
    case "reference":
      if (rule.required && value === "") throw invalidValue(`${where} must not be empty.`);
      return readSingle(value, rule.kind, where);
  }
}

/** What each kind of a single value looks like in JSON (RFC 7643 section 2.3). */
const FITS: Readonly<Record<Single, (value: Json) => boolean>> = {
  string: (value) => typeof value === "string",
  reference: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: (value) => Number.isSafeInteger(value),
  decimal: (value) => typeof value === "number",
  dateTime: (value) =>
    typeof value === "string" &&
    /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/u.test(value) &&
    !Number.isNaN(Date.parse(value)),
  binary: (value) => typeof value === "string" && /^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/u.test(value),
};

function readSingle(value: Json, kind: Single, where: string): Json {
  if (!FITS[kind](value)) throw invalidValue(`${where} must be ${/^[aeiou]/u.test(kind) ? "an" : "a"} ${kind}.`);
  return value;
}

/** At most one entry of a list is the primary one (RFC 7643 section 2.4). */
function withOnePrimary(where: string, list: JsonObject[]): JsonObject[] {
  if (list.filter((item) => item["primary"] === true).length > 1)
    throw invalidValue(`${where} has two primary values.`);
  return list;
}
