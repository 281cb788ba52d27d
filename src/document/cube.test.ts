import { describe, expect, test } from "vitest";
import { loadVendor } from "./load-contract.ts";
import { testSpec, testStructure } from "./testing/describe-spec.ts";

const PUT = "/paths/~1scim~1v2~1Groups~1{id}/put";

const ALSO: Readonly<Record<string, readonly string[]>> = {
  "/info/description": [
    "CUBE-PROVISIONING",
    "CUBE-IMPLEMENTS-SCIM",
    "CUBE-BASE-NAMESPACE",
    "CUBE-TENANT-HOST",
    "CUBE-AUTH-BEARER",
    "CUBE-AUTH-HEADER",
    "CUBE-TOKEN-ISSUED",
    "CUBE-JSON-TYPES",
    "CUBE-SCIM-JSON-ACCEPTED",
  ],
  "/servers/0/variables/tenant": ["CUBE-SERVER-URL", "CUBE-TENANT-HOST"],
  "/security/0/bearerAuth": ["CUBE-SECURITY-GLOBAL"],
  [`${PUT}/description`]: [
    "CUBE-PUT-REPLACES-ALL",
    "CUBE-PUT-FULL-MEMBERSHIP",
    "CUBE-PUT-ABSENT-MEMBERS-CLEARED",
    "CUBE-PUT-EXISTING-ONLY",
  ],
  "/components/parameters/ResourceId/schema": ["CUBE-ID-IN-PATH"],
  "/components/schemas/Meta/properties/resourceType": ["CUBE-META-OBJECT"],
  "/components/schemas/Meta/properties/created": ["CUBE-META-DATES"],
  "/components/schemas/Meta/properties/lastModified": ["CUBE-META-DATES"],
  "/components/schemas/Meta/properties/location": ["CUBE-META-OBJECT"],
  "/components/schemas/Error/properties/schemas": ["CUBE-ERROR-SHAPE"],
  "/components/schemas/Error/properties/status": ["CUBE-ERROR-SHAPE"],
  "/components/schemas/Error/properties/detail": ["CUBE-ERROR-SHAPE"],
  "/components/securitySchemes/bearerAuth": ["CUBE-AUTH-BEARER", "CUBE-TOKEN-ISSUED"],
};

const cube = await loadVendor("cube");

describe("specs/cube", async () => {
  testStructure("cube");
  await testSpec({ vendor: "cube", also: ALSO });

  test("compiles to the one operation of the page", () => {
    expect(cube.operations.map(({ key, secured }) => [key, secured])).toEqual([["PUT /scim/v2/Groups/{id}", true]]);
    const [put] = cube.operations;
    expect(put).toMatchObject({
      collectionPath: "/scim/v2/Groups",
      idParameter: "id",
      resourceType: "Group",
      pointer: PUT,
      request: { required: true },
      responses: [{ status: "200" }, { status: "404", pointer: "/components/responses/NotFound" }],
    });
    expect(cube.profile).toMatchObject({
      vendor: "cube",
      title: "Cube Cloud",
      alsoAcceptedRequestTypes: ["application/scim+json"],
      put: { absentMembers: "clear" },
      members: { unknown: "open", types: {} },
    });
  });
});
