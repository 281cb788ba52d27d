import { expect, test } from "vitest";
import { contractFrom } from "./contract-from.ts";
import { sourceFrom } from "./source.ts";

/** An operation of some other interface, with schemas of its own, one of them wrong and one of them elsewhere. */
const other = (n: number): object => ({
  tags: ["Things"],
  operationId: `thing${n}`,
  requestBody: { content: { "application/json": { schema: { $ref: `#/components/schemas/Thing${n}` } } } },
  responses: { 200: { description: "", content: { "application/json": { schema: { type: "Array of object" } } } } },
});

const scim = (type: string): object => ({
  tags: ["Directory"],
  responses: {
    200: {
      description: "",
      content: { "application/scim+json": { schema: { $ref: `#/components/schemas/${type}` } } },
    },
  },
});

const HUNDREDS = 600;

/** A product's whole interface, in which SCIM is four operations of many. */
function product(): string {
  const numbers = Array.from({ length: HUNDREDS }, (_, n) => n);
  const paths: Record<string, object> = Object.fromEntries(
    numbers.map((n) => [`/api/v1/things${n}/{id}`, { get: other(n), put: other(n), patch: other(n) }]),
  );
  // Users and Groups that are not SCIM's: by their words, their media types and their schemas.
  paths["/api/v1/users/{id}"] = { put: other(1), patch: other(2), get: other(3) };
  paths["/api/v1/projects/{project}/Groups/{id}"] = { put: other(4) };
  paths["/v3/Roles/{id}/Users"] = { get: other(5) };
  paths["/t/{tenant}/directory/v2/Groups/{id}"] = { put: scim("Group"), patch: scim("Group"), get: scim("Group") };
  paths["/t/{tenant}/directory/v2/Users/{id}"] = { put: scim("User") };
  const things = numbers.map((n) => [
    `Thing${n}`,
    { type: "object", properties: { next: { $ref: `https://things.example.com/${n}.yaml` }, list: { type: "wrong" } } },
  ]);
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Product", version: "1" },
    paths,
    components: {
      schemas: {
        ...(Object.fromEntries(things) as object),
        Group: { type: "object", required: ["displayName"] },
        User: { type: "object", required: ["userName"] },
      },
    },
  });
}

test("SCIM's operations are picked out of hundreds, and what is wrong or elsewhere in the others does no harm", () => {
  const started = process.cpuUsage();
  const { operations } = contractFrom(sourceFrom(product(), "product.json", "DOCUMENT_INVALID"), undefined, undefined);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
  expect(operations.map(({ key }) => key)).toEqual([
    "PUT /t/{tenant}/directory/v2/Groups/{id}",
    "PATCH /t/{tenant}/directory/v2/Groups/{id}",
    "GET /t/{tenant}/directory/v2/Groups/{id}",
    "PUT /t/{tenant}/directory/v2/Users/{id}",
  ]);
  const [put] = operations;
  expect(put).toMatchObject({ idParameter: "id", resourceType: "Group" });
  expect(put?.responses[0]?.content[0]?.body?.validate({})).toMatchObject([{ keyword: "required" }]);
});
