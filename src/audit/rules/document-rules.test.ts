import { describe, expect, test } from "vitest";
import { defectsOf } from "../audit.ts";
import { RULES } from "../catalogue.ts";
import type { Rule } from "../rule.ts";
import { type Edits, edited, judged } from "../testing/judged.ts";

const USER = "/paths/~1scim~1v2~1Users~1{id}";
const GROUP = "/paths/~1scim~1v2~1Groups~1{id}";
const SCHEMAS = "/components/schemas";
const OPERATION = `${SCHEMAS}/PatchOp/properties/Operations/items`;
const MEMBER = `${SCHEMAS}/Group/properties/members/items/properties`;
const text = { type: "string" };
const json = (schema: unknown): object => ({ content: { "application/json": { schema } } });
const problem = {
  content: { "application/problem+json": { schema: { type: "object", properties: { status: { type: "integer" } } } } },
};
const answered = (...statuses: readonly string[]): object =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const listed = { type: "object", properties: { schemas: {}, data: text } };

/** A document with the defect, and where; or one that is legal though unusual, and nowhere. */
type Case = readonly [id: string, what: string, edits: Edits, pointers: readonly string[]];

const BROKEN: readonly Case[] = [
  [
    "audit.password-returned",
    "a password that is not writeOnly",
    { [`${SCHEMAS}/User/properties/password`]: text },
    [`${SCHEMAS}/User/properties/password`],
  ],
  [
    "audit.ref-without-dollar",
    "ref in place of $ref",
    { [`${MEMBER}/$ref`]: undefined, [`${MEMBER}/ref`]: { ...text, xml: { name: "$ref" } } },
    [`${MEMBER}/ref`],
  ],
  [
    "audit.user-name-optional",
    "userName not required",
    { [`${SCHEMAS}/User/required`]: ["schemas"] },
    [`${SCHEMAS}/User/properties/userName`],
  ],
  [
    "audit.unauthorized-undeclared",
    "no 401",
    { [`${USER}/delete/responses`]: answered("204", "404") },
    [`${USER}/delete/responses`],
  ],
  [
    "audit.forbidden-called-unauthorized",
    "403 for it",
    { [`${USER}/delete/responses`]: { ...answered("204", "404"), 403: { description: "Unauthorized" } } },
    [`${USER}/delete/responses/403`],
  ],
  [
    "audit.error-status-integer",
    "an integer",
    { [`${SCHEMAS}/Error/properties/status`]: { type: "integer" } },
    [`${SCHEMAS}/Error/properties/status`],
  ],
  [
    "audit.error-status-integer",
    "an integer behind allOf",
    { [`${SCHEMAS}/Error/properties/status`]: { allOf: [{ type: ["integer", "null"] }] } },
    [`${SCHEMAS}/Error/properties/status`],
  ],
  [
    "audit.error-not-scim",
    "problem documents alone",
    { [`${GROUP}/put/responses/404`]: { description: "", ...problem } },
    [`${GROUP}/put/responses/404/content`],
  ],
  [
    "audit.path-without-id",
    "PATCH on the collection",
    { "/paths/~1scim~1v2~1Groups": { patch: { responses: answered("204") } } },
    ["/paths/~1scim~1v2~1Groups/patch"],
  ],
  [
    "audit.operation-value-narrow",
    "a string",
    { [`${OPERATION}/properties/value`]: text },
    [`${OPERATION}/properties/value`],
  ],
  [
    "audit.operation-value-narrow",
    "two of four",
    { [`${OPERATION}/properties/value`]: { oneOf: [text, { type: "object" }] } },
    [`${OPERATION}/properties/value`],
  ],
  [
    "audit.operation-requires-more",
    "path and value",
    { [`${OPERATION}/required`]: ["op", "path", "value"] },
    [`${OPERATION}/required/1`, `${OPERATION}/required/2`],
  ],
  [
    "audit.op-case",
    "capitals alone",
    { [`${OPERATION}/properties/op/enum`]: ["Add", "Remove"] },
    [`${OPERATION}/properties/op/enum`],
  ],
  [
    "audit.operations-undeclared",
    "another list",
    { [`${GROUP}/patch/requestBody`]: json(listed) },
    [`${GROUP}/patch/requestBody/content/application~1json/schema`],
  ],
  [
    "audit.no-content-with-body",
    "204 with a schema",
    { [`${USER}/delete/responses/204`]: { description: "", ...json(text) } },
    [`${USER}/delete/responses/204/content`],
  ],
  [
    "audit.form-request",
    "a form beside JSON",
    { [`${GROUP}/patch/requestBody/content/multipart~1form-data`]: {} },
    [`${GROUP}/patch/requestBody/content/multipart~1form-data`],
  ],
  ["audit.put-called-update", "by its summary", { [`${GROUP}/put/summary`]: "Update a group" }, [`${GROUP}/put`]],
  ["audit.put-called-update", "by its id", { [`${GROUP}/put/summary`]: undefined }, [`${GROUP}/put`]],
  [
    "audit.bad-request-undeclared",
    "a body with required parts",
    { [`${GROUP}/patch/responses`]: answered("204", "401", "404") },
    [`${GROUP}/patch/responses`],
  ],
  [
    "audit.not-found-undeclared",
    "no 404",
    { [`${USER}/delete/responses`]: answered("204", "401") },
    [`${USER}/delete/responses`],
  ],
  [
    "audit.success-status",
    "PUT answered with 204 alone",
    { [`${GROUP}/put/responses`]: answered("204", "404") },
    [`${GROUP}/put/responses`],
  ],
  [
    "audit.success-status",
    "no success at all",
    { [`${USER}/get/responses`]: answered("404") },
    [`${USER}/get/responses`],
  ],
  [
    "audit.id-parameter-undeclared",
    "no parameter",
    { [`${GROUP}/parameters`]: [] },
    [`${GROUP}/put`, `${GROUP}/patch`],
  ],
  ["audit.enum-case", "USER", { [`${MEMBER}/type/enum`]: ["USER", "GROUP"] }, [`${MEMBER}/type/enum`]],
  [
    "audit.enum-case",
    "meta.resourceType",
    { [`${SCHEMAS}/Meta/properties/resourceType/enum`]: ["user"] },
    [`${SCHEMAS}/Meta/properties/resourceType/enum`],
  ],
  ["audit.member-value-type", "a number", { [`${MEMBER}/value`]: { type: "integer" } }, [`${MEMBER}/value`]],
  [
    "audit.id-not-string",
    "a number",
    { [`${SCHEMAS}/Group/properties/id`]: { type: "integer" } },
    [`${SCHEMAS}/Group/properties/id`],
  ],
  [
    "audit.schemas-undeclared",
    "an error without",
    { [`${SCHEMAS}/Error/properties/schemas`]: undefined },
    [`${SCHEMAS}/Error`],
  ],
  [
    "audit.schemas-undeclared",
    "a listed resource without",
    { [`${SCHEMAS}/Users/properties/Resources/items`]: { type: "object", properties: { id: text } } },
    [`${SCHEMAS}/Users/properties/Resources/items`],
  ],
  [
    "audit.schemas-default",
    "a default, not required",
    { [`${SCHEMAS}/PatchOp/required`]: ["Operations"] },
    [`${SCHEMAS}/PatchOp/properties/schemas/default`],
  ],
  [
    "audit.read-only-required",
    "meta, not marked readOnly",
    { [`${SCHEMAS}/User/properties/meta`]: { type: "object" } },
    [`${SCHEMAS}/User/required/3`],
  ],
  [
    "audit.read-only-required",
    "id, on creation",
    { [`${SCHEMAS}/User/properties/id`]: text },
    [`${SCHEMAS}/User/required/2`],
  ],
  [
    "audit.external-id-of-server",
    "readOnly",
    { [`${SCHEMAS}/Group/properties/externalId`]: { ...text, readOnly: true } },
    [`${SCHEMAS}/Group/properties/externalId`],
  ],
  [
    "audit.external-id-of-server",
    "required in answers",
    { [`${SCHEMAS}/Group/required/2`]: "externalId" },
    [`${SCHEMAS}/Group/required/2`],
  ],
  [
    "audit.example-invalid",
    "of a schema",
    { [`${SCHEMAS}/Group/example/members`]: "none" },
    [`${SCHEMAS}/Group/example/members`],
  ],
  [
    "audit.example-invalid",
    "of a media type",
    { [`${GROUP}/put/requestBody/content/application~1json/example`]: { displayName: "A" } },
    [`${GROUP}/put/requestBody/content/application~1json/example`],
  ],
  [
    "audit.operation-id-duplicate",
    "with another path",
    { [`${USER}/put/operationId`]: "updateGroup" },
    [`${USER}/put/operationId`, `${GROUP}/put/operationId`],
  ],
  ["audit.server-not-absolute", "none", { "/servers": undefined }, [""]],
  ["audit.server-not-absolute", "a relative one", { "/servers": [{ url: "/api" }] }, ["/servers"]],
  ["audit.security-undeclared", "none at one operation", { [`${USER}/delete/security`]: [] }, [`${USER}/delete`]],
  [
    "audit.security-off-at-root",
    "taken back below",
    { "/security": [], [`${GROUP}/put/security`]: [{ bearerAuth: [] }] },
    ["/security"],
  ],
];

const LEFT_ALONE: readonly Case[] = [
  [
    "audit.password-returned",
    "a password in a request",
    { [`${GROUP}/put/requestBody`]: json({ type: "object", properties: { schemas: {}, password: text } }) },
    [],
  ],
  ["audit.ref-without-dollar", "both", { [`${MEMBER}/ref`]: text }, []],
  ["audit.ref-without-dollar", "a property of the vendor's", { [`${SCHEMAS}/Group/properties/ref`]: text }, []],
  [
    "audit.user-name-optional",
    "required in an allOf",
    { [`${SCHEMAS}/User/required`]: ["schemas"], [`${SCHEMAS}/User/allOf`]: [{ required: ["userName"] }] },
    [],
  ],
  [
    "audit.user-name-optional",
    "required in every alternative",
    {
      [`${SCHEMAS}/User/required`]: [],
      [`${SCHEMAS}/User/anyOf`]: [{ required: ["userName"] }, { required: ["userName", "id"] }],
    },
    [],
  ],
  ["audit.unauthorized-undeclared", "4XX", { [`${USER}/delete/responses`]: answered("204", "4XX") }, []],
  [
    "audit.unauthorized-undeclared",
    "an open operation",
    { [`${USER}/delete/responses`]: answered("204"), [`${USER}/delete/security`]: [] },
    [],
  ],
  [
    "audit.unauthorized-undeclared",
    "403 called Unauthorized, which another rule tells",
    { [`${USER}/delete/responses`]: { 403: { description: "Unauthorized" } } },
    [],
  ],
  [
    "audit.forbidden-called-unauthorized",
    "a forbidden 403",
    { [`${USER}/delete/responses`]: { 403: { description: "Not allowed" } } },
    [],
  ],
  [
    "audit.error-status-integer",
    "either",
    { [`${SCHEMAS}/Error/properties/status`]: { type: ["integer", "string"] } },
    [],
  ],
  ["audit.error-status-integer", "open", { [`${SCHEMAS}/Error/properties/status`]: {} }, []],
  [
    "audit.error-status-integer",
    "a problem document",
    { [`${GROUP}/put/responses/404`]: { description: "", ...problem } },
    [],
  ],
  ["audit.error-not-scim", "both", { [`${GROUP}/put/responses/404/content/application~1problem+json`]: {} }, []],
  ["audit.error-not-scim", "no body at all", { [`${GROUP}/put/responses/404`]: { description: "" } }, []],
  [
    "audit.path-without-id",
    "an id of another name",
    { "/paths": { "/scim/v2/Groups/{groupId}": { patch: { responses: answered("204") } } } },
    [],
  ],
  [
    "audit.operation-value-narrow",
    "every type",
    {
      [`${OPERATION}/properties/value`]: { oneOf: [text, { type: "boolean" }, { type: "array" }, { type: "object" }] },
    },
    [],
  ],
  [
    "audit.operation-value-narrow",
    "no object where a path is required",
    {
      [`${OPERATION}/required`]: ["path"],
      [`${OPERATION}/properties/value`]: { type: ["string", "boolean", "array"] },
    },
    [],
  ],
  [
    "audit.operation-value-narrow",
    "no list where no attribute is one, no truth value where none is declared",
    {
      "/paths": {
        "/scim/v2/Users/{id}": {
          patch: { requestBody: json({ $ref: "#/components/schemas/PatchOp" }), responses: {} },
        },
      },
      [`${OPERATION}/properties/value`]: { type: ["string", "object"] },
    },
    [],
  ],
  [
    "audit.operation-value-narrow",
    "only what the paths that may be named need",
    {
      "/paths/~1scim~1v2~1Users~1{id}/patch": undefined,
      [`${OPERATION}/required`]: ["op", "path"],
      [`${OPERATION}/properties/path`]: { ...text, enum: ["members"] },
      [`${OPERATION}/properties/value`]: { type: "array" },
    },
    [],
  ],
  [
    "audit.operation-value-narrow",
    "one alternative open",
    { [`${OPERATION}/properties/value`]: { anyOf: [text, {}] } },
    [],
  ],
  [
    "audit.operation-requires-more",
    "path and value where remove and add cannot come",
    { [`${OPERATION}/required`]: ["op", "path"], [`${OPERATION}/properties/op/enum`]: ["remove"] },
    [],
  ],
  ["audit.op-case", "fewer operations", { [`${OPERATION}/properties/op/enum`]: ["replace"] }, []],
  ["audit.op-case", "any text", { [`${OPERATION}/properties/op`]: text }, []],
  ["audit.operations-undeclared", "an open body", { [`${GROUP}/patch/requestBody`]: json({ type: "object" }) }, []],
  [
    "audit.operations-undeclared",
    "lower case",
    { [`${GROUP}/patch/requestBody`]: json({ properties: { operations: {} } }) },
    [],
  ],
  [
    "audit.no-content-with-body",
    "a media type without schema",
    { [`${USER}/delete/responses/204`]: { description: "", content: { "application/json": {} } } },
    [],
  ],
  [
    "audit.form-request",
    "JSON with a charset",
    { [`${GROUP}/patch/requestBody`]: { content: { "application/scim+json; charset=utf-8": {} } } },
    [],
  ],
  [
    "audit.put-called-update",
    "an update that says it replaces",
    { [`${GROUP}/put/summary`]: "Update a group", [`${GROUP}/put/description`]: "Replaces it." },
    [],
  ],
  [
    "audit.put-called-update",
    "another name",
    { [`${GROUP}/put/summary`]: "Put a group", [`${GROUP}/put/operationId`]: "putGroup" },
    [],
  ],
  ["audit.bad-request-undeclared", "422", { [`${GROUP}/patch/responses`]: answered("204", "422") }, []],
  [
    "audit.bad-request-undeclared",
    "nothing required",
    { [`${GROUP}/patch/requestBody`]: json({ type: "object" }), [`${GROUP}/patch/responses`]: answered("204") },
    [],
  ],
  ["audit.not-found-undeclared", "default", { [`${USER}/delete/responses`]: answered("204", "default") }, []],
  ["audit.not-found-undeclared", "a collection", { "/paths/~1scim~1v2~1Users/post/responses": answered("201") }, []],
  ["audit.success-status", "2XX", { [`${GROUP}/put/responses`]: answered("2XX") }, []],
  ["audit.success-status", "200 for PATCH, and more", { [`${GROUP}/patch/responses`]: answered("200", "202") }, []],
  ["audit.success-status", "POST on one resource", { [`${USER}/post`]: { responses: answered("200") } }, []],
  [
    "audit.id-parameter-undeclared",
    "declared at the operation",
    {
      [`${GROUP}/parameters`]: [],
      [`${GROUP}/patch`]: undefined,
      [`${GROUP}/put/parameters`]: [{ name: "id", in: "path", required: true }],
    },
    [],
  ],
  ["audit.enum-case", "both spellings", { [`${MEMBER}/type/enum`]: ["USER", "User"] }, []],
  ["audit.enum-case", "words of the vendor's", { [`${MEMBER}/type/enum`]: ["PERSON"] }, []],
  [
    "audit.enum-case",
    "another attribute's type",
    { [`${SCHEMAS}/Group/properties/type`]: { ...text, enum: ["USER"] } },
    [],
  ],
  ["audit.member-value-type", "a format", { [`${MEMBER}/value`]: { ...text, format: "uuid" } }, []],
  [
    "audit.member-value-type",
    "a number in another list",
    {
      [`${SCHEMAS}/Group/properties/limits`]: { type: "array", items: { properties: { value: { type: "integer" } } } },
    },
    [],
  ],
  ["audit.id-not-string", "open", { [`${SCHEMAS}/Group/properties/id`]: {} }, []],
  [
    "audit.schemas-undeclared",
    "an open body",
    { [`${GROUP}/put/responses/200`]: { description: "", ...json({ type: "object" }) } },
    [],
  ],
  [
    "audit.schemas-undeclared",
    "declared in an allOf",
    {
      [`${SCHEMAS}/Base`]: { properties: { schemas: {} } },
      [`${SCHEMAS}/Error/properties/schemas`]: undefined,
      [`${SCHEMAS}/Error/allOf`]: [{ $ref: "#/components/schemas/Base" }],
    },
    [],
  ],
  [
    "audit.schemas-default",
    "no default, not required",
    { [`${SCHEMAS}/PatchOp/required`]: [], [`${SCHEMAS}/PatchOp/properties/schemas/default`]: undefined },
    [],
  ],
  [
    "audit.read-only-required",
    "readOnly behind a reference",
    { [`${SCHEMAS}/User/properties/meta`]: { $ref: "#/components/schemas/Meta" }, [`${SCHEMAS}/Meta/readOnly`]: true },
    [],
  ],
  [
    "audit.external-id-of-server",
    "required in a request",
    { [`${GROUP}/put/requestBody`]: json({ required: ["externalId"], properties: { schemas: {}, externalId: text } }) },
    [],
  ],
  [
    "audit.example-invalid",
    "JSON as a text",
    { [`${SCHEMAS}/Group/example`]: '{"schemas": [], "displayName": "A"}' },
    [],
  ],
  [
    "audit.example-invalid",
    "a literal $ref, and an example elsewhere",
    {
      [`${GROUP}/put/requestBody/content/application~1json/examples`]: {
        far: { externalValue: "https://a.example/x" },
      },
    },
    [],
  ],
  [
    "audit.example-invalid",
    "an example of a form",
    { [`${GROUP}/put/requestBody/content/multipart~1form-data`]: { schema: { type: "object" }, example: "a=b" } },
    [],
  ],
  [
    "audit.operation-id-duplicate",
    "two others that are not SCIM's",
    { "/paths/~1a": { get: { operationId: "x" }, put: { operationId: "x" } } },
    [],
  ],
  [
    "audit.server-not-absolute",
    "a host that is a variable",
    { "/servers": [{ url: "{host}/scim", variables: { host: { default: "https://a.example" } } }] },
    [],
  ],
  [
    "audit.server-not-absolute",
    "a relative one beside",
    { "/servers": [{ url: "/" }, { url: "https://a.example" }] },
    [],
  ],
  [
    "audit.security-undeclared",
    "a credential in a header",
    {
      "/security": undefined,
      "/paths": {
        "/scim/v2/Groups/{id}": {
          put: { parameters: [{ name: "Authorization", in: "header" }], responses: answered("200") },
        },
      },
    },
    [],
  ],
  ["audit.security-undeclared", "reading", { [`${USER}/get/security`]: [] }, []],
  ["audit.security-off-at-root", "never taken back", { "/security": [] }, []],
];

const ruleOf = (id: string): Rule => {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};

test.each(["3.0.3", "3.1.0"] as const)("a document without defects is left alone, in %s", (openapi) => {
  expect(defectsOf(edited({}, openapi))).toEqual([]);
});

describe("a defect is found, once, at its place", () => {
  test.each(BROKEN)("%s: %s", (id, _what, edits, pointers) => {
    const defects = judged(ruleOf(id), edits);
    expect(defects.map(({ pointer }) => pointer)).toEqual(pointers);
    for (const { rule, level, place, message, remedy } of defects) {
      expect({ rule, level }).toEqual({ rule: id, level: ruleOf(id).level });
      expect(place).toMatchObject({ file: "test.json", line: expect.any(Number), column: expect.any(Number) });
      expect(`${message} ${remedy}`).not.toMatch(/undefined|\[object/u);
    }
  });
});

describe("what is legal is left alone", () => {
  test.each(LEFT_ALONE)("%s: %s", (id, _what, edits, pointers) => {
    expect(judged(ruleOf(id), edits).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe("application/scim+json", () => {
  const one = {
    "/paths": {
      "/scim/v2/Groups/{id}": { put: { requestBody: json({ type: "object" }), responses: answered("200") } },
    },
  };

  test("is missed where nothing names it, once for the document", () => {
    const [defect, ...more] = judged(ruleOf("audit.scim-media-type"), one);
    expect(defect).toMatchObject({
      pointer: `${GROUP}/put/requestBody/content`,
      message: "no operation names application/scim+json",
    });
    expect(more).toEqual([]);
  });

  test("is missed where only prose names it, and the prose is shown", () => {
    const [defect] = judged(ruleOf("audit.scim-media-type"), {
      ...one,
      "/info/description": "application/scim+json too",
    });
    expect(defect).toMatchObject({
      pointer: "/info/description",
      message: "application/scim+json is named in prose only",
    });
  });

  test("is not missed where one operation names it, or none has a body", () => {
    expect(judged(ruleOf("audit.scim-media-type"), { [`${GROUP}/put/requestBody`]: json({ type: "object" }) })).toEqual(
      [],
    );
    const bare = { "/paths": { "/scim/v2/Groups/{id}": { delete: { responses: answered("204") } } } };
    expect(judged(ruleOf("audit.scim-media-type"), bare)).toEqual([]);
  });
});

test("every rule about documents has both sides tested", () => {
  const page = ["audit.json-invalid", "audit.filter-unclosed", "audit.status-not-in-table", "audit.id-misdescribed"];
  const elsewhere = new Set([...page, "audit.scim-media-type"]);
  const ids = RULES.map(({ id }) => id).filter((id) => !elsewhere.has(id));
  for (const cases of [BROKEN, LEFT_ALONE]) {
    const tested = new Set(cases.map(([id]) => id));
    expect(ids.filter((id) => !tested.has(id))).toEqual([]);
  }
});
