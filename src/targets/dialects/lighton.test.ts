import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTarget } from "../start-target.ts";
import { type Answer, Client, valuesOf } from "../testing/client.ts";

let api: Client;
beforeAll(async () => {
  api = new Client(await startTarget({ dialect: "lighton" }), "lighton");
});
afterAll(() => api.target.close());

const URN = "urn:ietf:params:scim:schemas:core:2.0:Group:";
const TEXT = "a+b & c=d\r\n«ü» 😀 %41";

async function sendForm(id: string, form: URLSearchParams | FormData): Promise<Answer> {
  const encoded = new Response(form);
  const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
  return api.send("PATCH", `/Groups/${id}`, { raw: Buffer.from(await encoded.arrayBuffer()), headers });
}

test("a group is shown as the schema requires", async () => {
  const [user = ""] = await api.users(1);
  const id = await api.group("G", [user]);
  const answer = await api.rename(id, "New");
  expect(answer.headers.get("content-type")).toBe("application/scim+json");
  expect(answer.json).toMatchObject({
    id,
    externalId: "",
    displayName: "New",
    members: [{ value: user, display: "user-1@example.test" }],
    meta: { resourceType: "Group", created: expect.any(String), lastModified: expect.any(String) },
  });
});

test("members are a list, its JSON text, one object or a bare id", async () => {
  const users = await api.users(4);
  const [a = "", b = "", c = "", d = ""] = users;
  const id = await api.group("Shapes");
  for (const value of [[{ value: a }], JSON.stringify([{ value: b }]), { value: c }, d]) {
    expect((await api.patch(id, { op: "Add", path: "members", value })).status).toBe(200);
  }
  expect(await api.members(id)).toEqual(users);
});

test("a removal takes a filter with or without an empty value, a list of members, or nothing", async () => {
  const [a = "", b = "", c = "", d = "", e = ""] = await api.users(5);
  const id = await api.group("Removals", [a, b, c, d, e]);
  const operations = [
    { op: "remove", path: `members[value eq "${a}"]` },
    { op: "remove", path: `${URN}Members[VALUE EQ "${b}"]`, value: "" },
    { op: "remove", path: "members", value: [{ value: c }] },
    { op: "remove", path: `members[value eq "${a}" or not (display pr) and value eq "${d}"]` },
  ];
  for (const operation of operations) expect((await api.patch(id, operation)).status).toBe(200);
  expect(await api.members(id)).toEqual([e]);
  await api.patch(id, { op: "remove", path: "members", value: "" });
  expect(await api.members(id)).toEqual([]);
});

describe("forms", () => {
  const operations = [{ op: "replace", path: "displayName", value: TEXT }];
  const names: readonly Readonly<Record<string, string>>[] = [
    { Operations: JSON.stringify(operations) },
    { "Operations[0][op]": "replace", "Operations[0][path]": "displayName", "Operations[0][value]": TEXT },
    { "Operations[0].op": "replace", "Operations[0].path": "displayName", "Operations[0].value": TEXT },
    { "Operations.0.op": "replace", "Operations.0.path": "displayName", "Operations.0.value": TEXT },
  ];

  test.each(names)("%j, url-encoded and multipart", async (fields) => {
    for (const form of [new URLSearchParams(), new FormData()]) {
      const id = await api.group("Old");
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      const answer = await sendForm(id, form);
      expect([answer.status, await api.name(id)]).toEqual([200, TEXT]);
    }
  });

  test("Operations repeated, one JSON object each", async () => {
    const [a = "", b = ""] = await api.users(2);
    const id = await api.group("Repeated");
    const form = new URLSearchParams();
    for (const value of [a, b]) form.append("Operations", JSON.stringify({ op: "add", path: "members", value }));
    expect(valuesOf(await sendForm(id, form))).toEqual([a, b]);
  });

  test.each([
    ["application/x-www-form-urlencoded", "Operations=%FF"],
    ["application/x-www-form-urlencoded", "Operations=[{"],
    ["application/x-www-form-urlencoded", "__proto__[op]=x"],
    ["application/x-www-form-urlencoded", ""],
    ["multipart/form-data", "--x--"],
    ["multipart/form-data; boundary=x", "--y--"],
    ["multipart/form-data; boundary=x", "--x\r\n\r\nno name\r\n--x--"],
  ])("400 for %s %s", async (type, raw) => {
    const id = await api.group("Kept");
    expect((await api.send("PATCH", `/Groups/${id}`, { raw, headers: { "content-type": type } })).status).toBe(400);
  });
});

test("refusals carry the status as a number", async () => {
  const id = await api.group("Kept");
  const answers = [
    await api.put(id, "x"),
    await api.send("PATCH", "/Groups", { body: {} }),
    await api.rename("123", "x"),
    await api.send("PATCH", `/Groups/${id}`, { token: null, body: {} }),
    await api.patch(id, { op: "add", value: { displayName: "x" } }),
    await api.patch(id, { op: "replace", path: "displayName", value: "" }),
    await api.patch(id, { op: "add", path: "members", value: "nobody" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([405, 405, 404, 401, 400, 400, 400]);
  expect(answers.map(({ json }) => json.status)).toEqual([405, 405, 404, 401, 400, 400, 400]);
  expect(answers.slice(2, 4).map(({ json }) => json.detail)).toEqual(["Resource 123 not found", "Unauthorized"]);
});

describe("PATCH of a user, as the core has it", () => {
  const work = { value: "w@example.test", type: "work", primary: true };
  const home = { value: "h@example.test", type: "home" };

  let made = 0;

  async function patched(...operations: readonly object[]): Promise<Answer> {
    made += 1;
    const user = { userName: `patched-${made}@example.test`, emails: [work, home], title: "T" };
    const { json } = await api.send("POST", "/Users", { body: { ...user, name: { givenName: "K", familyName: "L" } } });
    return api.send("PATCH", `/Users/${json.id}`, { body: { Operations: operations } });
  }

  test.each([
    [
      "primary",
      { op: "add", path: "emails", value: [{ value: "n", primary: true }] },
      "emails",
      [{ ...work, primary: false }, home, { value: "n", primary: true }],
    ],
    [
      "primary by filter",
      { op: "replace", path: 'emails[type eq "HOME"].primary', value: true },
      "emails",
      [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    ],
    [
      "part of an entry",
      { op: "replace", path: 'emails[type eq "work" and value ew "example.test"].value', value: "x" },
      "emails",
      [{ ...work, value: "x" }, home],
    ],
    [
      "entry replaced",
      { op: "replace", path: 'emails[type eq "home"]', value: { value: "x" } },
      "emails",
      [work, { value: "x" }],
    ],
    ["entries removed", { op: "remove", path: "emails[primary eq true]" }, "emails", [home]],
    ["last entry removed", { op: "remove", path: "emails[value pr]" }, "emails", undefined],
    ["merged", { op: "replace", path: "name", value: { givenName: "N" } }, "name", { givenName: "N", familyName: "L" }],
    [
      "part",
      { op: "add", path: "NAME.middleName", value: "M" },
      "name",
      { givenName: "K", familyName: "L", middleName: "M" },
    ],
    ["part removed", { op: "remove", path: "name.givenName" }, "name", { familyName: "L" }],
    ["removed", { op: "remove", path: "title" }, "title", undefined],
    ["unassigned", { op: "replace", path: "title", value: null }, "title", undefined],
    ["known entry", { op: "add", path: "emails", value: [work] }, "emails", [work, home]],
  ])("%s", async (_, operation, name, expected) => {
    const { json } = await patched(operation);
    expect(json[name]).toEqual(expected);
  });

  test.each([
    ["noTarget", { op: "replace", path: 'emails[type eq "other"].value', value: "x" }],
    ["mutability", { op: "remove", path: "userName" }],
    ["mutability", { op: "replace", path: "id", value: "x" }],
    ["mutability", { op: "add", path: "groups", value: [{ value: "x" }] }],
    ["invalidPath", { op: "replace", path: "nothing", value: "x" }],
    ["invalidFilter", { op: "replace", path: "emails[0].value", value: "x" }],
    ["invalidPath", { op: "replace", path: 'title[value eq "x"]', value: "x" }],
    ["invalidFilter", { op: "remove", path: "emails[value eq]" }],
    ["invalidFilter", { op: "remove", path: 'emails[other eq "x"]' }],
    ["invalidValue", { op: "replace", path: "active", value: "False" }],
    ["invalidValue", { op: "add", path: "emails", value: "x" }],
    ["invalidValue", { op: "replace", path: "title" }],
    ["uniqueness", { op: "replace", path: "userName", value: "taken@example.test" }],
  ])("%s: %j", async (scimType, operation) => {
    await api.send("POST", "/Users", { body: { userName: "taken@example.test" } });
    const { json } = await patched({ op: "replace", path: "title", value: "Canary" }, operation);
    expect([operation, json.scimType]).toEqual([operation, scimType]);
  });

  test("what cannot change of a member is refused", async () => {
    const [a = "", b = ""] = await api.users(2);
    const id = await api.group("Fixed", [a]);
    const answer = await api.patch(id, { op: "replace", path: `members[value eq "${a}"].value`, value: b });
    expect([answer.status, answer.json.scimType, await api.members(id)]).toEqual([400, "mutability", [a]]);
  });
});
