import { expect, test } from "vitest";
import { scimPath } from "./scim-path.ts";
import { documentWith } from "./testing/document-with.ts";

test.each([
  ["/scim/v2/Groups/{id}", { resourceType: "Group", collectionPath: "/scim/v2/Groups", idParameter: "id" }],
  ["/Users", { resourceType: "User", collectionPath: "/Users" }],
  ["/scim/users/{user-id}/", { resourceType: "User", collectionPath: "/scim/users", idParameter: "user-id" }],
  ["/t/{tenant}/Groups/{gid}", { resourceType: "Group", collectionPath: "/t/{tenant}/Groups", idParameter: "gid" }],
  ["/v3/Roles/{id}/Users", undefined],
  ["/Groups/{id}/Users/{user}", undefined],
  ["/Users/{id}/photo", undefined],
  ["/{type}/{id}", undefined],
  ["/constructor", undefined],
  ["/", undefined],
])("%s", (template, expected) => {
  expect(scimPath(template)).toEqual(expected);
});

test("operations on users that are not SCIM's are left out", () => {
  const root = { info: { title: "Shop", version: "1" } };
  expect(() => documentWith({ root, path: "/users/{id}" })).toThrow("no SCIM operation");
  expect(documentWith({ root, path: "/users/{id}", operation: { tags: ["SCIM"] } }).operations).toHaveLength(1);
  const request = { type: "object", properties: { schemas: {}, userName: {} } };
  expect(documentWith({ root, path: "/users/{id}", request }).operations).toHaveLength(1);
});
