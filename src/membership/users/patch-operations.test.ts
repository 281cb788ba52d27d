import { expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import { attributesOf } from "./attributes.ts";
import { UserBinder } from "./bind.ts";
import type { PathForm, UserOperation } from "./history.ts";
import { patchOperations } from "./patch-operations.ts";

const { operations } = await loadVendor("maia");
const operation = operations.find(({ resourceType }) => resourceType === "User");
if (operation === undefined) throw new Error("Maia has no PUT of a User");
const context = {
  attribute: (path: string, label: string): string | undefined =>
    path === "emails.value" ? `${label.at(-1)}@example.test` : undefined,
};
const body = { emails: [{ value: "made@example.test", type: "work", primary: true }] };
const binder = new UserBinder(context, attributesOf(operation), "a", body);
// Servers may write numbers in the form that they prefer: a filter names them as they are written there.
const SEEN = { ...body, phoneNumbers: [{ value: "tel:+49-30-901820", type: "work" }], ims: ["odd", { type: "xmpp" }] };

const remove: UserOperation = { op: "remove", path: "emails", where: { type: "work" } };

test.each<[string, UserOperation, PathForm | undefined, unknown]>([
  ["by type", remove, undefined, { op: "remove", path: 'emails[type eq "work"]' }],
  [
    "with the URN",
    remove,
    "urn",
    { op: "remove", path: 'urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"]' },
  ],
  ["in capitals", remove, "case", { op: "remove", path: 'EMAILS[TYPE eq "work"]' }],
  [
    "by the value that the User was made with",
    { op: "remove", path: "emails", where: { value: "v0" } },
    undefined,
    { op: "remove", path: 'emails[value eq "made@example.test"]' },
  ],
  [
    "by a value as the server writes it",
    { op: "remove", path: "phoneNumbers", where: { value: "v1" } },
    undefined,
    { op: "remove", path: 'phoneNumbers[value eq "tel:+49-30-901820"]' },
  ],
  [
    "a part of an address, which has no value",
    { op: "replace", path: "addresses", where: { type: "home" }, part: "value", to: "v1" },
    undefined,
    { op: "replace", path: 'addresses[type eq "home"].streetAddress', value: "1 Main Street" },
  ],
  [
    "without a path",
    { op: "add", path: "emails", entries: [{ value: "v1", type: "home" }] },
    "no-path",
    { op: "add", value: { emails: [{ value: "1@example.test", type: "home" }] } },
  ],
  [
    "a part of a name without a path",
    { op: "replace", path: "name.givenName", to: "v1" },
    "no-path",
    { op: "replace", value: { name: { givenName: "Ada" } } },
  ],
  [
    "a part of a name under the name",
    { op: "replace", path: "name.givenName", to: "v2", whole: true },
    undefined,
    { op: "replace", path: "name", value: { givenName: "Augusta" } },
  ],
  ["nothing that is valid", { op: "invalid" }, "urn", { op: "upsert", path: "userName", value: "x" }],
  ["all of a list", { op: "remove", path: "emails" }, "case", { op: "remove", path: "EMAILS" }],
  [
    "a value",
    { op: "replace", path: "emails", where: { type: "work" }, part: "value", to: "v2" },
    "case",
    { op: "replace", path: 'EMAILS[TYPE eq "work"].VALUE', value: "2@example.test" },
  ],
  [
    "a type",
    { op: "replace", path: "emails", where: { value: "v1" }, part: "type", to: "home" },
    undefined,
    { op: "replace", path: 'emails[value eq "1@example.test"].type', value: "home" },
  ],
  [
    "which is the primary one",
    { op: "replace", path: "emails", where: { type: "work" }, part: "primary", to: true },
    "urn",
    { op: "replace", path: 'urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"].primary', value: true },
  ],
  [
    "a whole entry",
    { op: "replace", path: "emails", where: { value: "x1" }, entry: { value: "v1", type: "home", primary: true } },
    undefined,
    {
      op: "replace",
      path: 'emails[value eq "nobody-has-this"]',
      value: { value: "1@example.test", type: "home", primary: true },
    },
  ],
  [
    "by a value that is not shown",
    { op: "remove", path: "addresses", where: { value: "v1" } },
    undefined,
    { op: "remove", path: 'addresses[streetAddress eq "1 Main Street"]' },
  ],
  [
    "by a value that some entries are shown without",
    { op: "remove", path: "ims", where: { value: "v1" } },
    undefined,
    { op: "remove", path: 'ims[value eq "ada-im"]' },
  ],
  [
    "a whole list in place of another",
    { op: "replace", path: "emails", entries: [] },
    undefined,
    { op: "replace", path: "emails", value: [] },
  ],
  ["a text", { op: "replace", path: "title", to: "v1" }, "case", { op: "replace", path: "TITLE", value: "Engineer" }],
  ["active", { op: "add", path: "active", to: false }, "no-path", { op: "add", value: { active: false } }],
  [
    "a part of a name",
    { op: "replace", path: "name.givenName", to: "v1" },
    undefined,
    { op: "replace", path: "name.givenName", value: "Ada" },
  ],
  [
    "a part of a name under the name, in capitals",
    { op: "add", path: "name.givenName", to: "v1", whole: true },
    "case",
    { op: "add", path: "NAME", value: { givenName: "Ada" } },
  ],
])("%s", (_, edit, form, sent) => {
  expect(patchOperations([edit], form, binder, SEEN)).toEqual([sent]);
});

test("an entry in the same words is sent once, and that none is primary is not said", () => {
  const twice = { value: "v1", type: "home" } as const;
  expect(binder.contentOf("emails", [twice, { ...twice, primary: false }])).toEqual([
    { value: "1@example.test", type: "home" },
  ]);
});
