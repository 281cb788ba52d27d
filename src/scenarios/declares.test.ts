import { expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { declares } from "./declares.ts";

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
