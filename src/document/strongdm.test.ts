import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SchemaViolation } from "./contract.ts";
import { loadVendor } from "./load-contract.ts";
import { list, lookup } from "./pointer.ts";
import { readSource } from "./source.ts";
import { testSpec } from "./testing/describe-spec.ts";
import { vendorFolder } from "./vendor-folder.ts";

const PATCH = "/paths/~1provisioning~1generic~1v2~1Groups~1{id}/patch";
const SCHEMAS = "/components/schemas";
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "/info/description": ["STRONGDM-UPDATES-ROLE", "STRONGDM-MOST-COMPLEX"],
  "/tags/0/description": ["STRONGDM-UPDATES-ROLE"],
  [`${PATCH}/description`]: ["STRONGDM-UPDATES-ROLE", "STRONGDM-METHOD", "STRONGDM-ENDPOINT"],
  [`${PATCH}/parameters/0`]: [
    "STRONGDM-ID-REQUIRED",
    "STRONGDM-ID-IS-ROLE",
    "STRONGDM-404-ROLE",
    "STRONGDM-ID-EXAMPLE",
  ],
  [`${PATCH}/requestBody/required`]: ["STRONGDM-400-FORMAT"],
  [`${SCHEMAS}/PatchRequest/type`]: ["STRONGDM-400-FORMAT"],
  [`${SCHEMAS}/PatchRequest/required`]: ["STRONGDM-OPERATIONS", "STRONGDM-400-FORMAT"],
  [`${SCHEMAS}/PatchRequest/properties/schemas`]: [
    "STRONGDM-SCHEMAS-FOR-GROUPS",
    "STRONGDM-SCHEMAS-INCLUDED",
    "STRONGDM-SCHEMAS-EXAMPLE",
  ],
  [`${SCHEMAS}/PatchRequest/properties/Operations`]: ["STRONGDM-OPERATIONS", "STRONGDM-EXTRA-FIELDS"],
  [`${SCHEMAS}/PatchRequest/examples/0`]: [
    "STRONGDM-OPERATIONS-EXAMPLE",
    "STRONGDM-REPLACE-NAME",
    "STRONGDM-REPLACE-NAME-EXAMPLE",
    "STRONGDM-EXAMPLE-SET-NAME",
  ],
  [`${SCHEMAS}/PatchRequest/examples/1`]: ["STRONGDM-REPLACE-MEMBERS", "STRONGDM-EXAMPLE-SET-MEMBER"],
  [`${SCHEMAS}/PatchRequest/examples/2`]: [
    "STRONGDM-REMOVE-MEMBERS",
    "STRONGDM-REMOVE-EXAMPLE",
    "STRONGDM-EXAMPLE-REMOVE-MEMBER",
  ],
  [`${SCHEMAS}/Operation/type`]: ["STRONGDM-OPERATIONS"],
  [`${SCHEMAS}/Operation/required`]: ["STRONGDM-OPERATIONS"],
  [`${SCHEMAS}/Operation/properties/op`]: ["STRONGDM-OP-DECIDES", "STRONGDM-400-OP"],
  [`${SCHEMAS}/Operation/properties/path`]: [
    "STRONGDM-OPERATIONS",
    "STRONGDM-400-FILTER",
    "STRONGDM-400-REMOVE-WITHOUT-FILTER",
  ],
  [`${SCHEMAS}/Operation/properties/value`]: ["STRONGDM-OPERATIONS", "STRONGDM-400-MEMBER-ENTRIES"],
  [`${SCHEMAS}/RoleValue/type`]: ["STRONGDM-OPERATIONS"],
  [`${SCHEMAS}/RoleValue/properties/id`]: ["STRONGDM-VALUE-ID", "STRONGDM-VALUE-ID-IS-USERS"],
  [`${SCHEMAS}/RoleValue/properties/displayName`]: ["STRONGDM-VALUE-DISPLAYNAME", "STRONGDM-400-EMPTY-NAME"],
  [`${SCHEMAS}/Member/properties`]: ["STRONGDM-MEMBER-SHAPE", "STRONGDM-404-USER"],
  [`${SCHEMAS}/Group/properties/displayName`]: ["STRONGDM-ROLE-SHAPE"],
  [`${SCHEMAS}/Group/properties/id`]: ["STRONGDM-ROLE-SHAPE"],
  [`${SCHEMAS}/Group/properties/members`]: ["STRONGDM-ROLE-SHAPE", "STRONGDM-EXAMPLE-NO-MEMBERS"],
  [`${SCHEMAS}/Group/examples/0`]: ["STRONGDM-EXAMPLE-SET-MEMBER", "STRONGDM-EXAMPLE-DISPLAY"],
  [`${SCHEMAS}/Group/examples/1`]: ["STRONGDM-EXAMPLE-SET-NAME", "STRONGDM-EXAMPLE-NO-MEMBERS"],
  [`${SCHEMAS}/Meta/type`]: ["STRONGDM-ROLE-SHAPE"],
  "/components/responses/Refused/description": [
    "STRONGDM-400-FORMAT",
    "STRONGDM-400-EMPTY-NAME",
    "STRONGDM-400-FILTER",
  ],
  "/components/responses/NotFound/description": ["STRONGDM-404-ROLE", "STRONGDM-404-USER"],
};

const strongdm = await loadVendor("strongdm");
const [patch] = strongdm.operations;
const request = patch?.request.content[0]?.body;
const keywords = (found: readonly SchemaViolation[] | undefined): readonly string[] => [
  ...new Set(found?.map(({ instancePointer, keyword }) => `${instancePointer} ${keyword}`)),
];

describe("specs/strongdm", async () => {
  await testSpec({ vendor: "strongdm", also: ALSO });

  test("compiles to the one operation of the page; nothing is said of servers and credentials", () => {
    expect(strongdm.operations).toHaveLength(1);
    const both = [{ type: "application/scim+json" }, { type: "application/json" }];
    expect(patch).toMatchObject({
      key: "PATCH /provisioning/generic/v2/Groups/{id}",
      resourceType: "Group",
      secured: false,
      request: { required: true, content: both },
      responses: [
        { status: "200", content: both },
        { status: "204", content: [] },
        { status: "400", content: both },
        { status: "404", content: both },
      ],
    });
    expect(strongdm.servers).toEqual([{ url: "/", name: "/", variables: {} }]);
    expect(strongdm.profile.patch).toMatchObject({
      noChangeStatus: 204,
      unknownMember: "refuse-404",
      pathRequired: false,
    });
  });

  test("its own examples fit it", async () => {
    const { value } = await readSource(join(vendorFolder("strongdm"), "openapi.yaml"), "DOCUMENT_INVALID");
    const requests = list(lookup(value, `${SCHEMAS}/PatchRequest`), "examples");
    const roles = list(lookup(value, `${SCHEMAS}/Group`), "examples");
    expect([requests.length, roles.length]).toEqual([3, 2]);
    const role = patch?.responses[0]?.content[0]?.body;
    expect(requests.flatMap((example) => request?.validate(example))).toEqual([]);
    expect(roles.flatMap((example) => role?.validate(example))).toEqual([]);
  });

  test.each([
    ["an operation that is none", [{ op: "move" }], ["/Operations/0/op enum"]],
    ["an operation without op", [{ path: "members" }], ["/Operations/0 required"]],
    ["an empty name", [{ op: "replace", value: { displayName: "" } }], "/Operations/0/value/displayName minLength"],
    ["a bare id", [{ op: "add", path: "members", value: ["a-1"] }], "/Operations/0/value/0 type"],
    ["a member without value", [{ op: "add", path: "members", value: [{}] }], "/Operations/0/value/0 required"],
  ])("%s does not fit", (_, operations, expected) => {
    const found = keywords(request?.validate({ Operations: operations }));
    if (typeof expected === "string") expect(found).toContain(expected);
    else expect(found).toEqual(expected);
  });
});
