import { describe, expect, test } from "vitest";
import { responseBodySchema as check, resourceSchema } from "./response-body-schema.ts";
import { content, contractWith, failures, get, group, ID, put, verdicts } from "./testing.ts";

const PASSED = ["passed OPENAPI-BODY-SCHEMA schema"];
const SCHEMA = "/paths/~1scim~1v2~1Groups~1{id}/put/responses/200/content/application~1json/schema";

describe("a body that fits passes", () => {
  test.each([
    ["a whole Group", group()],
    ["no members at all", { displayName: "" }],
    ["an empty list", { displayName: "x", members: [] }],
    ["attributes that the schema does not mention", group({ "urn:example:Extension": { a: 1 }, color: null })],
  ])("%s", (_, body) => {
    expect(verdicts(check, put({ body }))).toEqual(PASSED);
  });

  test("whatever the undeclared media type or a missing Content-Type, which are another check's", () => {
    expect(verdicts(check, put({ type: "text/json" }))).toEqual(PASSED);
    expect(verdicts(check, put({ type: null }))).toEqual(PASSED);
  });

  test("under the schema of its own media type", () => {
    const responses = {
      200: {
        content: {
          "application/json": { schema: { type: "string" } },
          "application/scim+json": { schema: { type: "object" } },
        },
      },
    };
    const contract = contractWith(responses);
    expect(verdicts(check, put({ type: "application/scim+json" }), contract)).toEqual(PASSED);
    expect(failures(check, put({ type: "application/json" }), contract)).toHaveLength(1);
  });

  test("under a range or default", () => {
    const contract = contractWith({ "2XX": content({ type: "object" }), default: content({ type: "array" }) });
    expect(verdicts(check, put({ status: 202 }), contract)).toEqual(PASSED);
    expect(failures(check, put({ status: 409 }), contract)).toHaveLength(1);
  });
});

describe("fails", () => {
  test("once for each violation, each by its place in the document", () => {
    const body = { id: 7, members: [{ value: 1 }, { value: 2 }] };
    expect(new Set(failures(check, put({ body })))).toEqual(
      new Set([
        `OPENAPI-BODY-SCHEMA required ${SCHEMA}/required`,
        `OPENAPI-BODY-SCHEMA type ${SCHEMA}/properties/id/type`,
        `OPENAPI-BODY-SCHEMA type ${SCHEMA}/properties/members/items/properties/value/type`,
      ]),
    );
  });

  test("an attribute name in another case: JSON Schema tells them apart, and so does the document", () => {
    expect(failures(check, put({ body: { DisplayName: "x" } }))).toHaveLength(1);
  });

  test("a promised body that does not come", () => {
    const at = "/paths/~1scim~1v2~1Groups~1{id}/put/responses";
    expect(failures(check, put({ body: "" }))).toEqual([`OPENAPI-BODY-SCHEMA body-missing ${at}/200`]);
    expect(failures(check, put({ status: 404, body: "" }))).toEqual([`OPENAPI-BODY-SCHEMA body-missing ${at}/404`]);
  });
});

describe("says nothing", () => {
  test("of an undeclared status, of content without a schema and of 204", () => {
    expect(verdicts(check, put({ status: 418 }))).toEqual([]);
    expect(verdicts(check, put(), contractWith({ 200: { content: { "application/json": {} } } }))).toEqual([]);
    expect(verdicts(check, put({ status: 204, body: "" }), contractWith({ 204: content({}) }))).toEqual([]);
  });

  test("of what is no JSON", () => {
    expect(verdicts(check, put({ body: "{" }))).toEqual([]);
  });
});

describe("a helper that shows the resource", () => {
  test("is judged by the schema that the document declares for it", () => {
    expect(verdicts(check, get())).toEqual(PASSED);
    expect(failures(check, get({ body: { id: ID } }))).toEqual([`OPENAPI-BODY-SCHEMA required ${SCHEMA}/required`]);
  });

  test.each(["?attributes=members", "?excludedAttributes=displayName", "?filter=id%20eq%20%22x%22"])(
    "is left alone when it was asked for a part only: %s",
    (query) => {
      const url = `http://127.0.0.1:1/scim/v2/Groups/${ID}${query}`;
      expect(verdicts(check, get({ url, body: { id: ID, members: [] } }))).toEqual([]);
    },
  );

  test("is left alone when it shows no resource", () => {
    expect(verdicts(check, get({ status: 404, body: {} }))).toEqual([]);
    expect(verdicts(check, get({ body: [] }))).toEqual([]);
    expect(verdicts(check, get({ resource: { type: "User", id: "u-1" }, body: {} }))).toEqual([]);
    expect(verdicts(check, get({ purpose: "fixture", method: "POST", status: 201, body: {} }))).toEqual([]);
  });
});

test("the schema of a type is that of the 200 of an operation on one resource", () => {
  expect(resourceSchema(contractWith(), "Group")?.pointer).toBe(SCHEMA);
  expect(resourceSchema(contractWith(), "User")).toBeUndefined();
  expect(resourceSchema(contractWith({ 204: {} }), "Group")).toBeUndefined();
});
