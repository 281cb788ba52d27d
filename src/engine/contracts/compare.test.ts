import { expect, test } from "vitest";
import { type DeclaredAttribute, declaredAttributes, loadVendor } from "../../document/index.ts";
import type { ContractDisagreement } from "../../result/index.ts";
import { type AttributeSchema, GROUP_SCHEMA, type ResourceSchema, USER_SCHEMA } from "../../scim/index.ts";
import { disagreements } from "./compare.ts";
import { Seen } from "./seen.ts";

const compare = (
  server: ResourceSchema | undefined,
  declared?: readonly Partial<DeclaredAttribute>[],
  closed: readonly string[] = [],
): readonly string[] =>
  disagreements({
    type: "User",
    rfc: USER_SCHEMA,
    server,
    document:
      declared === undefined
        ? undefined
        : {
            attributes: new Map(
              declared.map((one) => [
                one.path?.toLowerCase() ?? "",
                { path: "", readOnly: false, writeOnly: false, inAnswers: true, ...one },
              ]),
            ),
            closed: new Set(closed),
          },
    seen: new Seen(),
  }).map(line);

function line({ path, aspect, rfc, server, document }: ContractDisagreement): string {
  return `${path} ${aspect}: ${rfc} | ${server} | ${document}`;
}

function changed(name: string, differs: Partial<AttributeSchema>): ResourceSchema {
  const attributes = USER_SCHEMA.attributes.map((one) => (one.name === name ? { ...one, ...differs } : one));
  return { ...USER_SCHEMA, attributes };
}

test("a server that says what the RFC says, and one with fewer attributes, are in no row", () => {
  expect(compare(USER_SCHEMA)).toEqual([]);
  expect(compare(undefined)).toEqual([]);
  const few = USER_SCHEMA.attributes.filter(({ name }) => name === "userName" || name === "active");
  expect(compare({ ...USER_SCHEMA, attributes: few, extensions: [] })).toEqual([]);
});

test("what two sections of the RFC state differently is no disagreement", () => {
  expect(compare(changed("profileUrl", { caseExact: false }))).toEqual([]);
  const displayName = GROUP_SCHEMA.attributes.map((one) =>
    one.name === "displayName" ? { ...one, required: false } : one,
  );
  const server = { ...GROUP_SCHEMA, attributes: displayName };
  const parts = { type: "Group", rfc: GROUP_SCHEMA, server, document: undefined, seen: new Seen() } as const;
  expect(disagreements(parts)).toEqual([]);
});

test.for([
  ["userName", { required: false }, "userName required: yes | no | null"],
  ["active", { type: "string" }, "active type: boolean | string | null"],
  ["emails", { multiValued: false }, "emails multiValued: yes | no | null"],
  ["groups", { mutability: "readWrite" }, "groups mutability: readOnly | readWrite | null"],
  ["password", { returned: "default" }, "password returned: never | default | null"],
  ["userName", { uniqueness: "none" }, "userName uniqueness: server | none | null"],
  ["title", { caseExact: true }, "title caseExact: no | yes | null"],
] as const)("what a server says of %s otherwise than the RFC", ([name, differs, row]) => {
  expect(compare(changed(name, differs))).toContain(row);
});

test("a schema without what is required", () => {
  const attributes = USER_SCHEMA.attributes.filter(({ name }) => name !== "userName");
  expect(compare({ ...USER_SCHEMA, attributes })).toEqual(["userName exists: required | not in its schema | null"]);
});

test("a document against both", () => {
  const rows = compare(USER_SCHEMA, [
    { path: "userName", type: "string", multiValued: false, required: false },
    { path: "password", type: "string", multiValued: false },
    { path: "costCenter", type: "string" },
    { path: "emails", type: "string", multiValued: true },
    { path: "active", type: "boolean", multiValued: false },
  ]);
  expect(rows).toEqual([
    "costCenter exists: null | not in its schema | declared",
    "emails type: complex | complex | string",
    "password returned: never | never | in answers",
    "userName required: yes | yes | no",
  ]);
});

test("a document says nothing of what its open objects do not mention; a closed one excludes it", () => {
  const declared = [{ path: "userName", type: "string", required: true }] as const;
  expect(compare(USER_SCHEMA, declared)).toEqual([]);
  expect(compare(USER_SCHEMA, declared, [""])).toContain("title exists: optional | in its schema | excluded");
  expect(compare(undefined, declared, [""])).toEqual([]);
});

test("what is inside something that the server lacks goes without saying", () => {
  const attributes = USER_SCHEMA.attributes.filter(({ name }) => name !== "addresses");
  const declared = [{ path: "addresses", type: "object", multiValued: true }, { path: "addresses.region" }] as const;
  expect(compare({ ...USER_SCHEMA, attributes }, declared)).toEqual([
    "addresses exists: optional | not in its schema | declared",
  ]);
});

test("an extension that the document declares and the server does not have is one row", () => {
  const urn = "urn:example:params:scim:schemas:extension:desk:1.0:User";
  const declared = [
    { path: urn, type: "object" },
    { path: `${urn}:floor`, type: "integer" },
  ] as const;
  expect(compare(USER_SCHEMA, declared)).toEqual([`${urn} exists: null | not in its schema | declared`]);
});

test("whether an attribute of an extension is required is compared, whatever dots its URN has; of a sub-attribute it is not", () => {
  const urn = "urn:example:params:scim:schemas:extension:desk:1.0:User";
  const sample = USER_SCHEMA.attributes.find(({ name }) => name === "title");
  if (sample === undefined) throw new Error("there is no title");
  const part = { ...sample, name: "letter", required: false };
  const { subAttributes: _, ...whole } = sample;
  const floor = { ...whole, name: "floor", required: false } as AttributeSchema;
  const place = { ...floor, name: "place", type: "complex", subAttributes: [part] } as unknown as AttributeSchema;
  const server: ResourceSchema = {
    ...USER_SCHEMA,
    extensions: [
      ...USER_SCHEMA.extensions,
      { ...(USER_SCHEMA.extensions[0] as object), urn, attributes: [floor, place] },
    ],
  };
  const declared = [
    { path: `${urn}:floor`, required: true },
    { path: `${urn}:place.letter`, required: true },
  ] as const;
  expect(compare(server, declared)).toEqual([`${urn}:floor required: null | no | yes`]);
});

test("a vendor's document, read from its schemas", async () => {
  const declared = declaredAttributes(await loadVendor("maia"), "User");
  expect(declared?.attributes.get("username")).toMatchObject({ path: "userName", type: "string", multiValued: false });
  expect(declared?.attributes.get("emails")).toMatchObject({ type: "object", multiValued: true });
  expect(declared?.attributes.get("emails.value")).toMatchObject({ type: "string" });
  expect(declared?.attributes.get("password")).toMatchObject({ inAnswers: true });
});
