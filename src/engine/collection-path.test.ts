import { expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { collectionPathOf } from "./collection-path.ts";

const [operation] = (await loadVendor("cube")).operations;
if (operation === undefined) throw new Error("Cube declares an operation");

test.for([
  ["/scim/v2/Groups", "/scim/v2/Users"],
  ["/scim/v2/groups", "/scim/v2/users"],
  ["/Groups", "/Users"],
  [`/${"x".repeat(2_000_000)}/v2/Groups`, `/${"x".repeat(2_000_000)}/v2/Users`],
])("the collection beside another one", ([own = "", other = ""]) => {
  expect(collectionPathOf({ ...operation, collectionPath: own }, "Group")).toBe(own);
  expect(collectionPathOf({ ...operation, collectionPath: own }, "User") === other).toBe(true);
});
