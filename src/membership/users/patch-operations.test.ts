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
const SEEN = { ...body, phoneNumbers: [{ value: "tel:+49-30-901820", type: "work" }] };

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
])("%s", (_, edit, form, sent) => {
  expect(patchOperations([edit], form, binder, SEEN)).toEqual([sent]);
});

test("an entry in the same words is sent once, and that none is primary is not said", () => {
  const twice = { value: "v1", type: "home" } as const;
  expect(binder.contentOf("emails", [twice, { ...twice, primary: false }])).toEqual([
    { value: "1@example.test", type: "home" },
  ]);
});
