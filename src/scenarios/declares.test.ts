import { expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { documentWith } from "../document/testing/document-with.ts";
import { declares, shows } from "./declares.ts";

const [maia, cube] = await Promise.all(["maia", "cube"].map(loadVendor));

test.each([
  ["Group", "externalId", true],
  ["Group", "external", false],
  ["Group", "members[].ref", true],
  ["Group", "members[].type", true],
  ["Group", "members[].$ref", false],
  ["User", "name.formatted", true],
  ["User", "name.nickName", false],
  ["User", "emails", true],
  ["User", "active", true],
])("Maia's %s: %s is declared: %s", (type, path, declared) => {
  const operation = maia?.operations.find(({ resourceType }) => resourceType === type);
  expect(operation !== undefined && declares(operation, path)).toBe(declared);
});

test("Cube's groups have members without a type", () => {
  const [operation] = cube?.operations ?? [];
  expect(
    ["members[].value", "members[].type"].map((path) => operation !== undefined && declares(operation, path)),
  ).toEqual([true, false]);
});

test.each([
  ["a closed schema", { additionalProperties: false }],
  ["a closed schema of 2020-12", { unevaluatedProperties: false }],
  ["a map of texts", { additionalProperties: { type: "string" } }],
])("%s declares what it names, and nothing else", (_, rest) => {
  const name = { type: "object", properties: { givenName: { type: "string" } }, ...rest };
  const schema = { type: "object", properties: { title: { type: "string" }, name }, ...rest };
  const [operation] = documentWith({ request: schema, response: schema }).operations;
  if (operation === undefined) throw new Error("no operation");
  const paths = ["title", "nickName", "name.givenName", "name.nickName", "emails", "emails[].value"];
  expect(paths.filter((path) => declares(operation, path))).toEqual(["title", "name.givenName"]);
  expect(paths.filter((path) => shows(operation, path) === true)).toEqual(["title", "name.givenName"]);
});
