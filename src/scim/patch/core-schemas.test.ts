import { describe, expect, test } from "vitest";
import type { AttributeSchema, ResourceSchema } from "../path/attribute-schema.ts";
import { ENTERPRISE_USER, GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";

const namesWhere = (schema: ResourceSchema, holds: (attribute: AttributeSchema) => boolean): readonly string[] =>
  schema.attributes.filter(holds).map(({ name }) => name);

describe("the characteristics of RFC 7643 sections 3.1, 4 and 8.7.1", () => {
  test("of a User", () => {
    expect(namesWhere(USER_SCHEMA, ({ required }) => required)).toEqual(["schemas", "userName"]);
    expect(namesWhere(USER_SCHEMA, ({ mutability }) => mutability === "readOnly")).toEqual(["id", "meta", "groups"]);
    expect(namesWhere(USER_SCHEMA, ({ mutability }) => mutability === "writeOnly")).toEqual(["password"]);
    expect(namesWhere(USER_SCHEMA, ({ returned }) => returned === "never")).toEqual(["password"]);
    expect(namesWhere(USER_SCHEMA, ({ uniqueness }) => uniqueness === "server")).toEqual(["id", "userName"]);
    expect(namesWhere(USER_SCHEMA, ({ multiValued, type }) => multiValued && type === "complex")).toEqual([
      "emails",
      "phoneNumbers",
      "ims",
      "photos",
      "addresses",
      "groups",
      "entitlements",
      "roles",
      "x509Certificates",
    ]);
  });

  test("of a Group", () => {
    expect(namesWhere(GROUP_SCHEMA, ({ required }) => required)).toEqual(["schemas", "displayName"]);
    const members = GROUP_SCHEMA.attributes.find(({ name }) => name === "members");
    expect(members).toMatchObject({ multiValued: true, mutability: "readWrite", required: false });
    expect(members?.subAttributes?.map(({ mutability }) => mutability)).toEqual(Array(4).fill("immutable"));
  });

  test("of the enterprise extension", () => {
    const manager = ENTERPRISE_USER.attributes.find(({ name }) => name === "manager");
    expect(manager?.subAttributes?.map(({ name, mutability }) => [name, mutability])).toEqual([
      ["value", "readWrite"],
      ["$ref", "readWrite"],
      ["displayName", "readOnly"],
    ]);
  });

  test("which the RFC itself disputes are marked", () => {
    const disputed = [USER_SCHEMA, GROUP_SCHEMA, ENTERPRISE_USER].flatMap(({ attributes }) =>
      attributes.flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])]).filter((one) => one.disputed),
    );
    expect(new Set(disputed.map(({ name }) => name))).toEqual(new Set(["profileUrl", "value", "$ref", "displayName"]));
  });
});

test("every complex attribute has sub-attributes, none of which has any (RFC 7643 section 2.3.8)", () => {
  for (const { attributes } of [USER_SCHEMA, GROUP_SCHEMA, ENTERPRISE_USER]) {
    for (const { type, subAttributes } of attributes) {
      expect(subAttributes !== undefined).toBe(type === "complex");
      expect((subAttributes ?? []).every((sub) => sub.type !== "complex")).toBe(true);
    }
    const names = attributes.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  }
});
