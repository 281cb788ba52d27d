import { describe, expect, test } from "vitest";
import { parseProviderConfig } from "./provider-config.ts";
import { parseResourceTypes } from "./resource-types.ts";
import { describedType, parseSchemas } from "./schemas.ts";

describe("a ServiceProviderConfig", () => {
  test("says what is supported; what RFC 9865 and others add is left alone", () => {
    const config = parseProviderConfig({
      Patch: { Supported: true },
      filter: { supported: false, maxResults: 7 },
      etag: { supported: "true" },
      pagination: { cursor: true },
      authenticationSchemes: [{ type: "oauthbearertoken", name: "Token", description: "A token." }, "odd"],
    });
    expect(config).toMatchObject({ patch: true, filter: false, maxResults: 7, etag: undefined, sort: undefined });
    expect(config.authenticationSchemes).toEqual([
      { type: "oauthbearertoken", name: "Token", description: "A token." },
    ]);
  });

  test("of nothing says nothing", () => {
    expect(parseProviderConfig({}).authenticationSchemes).toEqual([]);
    const odd = { filter: { maxResults: "7" }, authenticationSchemes: [{ type: 1, name: ["a"] }] };
    expect(parseProviderConfig(odd)).toMatchObject({
      maxResults: undefined,
      authenticationSchemes: [{ type: undefined, name: undefined }],
    });
  });
});

describe("the resource types", () => {
  test("are read from a list or a bare array, their endpoints as paths", () => {
    const types = [
      { name: "User", endpoint: "Users", schema: "urn:u", schemaExtensions: [{ schema: "urn:x", required: true }, 1] },
      { name: "Device", endpoint: "https://host/scim/v2/Devices", schema: "urn:d" },
      { name: "odd" },
    ];
    const read = parseResourceTypes({ totalResults: 3, Resources: types });
    expect(read).toEqual([
      { name: "User", endpoint: "/Users", schema: "urn:u", extensions: [{ schema: "urn:x", required: true }] },
      { name: "Device", endpoint: "/Devices", schema: "urn:d", extensions: [] },
    ]);
    expect(parseResourceTypes(types)).toEqual(read);
    expect(parseResourceTypes({ totalResults: 0 })).toEqual([]);
    expect(parseResourceTypes({ detail: "no" })).toBeUndefined();
    expect(parseResourceTypes([null, 1, { ...types[0], endpoint: "/Users" }])).toEqual([
      { name: "User", endpoint: "/Users", schema: "urn:u", extensions: [{ schema: "urn:x", required: true }] },
    ]);
  });

  test("say what they are, or are none: name, endpoint and schema; an extension its schema", () => {
    const device = { name: "Device", endpoint: "/Devices", schema: "urn:d" };
    for (const key of Object.keys(device)) expect(parseResourceTypes([{ ...device, [key]: undefined }])).toEqual([]);
    const schemaExtensions = [{ schema: "urn:x" }, { required: true }, { schema: "urn:y", required: "true" }];
    expect(parseResourceTypes([{ ...device, schemaExtensions }])?.[0]?.extensions).toEqual([
      { schema: "urn:x", required: false },
      { schema: "urn:y", required: false },
    ]);
    expect(parseResourceTypes(null)).toBeUndefined();
  });
});

describe("the schemas", () => {
  const attributes = [
    { name: "userName", required: true, uniqueness: "server", mutability: "whatever" },
    {
      name: "emails",
      type: "complex",
      multiValued: true,
      subAttributes: [
        { name: "type", canonicalValues: ["work", 1] },
        { name: "$ref", type: "reference", referenceTypes: ["User", 1, "external"] },
      ],
    },
    { type: "string" },
  ];

  test("have the defaults of RFC 7643 section 2.2 where they are silent", () => {
    const [user] = parseSchemas({ totalResults: 1, Resources: [{ id: "urn:u", attributes }] }) ?? [];
    expect(user?.attributes).toMatchObject([
      {
        name: "userName",
        type: "string",
        multiValued: false,
        required: true,
        caseExact: false,
        uniqueness: "server",
        mutability: "readWrite",
      },
      {
        name: "emails",
        multiValued: true,
        subAttributes: [
          { name: "type", canonicalValues: ["work"] },
          { name: "$ref", referenceTypes: ["User", "external"] },
        ],
      },
    ]);
  });

  test("are none where the answer lists none; what has no name describes nothing", () => {
    expect(parseSchemas({ detail: "no" })).toBeUndefined();
    expect(
      parseSchemas([{ id: "urn:u", attributes: [{ name: "" }, { name: "a" }] }, { attributes }, { id: "" }]),
    ).toMatchObject([{ urn: "urn:u", attributes: [{ name: "a" }] }]);
  });

  test("are put together for a type, with its extensions, and by the core name without resource types", () => {
    const core = "urn:ietf:params:scim:schemas:core:2.0:User";
    const schemas = parseSchemas([{ id: core, attributes }, { id: "urn:x" }]);
    const types = [{ name: "User", endpoint: "/Users", schema: core.toUpperCase(), extensions: [] }];
    expect(describedType(types, schemas, "User")?.urn).toBe(core);
    expect(describedType(undefined, schemas, "User")?.urn).toBe(core);
    const extended = [{ ...types[0], extensions: [{ schema: "urn:x", required: false }] }] as typeof types;
    expect(describedType(extended, schemas, "User")?.extensions).toEqual([{ urn: "urn:x", attributes: [] }]);
    expect(describedType(types, schemas, "Group")).toBeUndefined();
    expect(describedType(types, undefined, "User")).toBeUndefined();
    const unknown = [{ ...types[0], extensions: [{ schema: "urn:y", required: false }] }] as typeof types;
    for (const known of [undefined, types, unknown])
      expect(describedType(known, schemas, "User")?.extensions).toEqual([]);
  });
});
