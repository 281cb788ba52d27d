import { describe, expect, test } from "vitest";
import { URN } from "../scim/index.ts";
import { resourceShape as check } from "./resource-shape.ts";
import { failures, get, group, put, verdicts } from "./testing.ts";

const found = (extra: Readonly<Record<string, unknown>>): readonly string[] =>
  failures(check, put({ body: group(extra) }));

describe("what is unusual and legal", () => {
  test.each<[string, Record<string, unknown>]>([
    ["an ordinary Group", {}],
    ["extensions beside the base schema, in any order", { schemas: ["urn:example:ext", URN.group] }],
    ["a URN in another case", { schemas: [URN.group.toUpperCase()] }],
    ["no members", { members: undefined }],
    ["members null", { members: null }],
    ["an empty list", { members: [] }],
    ["members without display, with more sub-attributes", { members: [{ value: "u", $ref: "../Users/u", x: 1 }] }],
    ["an empty meta", { meta: {} }],
    ["an empty name", { displayName: "" }],
  ])("%s", (_, extra) => {
    expect(found(extra)).toEqual([]);
  });

  test("attribute names in another case", () => {
    const body = { SCHEMAS: [URN.group], Id: "g-1", META: {}, displayname: "x", Members: [{ VALUE: "u" }] };
    expect(failures(check, put({ body }))).toEqual([]);
  });

  test("a User has no displayName to show", () => {
    const body = { schemas: [URN.user], id: "u-1", meta: {}, userName: "a" };
    expect(failures(check, get({ resource: { type: "User", id: "u-1" }, body }))).toEqual([]);
  });
});

describe("what must be there", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["no schemas", { schemas: undefined }, "RFC7643-3-SCHEMAS-NONEMPTY schemas"],
    ["schemas null", { schemas: null }, "RFC7643-3-SCHEMAS-NONEMPTY schemas"],
    ["empty schemas", { schemas: [] }, "RFC7643-3-SCHEMAS-NONEMPTY schemas"],
    ["schemas as a text", { schemas: URN.group }, "RFC7643-3-SCHEMAS-NONEMPTY schemas"],
    ["schemas of numbers", { schemas: [1] }, "RFC7643-3-SCHEMAS-NONEMPTY schemas"],
    ["an empty URI", { schemas: [URN.group, ""] }, "RFC7643-3-SCHEMAS-NONEMPTY schemas"],
    ["a URI twice", { schemas: [URN.group, URN.group] }, "RFC7643-3-SCHEMAS-NODUP schemas"],
    [
      "a URI twice, in another case",
      { schemas: [URN.group, URN.group.toLowerCase()] },
      "RFC7643-3-SCHEMAS-NODUP schemas",
    ],
    ["the schema of another type", { schemas: [URN.user] }, "RFC7643-3.3-BASE-SCHEMA schemas"],
    ["no id", { id: undefined }, "RFC7643-3.1-COMMON id"],
    ["an empty id", { id: "" }, "RFC7643-3.1-COMMON id"],
    ["a number for an id", { id: 7 }, "RFC7643-3.1-COMMON id"],
    ["no meta", { meta: undefined }, "RFC7643-3.1-COMMON meta"],
    ["meta null", { meta: null }, "RFC7643-3.1-COMMON meta"],
    ["no displayName", { displayName: undefined }, "RFC7643-4.2-DISPLAYNAME displayName"],
    ["a number for a name", { displayName: 12 }, "RFC7643-4.2-DISPLAYNAME displayName"],
    ["bare ids as members", { members: ["u-1"] }, "RFC7643-4.2-MEMBER-VALUE members"],
    ["a member without value", { members: [{ value: "u-1" }, { display: "x" }] }, "RFC7643-4.2-MEMBER-VALUE members"],
    ["a number for a value", { members: [{ value: 1 }] }, "RFC7643-4.2-MEMBER-VALUE members"],
    ["one member that is no list", { members: { value: "u-1" } }, "RFC7643-4.2-MEMBER-VALUE members"],
  ])("%s", (_, extra, expected) => {
    expect(found(extra)).toEqual([expected]);
  });
});

test("speaks about each of its requirements when all is well", () => {
  const spoken = verdicts(check, put()).map((line) => line.split(" ")[1]);
  expect(new Set(spoken)).toEqual(new Set(check.requirements));
});

test("says nothing of errors, projections, lists and answers without an object", () => {
  expect(verdicts(check, put({ status: 404, body: {} }))).toEqual([]);
  expect(verdicts(check, put({ body: "" }))).toEqual([]);
  expect(verdicts(check, put({ body: [] }))).toEqual([]);
  expect(verdicts(check, get({ body: {}, url: "http://h/scim/v2/Groups/g-1?attributes=members" }))).toEqual([]);
  expect(verdicts(check, get({ body: {}, url: "http://h/scim/v2/Groups/g-1?x=1&excludedAttributes=members" }))).toEqual(
    [],
  );
  expect(verdicts(check, get({ method: "DELETE", body: {} }))).toEqual([]);
});

test("an id has no word of bulk requests in it", () => {
  expect(failures(check, put({ body: group({ id: "bulkId-1" }) }))).toContain("RFC7643-3.1-ID-BULKID id");
  expect(failures(check, put({ body: group({ id: "bulk-id-1" }) }))).not.toContain("RFC7643-3.1-ID-BULKID id");
});
