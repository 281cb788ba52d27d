import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadVendor } from "./load-contract.ts";
import { repair } from "./overlay.ts";
import { lookup } from "./pointer.ts";
import { readSource } from "./source.ts";
import { testSpec, testStructure } from "./testing/describe-spec.ts";
import { vendorFolder } from "./vendor-folder.ts";

const PUBLISHED = "/paths/~1scim~1v2~1Groups/patch";
const PATCH = "/paths/~1scim~1v2~1Groups~1{id}/patch";
const SCHEMAS = "/components/schemas";
const ALSO: Readonly<Record<string, readonly string[]>> = {
  [`${PUBLISHED}/description`]: [
    "LIGHTON-COMPANY-FILTER",
    "LIGHTON-COMPANY-FILTER-GETTER",
    "LIGHTON-PUT-OFF",
    "LIGHTON-PUT-OFF-REASON",
  ],
  [`${PUBLISHED}/requestBody/content/application~1json/examples`]: ["LIGHTON-BODY-EXAMPLE"],
  [`${PUBLISHED}/responses/401/content/application~1scim+json/examples`]: ["LIGHTON-ERROR-EXAMPLES"],
  [`${PUBLISHED}/responses/404/content/application~1scim+json/examples`]: ["LIGHTON-ERROR-EXAMPLES"],
  [`${SCHEMAS}/SCIMGroupCreateResponse/properties/id/type`]: ["LIGHTON-GROUP-OBJECT"],
  [`${SCHEMAS}/SCIMGroupCreateResponse/properties/externalId/type`]: ["LIGHTON-GROUP-OBJECT"],
  [`${SCHEMAS}/SCIMGroupCreateResponse/properties/displayName/type`]: ["LIGHTON-GROUP-OBJECT"],
  [`${SCHEMAS}/SCIMErrorResponse/properties/schemas`]: ["LIGHTON-ERROR-SHAPE"],
  [`${SCHEMAS}/SCIMErrorResponse/properties/detail`]: ["LIGHTON-ERROR-SHAPE"],
  [`${SCHEMAS}/SCIMGroupModifyOperationRequest/type`]: ["LIGHTON-REQUEST-OPERATIONS"],
  [`${SCHEMAS}/SCIMGroupCreateMetaResponse/type`]: ["LIGHTON-META-RESOURCE-TYPE"],
  [`${SCHEMAS}/SCIMGroupCreateMetaResponse/properties/created`]: ["LIGHTON-META-DATES"],
  [`${SCHEMAS}/SCIMGroupCreateMetaResponse/properties/lastModified`]: ["LIGHTON-META-DATES"],
  [`${SCHEMAS}/SCIMGroupMemberResponse/properties`]: ["LIGHTON-MEMBER-REQUIRED"],
};

const lighton = await loadVendor("lighton");

describe("specs/lighton", async () => {
  testStructure("lighton");
  await testSpec({ vendor: "lighton", also: ALSO, moved: { [PATCH]: PUBLISHED } });

  test("its overlay moves the operation to the path of one group, and changes nothing else", async () => {
    const folder = vendorFolder("lighton");
    const document = await readSource(join(folder, "openapi.yaml"), "DOCUMENT_INVALID");
    const overlay = await readSource(join(folder, "overlay.yaml"), "OVERLAY_INVALID");
    const { value: repaired } = repair(document, overlay);
    const { parameters, ...moved } = lookup(repaired, PATCH) as Record<string, unknown>;
    expect(parameters).toMatchObject([{ name: "id", in: "path", required: true, schema: { type: "string" } }]);
    expect(moved).toEqual(lookup(document.value, PUBLISHED));
    expect(Object.keys(repaired["paths"] as object)).toEqual(["/scim/v2/Groups/{id}"]);
    expect({ ...repaired, paths: {} }).toEqual({ ...document.value, paths: {} });
  });

  test("compiles to one operation that demands a token, although the document demands none", () => {
    expect(lighton.operations).toHaveLength(1);
    expect(lighton.operations[0]).toMatchObject({
      key: "PATCH /scim/v2/Groups/{id}",
      collectionPath: "/scim/v2/Groups",
      idParameter: "id",
      secured: true,
      request: {
        required: false,
        content: [
          { type: "application/json" },
          { type: "application/x-www-form-urlencoded" },
          { type: "multipart/form-data" },
        ],
      },
      responses: ["200", "401", "404"].map((status) => ({ status, content: [{ type: "application/scim+json" }] })),
    });
    expect(lighton.profile.patch).toEqual({
      fromDocument: false,
      noChangeStatus: undefined,
      valueShapes: ["array", "json-text", "bare-id"],
      removeShapes: ["filter", "filter-empty-value"],
      pathRequired: true,
      unknownMember: "open",
      putOff: true,
    });
  });

  test("takes a body without schemas, and asks for op, path and a text as value", () => {
    const validate = lighton.operations[0]?.request.content[0]?.body?.validate;
    expect(validate?.({ Operations: [{ op: "replace", path: "displayName", value: "x" }] })).toEqual([]);
    expect(validate?.({ Operations: [{ op: "Add", value: [] }] }).map(({ keyword }) => keyword)).toEqual([
      "required",
      "enum",
      "type",
    ]);
  });

  test("asks of an answer what the document requires, and injects no default", () => {
    const [ok, unauthorized] = lighton.operations[0]?.responses.map(({ content }) => content[0]?.body?.validate) ?? [];
    const meta = { created: "2024-01-31T12:00:00Z", lastModified: "2024-01-31T12:00:00Z" };
    const group = { displayName: "A", externalId: "e", id: "1", members: [{ value: "2", display: "B" }], meta };
    expect(ok?.(group)).toEqual([]);
    expect(group).not.toHaveProperty("schemas");
    expect(ok?.({ ...group, externalId: undefined, members: [{ value: "2" }], meta: {} })).toHaveLength(4);
    expect(unauthorized?.({ detail: "no", status: 401 })).toEqual([]);
    expect(unauthorized?.({ detail: "no", status: "401" })).toMatchObject([{ keyword: "type" }]);
  });
});
