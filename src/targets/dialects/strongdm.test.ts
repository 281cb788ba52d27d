import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTarget } from "../start-target.ts";
import { Client, PATCH_OP, valuesOf } from "../testing/client.ts";

let api: Client;
beforeAll(async () => {
  api = new Client(await startTarget({ dialect: "strongdm" }), "strongdm");
});
afterAll(() => api.target.close());

const add = (...values: readonly string[]): object => ({
  op: "add",
  path: "members",
  value: values.map((value) => ({ value, display: "sent" })),
});
const remove = (value: string): object => ({ op: "remove", path: `members[value eq "${value}"]` });

test("a role is shown as on the page", async () => {
  const [user = ""] = await api.users(1);
  const id = await api.group("Role");
  expect([user, id]).toEqual([expect.stringMatching(/^a-[\da-f]{16}$/u), expect.stringMatching(/^r-[\da-f]{16}$/u)]);
  const answer = await api.patch(id, add(user));
  expect([answer.status, answer.json]).toEqual([
    200,
    {
      displayName: "Role",
      id,
      members: [{ display: "user-1@example.test", value: user }],
      meta: { resourceType: "Group", location: `Groups/${id}` },
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    },
  ]);
});

test("204 exactly when all operations together change nothing", async () => {
  const [a = "", b = ""] = await api.users(2);
  const id = await api.group("Same", [a]);
  const name = api.renaming("Same");
  const nothing = [[add(a)], [remove(b)], [remove("a-none")], [add(b), remove(b)], [name], [add()]];
  for (const operations of nothing) {
    const { status, text } = await api.patch(id, ...operations);
    expect([operations, status, text]).toEqual([operations, 204, ""]);
  }
  expect((await api.patch(id, { op: "replace", path: "members", value: [{ value: b }, { value: a }] })).status).toBe(
    200,
  );
  expect((await api.patch(id, { op: "replace", path: "members", value: [{ value: a }, { value: b }] })).status).toBe(
    204,
  );
});

test("the id in a value is ignored", async () => {
  const other = await api.group("Other");
  const id = await api.group("Own");
  const answer = await api.patch(id, { op: "replace", value: { id: other, displayName: "New" } });
  expect([answer.json.id, answer.json.displayName, await api.name(other)]).toEqual([id, "New", "Other"]);
  expect((await api.patch(id, { op: "replace", value: { id: other } })).status).toBe(204);
});

describe("refusals change nothing", () => {
  test.each([
    [400, { op: "replace", value: { displayName: "" } }],
    [400, { op: "replace", value: { displayName: 7 } }],
    [400, { op: "replace", value: {} }],
    [400, { op: "replace", value: { displayName: "x", members: [] } }],
    [400, { op: "replace", path: "displayName", value: "x" }],
    [400, { op: "move", path: "members", value: [] }],
    [400, { op: "Add", path: "members", value: [] }],
    [400, { op: "add", path: "members" }],
    [400, { op: "add", path: "members", value: ["a-1"] }],
    [400, { op: "add", path: "members", value: [{ display: "x" }] }],
    [400, { op: "add", value: { displayName: "x" } }],
    [400, { op: "replace", path: "externalId", value: "x" }],
    [400, { op: "remove" }],
    [400, { op: "remove", path: "members" }],
    [400, { op: "remove", path: "displayName" }],
    [400, { op: "remove", path: 'members[value ne "a-1"]' }],
    [400, { op: "remove", path: 'members[display eq "a-1"]' }],
    [400, { op: "remove", path: 'members[value eq "a-1" or value eq "a-2"]' }],
    [400, { op: "remove", path: 'members[value eq "a-1]' }],
    [404, { op: "add", path: "members", value: [{ value: "a-1" }] }],
    [404, { op: "replace", path: "members", value: [{ value: "a-1" }] }],
  ])("%i %j", async (status, operation) => {
    const users = await api.users(2);
    const id = await api.group("Kept", users.slice(0, 1));
    const answer = await api.patch(id, add(users[1] ?? ""), operation);
    expect([answer.status, answer.json.status, valuesOf(await api.get(id)).length]).toEqual([
      status,
      String(status),
      1,
    ]);
  });

  test.each([
    [{ Operations: [] }],
    [{ schemas: [PATCH_OP], Operations: [] }],
    [{ schemas: [PATCH_OP] }],
    [{ schemas: [], Operations: [{ op: "replace", value: { displayName: "x" } }] }],
  ])("400 for the body %j", async (body) => {
    const id = await api.group("Kept");
    const { status } = await api.send("PATCH", `/Groups/${id}`, { body });
    expect([status, await api.name(id)]).toEqual([400, "Kept"]);
  });

  test("a role is no user, an unknown role is 404, PUT is 405", async () => {
    const id = await api.group("Kept");
    const inner = await api.group("Inner");
    const statuses = [await api.patch(id, add(inner)), await api.rename("r-0", "x"), await api.put(id, "x")];
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 405]);
  });
});
