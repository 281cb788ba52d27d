import { describe, expect, test } from "vitest";
import { loadVendor } from "./load-contract.ts";
import { testSpec, testStructure } from "./testing/describe-spec.ts";

const SCHEMAS = "/components/schemas";
const ALSO: Readonly<Record<string, readonly string[]>> = {
  [`${SCHEMAS}/ScimGroup/properties/displayName`]: ["MAIA-GROUP-SENT-OBJECT"],
  [`${SCHEMAS}/ScimGroup/properties/externalId`]: ["MAIA-GROUP-SENT-OBJECT"],
  [`${SCHEMAS}/ScimGroup/properties/members`]: ["MAIA-GROUP-SENT-OBJECT"],
  [`${SCHEMAS}/ScimGroup/properties/schemas/items/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/ScimGroup/properties/schemas/maxItems`]: ["MAIA-LIMITS-TWO-BILLION"],
  [`${SCHEMAS}/EnhancedScimGroup/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/EnhancedScimGroup/properties/id/maxLength`]: ["MAIA-LIMITS-TWO-BILLION"],
  [`${SCHEMAS}/EnhancedScimGroup/properties/schemas/items/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/EnhancedScimGroup/properties/schemas/maxItems`]: ["MAIA-LIMITS-TWO-BILLION"],
  [`${SCHEMAS}/GroupMembership/type`]: ["MAIA-GROUP-MEMBERS"],
  [`${SCHEMAS}/GroupMembership/properties/ref/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/ScimUser/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/ScimUser/properties/id/maxLength`]: ["MAIA-LIMITS-TWO-BILLION"],
  [`${SCHEMAS}/ScimUser/properties/schemas/items/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/ScimUser/properties/schemas/maxItems`]: ["MAIA-LIMITS-TWO-BILLION"],
  [`${SCHEMAS}/UserGroup/properties/display`]: ["MAIA-USER-GROUPS"],
  [`${SCHEMAS}/UserGroup/properties/ref/type`]: ["MAIA-USER-GROUPS"],
  [`${SCHEMAS}/UserGroup/properties/ref/xml`]: ["MAIA-XML-NAMES"],
  [`${SCHEMAS}/UserGroup/properties/value`]: ["MAIA-USER-GROUPS"],
  [`${SCHEMAS}/Address/properties`]: ["MAIA-USER-ADDRESSES"],
  [`${SCHEMAS}/Email/properties`]: ["MAIA-USER-EMAILS"],
  [`${SCHEMAS}/Entitlement/properties`]: ["MAIA-USER-ENTITLEMENTS"],
  [`${SCHEMAS}/Im/properties`]: ["MAIA-USER-IMS"],
  [`${SCHEMAS}/Name/properties`]: ["MAIA-USER-NAME"],
  [`${SCHEMAS}/PhoneNumber/properties`]: ["MAIA-USER-PHONE-NUMBERS"],
  [`${SCHEMAS}/Photo/properties`]: ["MAIA-USER-PHOTOS"],
  [`${SCHEMAS}/Role/properties`]: ["MAIA-USER-ROLES"],
  [`${SCHEMAS}/X509Certificate/properties`]: ["MAIA-USER-CERTIFICATES"],
  [`${SCHEMAS}/Meta/properties/created`]: ["MAIA-META-DATES"],
  [`${SCHEMAS}/Meta/properties/lastModified`]: ["MAIA-META-DATES"],
  [`${SCHEMAS}/Meta/properties/location`]: ["MAIA-META-OBJECT"],
  [`${SCHEMAS}/Meta/properties/resourceType/maxLength`]: ["MAIA-LIMITS-TWO-BILLION"],
  [`${SCHEMAS}/Meta/properties/version`]: ["MAIA-META-OBJECT"],
  [`${SCHEMAS}/ProblemDetail/properties/detail`]: ["MAIA-PROBLEM-OBJECT"],
  [`${SCHEMAS}/ProblemDetail/properties/instance`]: ["MAIA-PROBLEM-OBJECT"],
  [`${SCHEMAS}/ProblemDetail/properties/title`]: ["MAIA-PROBLEM-OBJECT"],
};

const maia = await loadVendor("maia");

describe("specs/maia", async () => {
  testStructure("maia");
  await testSpec({ vendor: "maia", also: ALSO });

  test("is one document with the operations of both pages and both servers", () => {
    expect(maia.operations.map(({ key, resourceType, secured }) => [key, resourceType, secured])).toEqual([
      ["PUT /v1/directory-integration/scim/v2/Groups/{id}", "Group", true],
      ["PUT /v1/directory-integration/scim/v2/Users/{id}", "User", true],
    ]);
    expect(maia.servers.map(({ name, url }) => [name, url])).toEqual([
      ["EU1", "https://eu1.api.matillion.com/dpc"],
      ["US1", "https://us1.api.matillion.com/dpc"],
    ]);
    const problem = (status: string): object => ({ status, content: [{ type: "application/problem+json" }] });
    for (const { responses } of maia.operations) {
      expect(responses).toMatchObject([
        { status: "200", content: [{ type: "application/json" }] },
        ...["400", "403", "404", "500"].map(problem),
      ]);
    }
  });

  test("what its profile always sends is what its requests require", () => {
    for (const { request, resourceType } of maia.operations) {
      const validate = request.content[0]?.body?.validate;
      expect(validate?.({})).toMatchObject([{ keyword: "required", expected: 'property "meta"' }]);
      expect(validate?.({ ...maia.profile.put.alwaysSend[resourceType] })).toEqual([]);
    }
    expect(maia.profile.members.types).toEqual({ User: "USER", Group: "GROUP" });
  });

  test("judges answers by the formats, limits and words of the document", () => {
    const [group, user] = maia.operations.map(({ responses }) => responses[0]?.content[0]?.body?.validate);
    const problem = maia.operations[0]?.responses[1]?.content[0]?.body?.validate;
    const meta = { resourceType: "Group", created: "2024-01-31T12:00:00Z" };
    expect(group?.({ meta, id: "1", schemas: ["a"], projectId: "7d5f3c1e-2b4a-4c6d-8e9f-0a1b2c3d4e5f" })).toEqual([]);
    const wrong = { meta: { resourceType: "" }, id: "", schemas: [], projectId: "x", members: [{ type: "User" }] };
    expect(group?.(wrong).map(({ instancePointer, keyword }) => [instancePointer, keyword])).toEqual([
      ["/id", "minLength"],
      ["/members/0/type", "enum"],
      ["/meta/resourceType", "minLength"],
      ["/projectId", "format"],
      ["/schemas", "minItems"],
    ]);
    expect(group?.({ meta, schemas: ["a", "a"] })).toMatchObject([{ keyword: "uniqueItems" }]);
    expect(user?.({ meta, groups: [{ type: "DIRECT" }, { type: "direct" }] })).toMatchObject([
      { instancePointer: "/groups/1/type", keyword: "enum" },
    ]);
    expect(problem?.({ type: "about:blank", status: 404 })).toEqual([]);
    expect(problem?.({ type: "not a uri", status: 2 ** 31 }).map(({ keyword }) => keyword)).toEqual([
      "format",
      "format",
    ]);
  });
});
