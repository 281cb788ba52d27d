import { describe, expect, test } from "vitest";
import type { Operation } from "../../document/index.ts";
import { documentWith } from "../../document/testing/document-with.ts";
import { rfcContract } from "../testing/fake-context.ts";
import { attributesOf, type UserAttributes } from "./attributes.ts";

const { operations } = await rfcContract();
const ofUser = (method: string): Operation => {
  const found = operations.find((one) => one.method === method && one.resourceType === "User");
  if (found === undefined) throw new TypeError(`no ${method} of a User`);
  return found;
};

const sureOf = ({ lists }: UserAttributes): Readonly<Record<string, boolean>> =>
  Object.fromEntries(lists.map(({ path, isSure }) => [path, isSure]));

describe.each(["PUT", "PATCH"])("by a document's %s", (method) => {
  test("what a server may know better is to be tried, the rest is sure", () => {
    const all = attributesOf(ofUser(method));
    expect(sureOf(all)).toEqual({
      phoneNumbers: true,
      emails: true,
      addresses: true,
      ims: false,
      photos: false,
      entitlements: false,
      roles: false,
      x509Certificates: false,
    });
    expect(all.lists.filter(({ open }) => open).map(({ path }) => path)).toEqual([
      "ims",
      "photos",
      "entitlements",
      "roles",
      "x509Certificates",
    ]);
    expect([all.texts, all.active]).toEqual([
      ["title", "nickName", "userType", "name.givenName", "name.familyName", "name.honorificPrefix"],
      true,
    ]);
  });

  test("a list has its types once, the sub-attribute that it is known by, and entries without a type", () => {
    const { lists } = attributesOf(ofUser(method));
    const one = (path: string): unknown => lists.find((list) => list.path === path);
    expect(one("phoneNumbers")).toMatchObject({ types: ["work", "mobile", "home"], main: "value" });
    expect(one("phoneNumbers")).toHaveProperty("entries.length", 4);
    expect(one("phoneNumbers")).toHaveProperty("entries.0", { value: "+49 30 901820" });
    expect(one("x509Certificates")).toMatchObject({ types: [], main: "value" });
    expect(one("addresses")).toMatchObject({
      types: ["work", "home", "other"],
      main: "streetAddress",
      entries: [{ streetAddress: "1 Main Street" }, {}, {}, {}],
    });
  });

  test("what it has not is not written", () => {
    const lacks = (path: string): boolean => ["emails", "roles", "title", "active"].includes(path);
    const left = attributesOf({ ...ofUser(method), lacks });
    expect(Object.keys(sureOf(left))).toEqual([
      "phoneNumbers",
      "ims",
      "photos",
      "entitlements",
      "x509Certificates",
      "addresses",
    ]);
    expect(left.texts).not.toContain("title");
    expect(left.active).toBe(false);
  });
});

test("where no answer to a PATCH is described, lists are to be tried, and texts are left alone", () => {
  const silent: Operation = { ...ofUser("PATCH"), responses: [] };
  const { lists, texts, active } = attributesOf(silent);
  expect(lists).toHaveLength(8);
  expect(lists.filter(({ isSure }) => isSure)).toEqual([]);
  expect([texts, active]).toEqual([[], false]);
  // Of a PUT the request tells, and one without a schema takes all.
  expect(sureOf(attributesOf({ ...ofUser("PUT"), responses: [] }))).toMatchObject({ emails: true });
});

test("what the document excludes is not written: a type of an entry, a text that has one value", () => {
  const entry = { type: "object", properties: { value: { type: "string" }, type: { enum: ["work"] } } };
  const properties = {
    title: { type: "string" },
    userType: { const: "Employee" },
    emails: { type: "array", items: entry },
    name: {
      type: "object",
      properties: { givenName: { type: "string", maxLength: 1 }, familyName: { type: "string" } },
    },
  };
  const [operation] = documentWith({ path: "/Users/{id}", request: { type: "object", properties } }).operations;
  if (operation === undefined) throw new TypeError("no operation");
  const { lists, texts } = attributesOf(operation);
  expect([lists.map(({ path, types }) => [path, types]), texts]).toEqual([
    [["emails", ["work"]]],
    ["title", "name.familyName"],
  ]);
});
