import { expect, test } from "vitest";
import { violationWords } from "./violation-words.ts";

test.each([
  ["displayName.type-number", "displayName.type-number"],
  ["members[].value.required", "members-item.value.required"],
  ["members[].$ref.type-object", "members-item.dollar-ref.type-object"],
  [
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department.type-number",
    "enterprise-User.department.type-number",
  ],
  ["urn:acme:people.shoe_size.type-object", "urn-acme-people.shoe-size.type-object"],
])("%s is %s", (id, words) => {
  expect(violationWords(id)).toBe(words);
});
