import { expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { type Discovery, declares } from "../scenarios/index.ts";
import { parseSchemas } from "../scim/index.ts";
import { narrowed } from "./narrowed.ts";
import { planSuite } from "./plan.ts";
import { defineSuite } from "./suite.ts";

const suite = defineSuite({ vendor: "rfc", resourceType: "User", method: "PUT" });
const plan = planSuite(await loadVendor("rfc"), suite, "thorough");

/** Discovery that shows a schema of Users with these attributes, or none. */
function discovery(attributes?: readonly object[]): Discovery {
  const schema = { id: "urn:ietf:params:scim:schemas:core:2.0:User", name: "User", attributes };
  const model = attributes === undefined ? undefined : parseSchemas({ Resources: [schema] });
  return { config: {}, resourceTypes: {}, schemas: { model } } as unknown as Discovery;
}

const names = (...of: readonly string[]): readonly object[] =>
  of.map((name) => ({ name, type: "string", multiValued: false }));

test("only what describes every server asks the server", async () => {
  expect(plan.narrows).toBe(true);
  const maia = await loadVendor("maia");
  expect(planSuite(maia, defineSuite({ vendor: "maia", resourceType: "User", method: "PUT" }), "smoke").narrows).toBe(
    false,
  );
});

test("what the server's schema does not have is not asked for; userName and externalId every User has", () => {
  const { operation, scenarios } = narrowed(plan, discovery(names("TITLE", "nickName")));
  const has = (path: string): boolean => declares(operation, path);
  expect(["title", "nickName", "userName", "externalId"].filter((path) => !has(path))).toEqual([]);
  expect(["timezone", "emails", "name.givenName"].filter(has)).toEqual([]);
  expect(scenarios.has("put.user.attributes.title")).toBe(true);
  expect(scenarios.has("put.user.attributes.timezone")).toBe(false);
});

test("of a complex attribute the parts count", () => {
  const name = { name: "name", type: "complex", multiValued: false, subAttributes: names("givenName") };
  const { operation } = narrowed(plan, discovery([name]));
  expect(declares(operation, "name.givenName")).toBe(true);
  expect(declares(operation, "name.middleName")).toBe(false);
});

test("of a server that shows no schema only what nearly every one has is asked for", () => {
  const { operation } = narrowed(plan, discovery());
  const paths = [
    "displayName",
    "emails",
    "emails[].value",
    "active",
    "name.givenName",
    "title",
    "name.middleName",
    "ims",
  ];
  expect(paths.filter((path) => declares(operation, path))).toEqual([
    "displayName",
    "emails",
    "emails[].value",
    "active",
    "name.givenName",
  ]);
});

test("a server that has all gives the plan as it was", () => {
  const all = plan.scenarios.map(({ id }) => id);
  const own = plan.operation.request.content[0]?.body?.schema as { readonly properties: object } | undefined;
  const attributes = Object.keys(own?.properties ?? {}).map((name) => ({ name, type: "string" }));
  expect(attributes.length).toBeGreaterThan(10);
  expect([...narrowed(plan, discovery(attributes)).scenarios.keys()]).toEqual(expect.arrayContaining(all));
});
