import { expect, test } from "vitest";
import { legalOutcomes, membersOf, type PatchOperation, USER_SCHEMA } from "./index.ts";
import { sameState } from "./patch/same-state.ts";

// JSON that a server may send and that JavaScript cannot make a text of: neither `String` nor a template.
const odd = (): unknown => JSON.parse('{"toString":null,"valueOf":1}') as unknown;

const NAMES = ["schemas", "userName", "title", "name", "emails", "active", "meta", "externalId", "groups"];
const resources = NAMES.flatMap((name) => [
  { userName: "ada", [name]: odd() },
  { userName: "ada", [name]: [odd(), { value: odd(), type: odd(), primary: odd() }] },
]);
const operations: readonly PatchOperation[] = [
  { op: "add", path: "emails", value: [{ value: "a@b.c", type: "work" }] },
  { op: "remove", path: 'emails[type eq "work"]' },
  { op: "replace", path: 'emails[value co "a" and primary eq true].type', value: "home" },
  { op: "replace", value: { title: "Dr", name: { givenName: "Ada" } } },
];

test("resources with values that are no text are compared, and operations on them have outcomes", () => {
  for (const resource of resources) {
    expect(sameState(resource, resource, USER_SCHEMA)).toBe(true);
    expect(() => membersOf({ members: Object.values(resource) })).not.toThrow();
    for (const operation of operations)
      expect(legalOutcomes(resource, [operation], USER_SCHEMA).length).toBeGreaterThan(0);
  }
});
