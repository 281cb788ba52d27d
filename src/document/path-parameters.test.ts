import { expect, test } from "vitest";
import type { Contract } from "./contract.ts";
import { requirePathParameters, withPathParameters } from "./path-parameters.ts";
import { documentWith } from "./testing/document-with.ts";
import { refusalOf } from "./testing/refusal-of.ts";

const document = (schema: object = { type: "string" }): Contract =>
  documentWith({
    path: "/orgs/{org}/scim/v2/Groups/{id}",
    operation: { parameters: [{ name: "org", in: "path", required: true, schema }] },
  });

const pathIn = (contract: Contract): string | undefined => contract.operations[0]?.path;

test("a value takes the place of its parameter, percent-encoded; the key still names what is declared", () => {
  const filled = withPathParameters(document(), { org: "a/b c" });
  expect(filled.operations[0]).toMatchObject({
    key: "PUT /orgs/{org}/scim/v2/Groups/{id}",
    path: "/orgs/a%2Fb%20c/scim/v2/Groups/{id}",
    collectionPath: "/orgs/a%2Fb%20c/scim/v2/Groups",
  });
});

test.each([
  [{ const: "main" }, "main"],
  [{ enum: ["only"] }, "only"],
  [{ enum: ["a", "b"], default: "b" }, "b"],
  [{ type: "integer", default: 7 }, "7"],
])("what the schema leaves no doubt about needs no value: %j", (schema, value) => {
  expect(pathIn(withPathParameters(document(schema), {}))).toBe(`/orgs/${value}/scim/v2/Groups/{id}`);
  expect(pathIn(withPathParameters(document(schema), { org: "other" }))).toBe("/orgs/other/scim/v2/Groups/{id}");
});

test("a parameter without a value is asked for by name", () => {
  const [operation] = withPathParameters(document({ enum: ["a", "b"] }), {}).operations;
  if (operation === undefined) throw new Error("the document declares an operation");
  const refusal = refusalOf(() => requirePathParameters(operation));
  expect(refusal.message).toContain('needs a value for "org"');
  expect(refusal.remedy).toContain("--path-param org=VALUE");
});

test.each([
  [{ ogr: "acme" }, 'Did you mean "org"?'],
  [{ id: "1" }, 'no SCIM path of test.json has a parameter "id"'],
  [{ org: ".." }, '".." cannot stand in a path'],
])("a value that fits nowhere is refused: %j", (values, words) => {
  expect(refusalOf(() => withPathParameters(document(), values)).message).toContain(words);
});
