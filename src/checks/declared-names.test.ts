import { expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { inDeclaredNames } from "./declared-names.ts";
import { resourceSchema } from "./response-body-schema.ts";

const group = resourceSchema(await loadVendor("rfc"), "Group");

test("names take the case of the schema, wherever they stand; what it does not name and all values stay", () => {
  if (group === undefined) throw new Error("the document has no Group");
  const shown = { DISPLAYNAME: "DisplayName", Members: [{ VALUE: "1", Own: true }], "urn:X": { y: 1 } };
  expect(inDeclaredNames(shown, group)).toEqual({
    displayName: "DisplayName",
    members: [{ value: "1", Own: true }],
    "urn:X": { y: 1 },
  });
});

test("a required attribute that is not there stays missing", () => {
  const body = { id: "1", schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], meta: {} };
  expect(group?.validate(inDeclaredNames(body, group)).map(({ keyword }) => keyword)).toEqual(["required"]);
});
