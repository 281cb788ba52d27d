import fc from "fast-check";
import type { JsonObject } from "../attribute.ts";
import type { ResourceSchema } from "../path/attribute-schema.ts";
import { attributeOfType } from "../path/testing.ts";
import { URN } from "../urns.ts";
import { applyPatch } from "./apply-patch.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { legalOutcomes } from "./legal-outcomes.ts";
import type { PatchOperation } from "./patch-types.ts";
import { canonicalState } from "./same-state.ts";

/** The URN of the enterprise extension. */
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** A Group with two members. */
export const GROUP: JsonObject = {
  schemas: [URN.group],
  id: "g-1",
  displayName: "Sales",
  members: [
    { value: "u-1", $ref: "https://h/Users/u-1", type: "User", display: "Ann" },
    { value: "u-2", type: "User" },
  ],
  meta: { resourceType: "Group" },
};

/** A User with a primary e-mail address, and one at home. */
export const USER: JsonObject = {
  schemas: [URN.user],
  id: "u-1",
  userName: "ann",
  name: { givenName: "Ann", familyName: "Lee" },
  active: true,
  emails: [
    { value: "ann@work.example", type: "work", primary: true },
    { value: "ann@home.example", type: "home" },
  ],
  groups: [{ value: "g-1", display: "Sales" }],
};

/** The same, every part of it frozen: whoever writes to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

/** Extensions of a Device. */
export const RACK = "urn:example:extension:rack:2.0:Device";
export const LEASE = "urn:example:extension:lease:2.0:Device";
export const LAB = "urn:example:extension:lab:Device.v2";

const DEVICE_URN = "urn:example:core:2.0:Device";

/** A resource type that has what the core schemas have not: every type, lists of simple values, parts nobody knows. */
export const DEVICE_SCHEMA: ResourceSchema = {
  urn: DEVICE_URN,
  attributes: [
    attributeOfType("schemas", "reference", { multiValued: true, required: true, caseExact: true }),
    attributeOfType("id", "string", { caseExact: true, mutability: "readOnly" }),
    attributeOfType("label", "string"),
    attributeOfType("online", "boolean"),
    attributeOfType("ports", "integer"),
    attributeOfType("weight", "decimal"),
    attributeOfType("bought", "dateTime"),
    attributeOfType("key", "binary"),
    attributeOfType("manual", "reference"),
    attributeOfType("level", "integer", { canonicalValues: ["1", "2"] }),
    attributeOfType("tags", "string", { multiValued: true }),
    attributeOfType("contacts", "complex", {
      multiValued: true,
      required: true,
      subAttributes: [attributeOfType("type", "string"), attributeOfType("rank", "integer")],
    }),
    attributeOfType("addresses", "complex", {
      multiValued: true,
      subAttributes: [attributeOfType("value", "string", { caseExact: true })],
    }),
    attributeOfType("vlans", "decimal", { multiValued: true }),
    attributeOfType("serial", "string", { mutability: "immutable" }),
    attributeOfType("chips", "string", { multiValued: true, mutability: "immutable" }),
    attributeOfType("origin", "complex", {
      subAttributes: [
        attributeOfType("country", "string", { mutability: "immutable" }),
        attributeOfType("town", "string"),
      ],
    }),
    attributeOfType("maker", "complex", {
      mutability: "immutable",
      subAttributes: [attributeOfType("name", "string")],
    }),
    attributeOfType("vendor", "complex"),
    attributeOfType("parts", "complex", { multiValued: true }),
  ],
  extensions: [
    {
      urn: RACK,
      attributes: [attributeOfType("slot", "integer", { required: true }), attributeOfType("row", "string")],
    },
    { urn: LEASE, attributes: [attributeOfType("owner", "string")] },
    { urn: LAB, attributes: [attributeOfType("bench", "string")] },
  ],
};

/** A Device. */
export const DEVICE: JsonObject = {
  schemas: [DEVICE_URN],
  id: "d-1",
  contacts: [{ type: "desk" }],
  tags: ["spare"],
};

function schemaOf(resource: JsonObject): ResourceSchema {
  const urns = Array.isArray(resource["schemas"]) ? resource["schemas"] : [];
  return [GROUP_SCHEMA, DEVICE_SCHEMA].find(({ urn }) => urns.includes(urn)) ?? USER_SCHEMA;
}

/** The resource after a request, which must be applied. */
export function patched(resource: JsonObject, ...operations: readonly PatchOperation[]): JsonObject {
  const result = applyPatch(frozen(resource), frozen(operations), schemaOf(resource));
  if (!result.ok) throw new Error(`${result.scimType}: ${result.message}`);
  return result.resource;
}

/** True when a request is applied and changes something; false when it changes nothing. */
export function changes(resource: JsonObject, ...operations: readonly PatchOperation[]): boolean | "refused" {
  const result = applyPatch(frozen(resource), frozen(operations), schemaOf(resource));
  return result.ok ? result.changed : "refused";
}

/** How a request is refused: keyword and place; undefined when it is not. */
export function refusalOf(resource: JsonObject, ...operations: readonly PatchOperation[]): string | undefined {
  const result = applyPatch(frozen(resource), frozen(operations), schemaOf(resource));
  return result.ok ? undefined : `${result.scimType} at ${result.index}`;
}

/** Every legal end of a request in short: for a state what `show` makes of it, for a refusal its first keyword. */
export function ends(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  show: (resource: JsonObject) => unknown = (state) => canonicalState(state, schemaOf(resource)),
): readonly unknown[] {
  return legalOutcomes(frozen(resource), frozen(operations), schemaOf(resource)).map((outcome) =>
    outcome.kind === "state" ? show(outcome.resource) : outcome.scimTypes[0],
  );
}

/** Every legal end of a request with the answers by which it parts from the letter, as `question: answer`. */
export function answers(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  show: (resource: JsonObject) => unknown,
): readonly (readonly [readonly string[], unknown])[] {
  return legalOutcomes(frozen(resource), frozen(operations), schemaOf(resource)).map((outcome) => [
    outcome.departures.map(({ question, answer }) => `${question}: ${answer}`),
    outcome.kind === "state" ? show(outcome.resource) : outcome.scimTypes[0],
  ]);
}

/** The ids of the members of a Group, in order. */
export function memberIds(resource: JsonObject): readonly unknown[] {
  const members = resource["members"];
  return Array.isArray(members) ? members.map((member: JsonObject) => member["value"]) : [];
}

const memberId = fc.constantFrom("u-1", "u-2", "u-3", "u-4", "U-1");

/** Any member, as clients send them. */
export const anyMember: fc.Arbitrary<JsonObject> = fc.record(
  {
    value: memberId,
    type: fc.constantFrom("User", "Group"),
    display: fc.constantFrom("Ann", "Bob"),
    $ref: fc.constant(null),
  },
  { requiredKeys: ["value"] },
);

/** Any Group: members named once, as a right server shows them. */
export const anyGroup: fc.Arbitrary<JsonObject> = fc.record(
  {
    schemas: fc.constant([URN.group]),
    id: fc.constant("g-1"),
    displayName: fc.constantFrom("Sales", "R&D"),
    externalId: fc.constantFrom("x-1", "X-1"),
    members: fc.uniqueArray(fc.record({ value: memberId, type: fc.constant("User") }, { requiredKeys: ["value"] }), {
      selector: ({ value }) => value,
      maxLength: 4,
    }),
  },
  { requiredKeys: ["schemas", "id", "displayName"] },
);

const members = fc.array(anyMember, { maxLength: 3 });
const writes = fc.constantFrom("add", "replace");

/** Operations on members and names: most are plain, some are refused. */
export const anyGroupOperation: fc.Arbitrary<PatchOperation> = fc.oneof(
  fc.record({ op: writes, path: fc.constantFrom("members", "Members", `${URN.group}:members`), value: members }),
  fc.record({ op: writes, value: fc.record({ members }) }),
  fc.record({ op: fc.constant("remove"), path: memberId.map((id) => `members[value eq "${id}"]`) }),
  fc.record({ op: fc.constant("remove"), path: fc.constantFrom("members", "externalId", "displayName") }),
  fc.record({
    op: writes,
    path: fc.constantFrom("displayName", "externalId", "id", 'members[value eq "u-1"].display', "strange"),
    value: fc.constantFrom("one", "two"),
  }),
  fc.record(
    { op: fc.constantFrom("remove", "move", "add"), value: fc.constantFrom(null, "x", []) },
    { requiredKeys: ["op"] },
  ),
);
