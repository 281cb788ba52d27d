import fc from "fast-check";
import { patchBodyValidation, type ScimPatchOperation, scimPatch } from "scim-patch";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { membersOf } from "../members.ts";
import { applyPatch } from "./apply-patch.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import type { PatchOperation } from "./patch-types.ts";

const group = (...ids: readonly string[]): JsonObject => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
  id: "g",
  displayName: "Before",
  members: ids.map((value) => ({ value })),
});

/** The members afterwards, or the keyword of the refusal. */
function after(resource: JsonObject, ...operations: readonly PatchOperation[]): readonly string[] | string {
  const result = applyPatch(resource, operations, GROUP_SCHEMA);
  return result.ok ? [...membersOf(result.resource).values].sort() : result.scimType;
}

describe("members (RFC 7644 sections 3.5.2.1 to 3.5.2.3)", () => {
  test("add appends, and takes nobody twice", () => {
    expect(after(group("a"), { op: "add", path: "members", value: [{ value: "b" }, { value: "a" }] })).toEqual([
      "a",
      "b",
    ]);
    const again = applyPatch(group("a"), [{ op: "add", path: "members", value: [{ value: "a" }] }], GROUP_SCHEMA);
    expect(again).toMatchObject({ ok: true, changed: false });
  });

  test("remove by filter takes the one that matches, without regard to the case of names", () => {
    expect(after(group("a", "b", "c"), { op: "remove", path: 'Members[VALUE eq "b"]' })).toEqual(["a", "c"]);
    expect(after(group("a", "b"), { op: "remove", path: "members" })).toEqual([]);
    expect(after(group("a"), { op: "remove", path: 'members[value eq "a"]' })).toEqual([]);
  });

  test("replace leaves exactly the ones sent", () => {
    expect(after(group("a", "b"), { op: "replace", path: "members", value: [{ value: "b" }, { value: "c" }] })).toEqual(
      ["b", "c"],
    );
    expect(after(group("a"), { op: "replace", value: { members: [{ value: "c" }] } })).toEqual(["c"]);
  });

  test("refusals carry their keyword", () => {
    expect(after(group("a"), { op: "remove" })).toBe("noTarget");
    expect(after(group("a"), { op: "replace", path: 'members[value eq "x"]', value: { value: "y" } })).toBe("noTarget");
    expect(after(group("a"), { op: "add", path: "members[", value: [] })).toMatch(/^invalid(?:Path|Filter)$/u);
  });
});

test("operations apply in order, each on the result of the one before", () => {
  const operations = [
    { op: "remove", path: "members" },
    { op: "add", path: "members", value: [{ value: "z" }] },
  ];
  expect(after(group("a", "b"), ...operations)).toEqual(["z"]);
});

test("a request is all or nothing, and what is given is never changed", () => {
  const before = group("a");
  const copy = structuredClone(before);
  const result = applyPatch(
    before,
    [{ op: "add", path: "members", value: [{ value: "b" }] }, { op: "remove" }],
    GROUP_SCHEMA,
  );
  expect(result).toMatchObject({ ok: false, index: 1 });
  expect(before).toEqual(copy);
});

test("one primary at a time", () => {
  const user = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    id: "u",
    userName: "ada",
    emails: [{ value: "a@x", primary: true }],
  };
  const result = applyPatch(
    user,
    [{ op: "add", path: "emails", value: [{ value: "b@x", primary: true }] }],
    USER_SCHEMA,
  );
  const emails = result.ok ? (result.resource["emails"] as { value: string; primary?: boolean }[]) : [];
  expect(emails.filter(({ primary }) => primary === true).map(({ value }) => value)).toEqual(["b@x"]);
});

/** What scim-patch makes of it; undefined where it refuses. */
function theirResult(before: JsonObject, operations: readonly ScimPatchOperation[]): JsonObject | undefined {
  try {
    return scimPatch(structuredClone(before) as never, structuredClone([...operations]));
  } catch {
    return undefined;
  }
}

describe("against scim-patch, another implementation", () => {
  const id = fc.constantFrom("a", "b", "c", "d");
  const members = fc.uniqueArray(id, { maxLength: 4 }).map((ids) => ids.map((value) => ({ value })));
  const operation: fc.Arbitrary<ScimPatchOperation> = fc.oneof(
    members.filter((value) => value.length > 0).map((value) => ({ op: "add" as const, path: "members", value })),
    members.filter((value) => value.length > 0).map((value) => ({ op: "replace" as const, path: "members", value })),
    id.map((value) => ({ op: "remove" as const, path: `members[value eq "${value}"]` })),
  );

  test("adds, removals by filter and replacements end in the same set", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(id, { maxLength: 4 }),
        fc.array(operation, { minLength: 1, maxLength: 5 }),
        (start, operations) => {
          patchBodyValidation({ schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: operations });
          const theirs = theirResult(group(...start), operations);
          // It refuses a removal from an empty list, where RFC 7644 section 3.5.2.2 changes nothing.
          fc.pre(theirs !== undefined);
          const ours = applyPatch(group(...start), operations, GROUP_SCHEMA);
          expect(ours.ok && [...membersOf(ours.resource).values].sort()).toEqual(
            [...membersOf(theirs ?? {}).values].sort(),
          );
        },
      ),
    );
  });
});
