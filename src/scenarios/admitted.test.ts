import { expect, test } from "vitest";
import { documentWith } from "../document/testing/document-with.ts";
import { admits, fittingBody, takesText } from "./admitted.ts";

const SCHEMA = {
  type: "object",
  required: ["displayName", "members"],
  properties: {
    displayName: { type: "string" },
    mails: { type: "array", items: { type: "object", properties: { type: { enum: ["work"] } } } },
    name: { type: "object", additionalProperties: false, properties: { givenName: { type: "string" } } },
  },
};

test("a value is admitted unless the schema excludes it", () => {
  const [operation] = documentWith({ request: SCHEMA, response: {} }).operations;
  if (operation === undefined) throw new Error("no operation");
  const admitted = (name: string, value: unknown): boolean => admits(operation, name, value);
  expect([admitted("mails", [{ type: "work" }]), admitted("mails", [{ type: "work" }, { type: "home" }])]).toEqual([
    true,
    false,
  ]);
  // What else a body lacks, and what the schema does not know, is no reason.
  expect([admitted("displayName", "x"), admitted("displayName", 7), admitted("other", 7)]).toEqual([true, false, true]);
});

test("a text is taken where the document has one", () => {
  const texts = { ...SCHEMA.properties, title: { type: "array" }, userType: { const: "Employee" } };
  const [operation] = documentWith({ request: { type: "object", properties: texts } }).operations;
  if (operation === undefined) throw new Error("no operation");
  const paths = ["displayName", "name.givenName", "name.familyName", "title", "userType", "nickName"];
  expect(paths.filter((path) => takesText(operation, path))).toEqual(["displayName", "name.givenName"]);
});

test("a body is made to fit: entries and parts go, and what stands at the top stays", () => {
  const contract = documentWith({ method: "post", path: "/scim/v2/Groups", request: SCHEMA });
  const body = {
    displayName: 7,
    mails: [{ type: "home" }, { type: "work" }, { type: "other" }],
    name: { givenName: "Ada", familyName: "Byron" },
  };
  expect(fittingBody(contract, "Group", body)).toEqual({
    displayName: 7,
    mails: [{ type: "work" }],
    name: { givenName: "Ada" },
  });
  expect(fittingBody(contract, "User", body)).toBe(body);
});

test("what a PATCH makes is looked up in its answer", () => {
  const [operation] = documentWith({ method: "patch", request: { type: "object" }, response: SCHEMA }).operations;
  if (operation === undefined) throw new Error("no operation");
  expect([admits(operation, "mails", [{ type: "work" }]), admits(operation, "mails", [{ type: "home" }])]).toEqual([
    true,
    false,
  ]);
});

const EMPLOYEE = { properties: { userType: { const: "employee" }, mails: SCHEMA.properties.mails } };
const GUEST = {
  properties: {
    userType: { const: "guest" },
    mails: { type: "array", items: { properties: { type: { enum: ["home"] } } } },
  },
};

test.each([
  ["oneOf", { type: "object", required: ["userType"], oneOf: [EMPLOYEE, GUEST] }],
  ["anyOf", { type: "object", required: ["userType"], anyOf: [EMPLOYEE, GUEST] }],
  ["oneOf in allOf", { allOf: [{ type: "object", required: ["userType"] }, { oneOf: [EMPLOYEE, GUEST] }] }],
])("what one alternative of %s excludes another may admit", (_, request) => {
  const contract = documentWith({ method: "post", path: "/scim/v2/Groups", request });
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error("no operation");
  const admitted = (type: string): boolean => admits(operation, "mails", [{ type }]);
  expect([admitted("work"), admitted("home"), admitted("other")]).toEqual([true, true, false]);
  const body = { userType: "guest", mails: [{ type: "home" }, { type: "work" }, { type: "home" }] };
  // The alternative that takes the least away.
  expect(fittingBody(contract, "Group", body)).toEqual({
    userType: "guest",
    mails: [{ type: "home" }, { type: "home" }],
  });
});
