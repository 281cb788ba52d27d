import { afterAll, beforeAll, expect, test } from "vitest";
import { startTarget } from "../start-target.ts";
import { Client, group } from "../testing/client.ts";

let api: Client;
beforeAll(async () => {
  api = new Client(await startTarget({ dialect: "maia" }), "maia");
});
afterAll(() => api.target.close());

test("a group is shown as an EnhancedScimGroup", async () => {
  const [user = ""] = await api.users(1);
  const inner = await api.group("Inner");
  const id = await api.group("G");
  const answer = await api.put(id, "New", [user, inner]);
  const root = `${api.target.url}/v1/directory-integration/scim/v2`;
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(answer.json).toMatchObject({
    displayName: "New",
    members: [
      { value: user, display: "user-1@example.test", type: "USER", ref: `${root}/Users/${user}` },
      { value: inner, display: "Inner", type: "GROUP", ref: `${root}/Groups/${inner}` },
    ],
    accountId: expect.any(String),
    projectId: expect.stringMatching(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u),
    role: expect.any(String),
    meta: { resourceType: "Group", location: `${root}/Groups/${id}` },
  });
});

test("a user keeps every attribute of the page, and the groups follow the members", async () => {
  const [id = ""] = await api.users(1);
  const entry = [{ value: "v", display: "d", type: "t", primary: true }];
  const attributes = {
    userName: "all@example.test",
    externalId: "E1",
    active: false,
    displayName: "D",
    nickName: "N",
    profileUrl: "https://p.example.test",
    title: "T",
    userType: "U",
    preferredLanguage: "de",
    locale: "de-DE",
    timezone: "Europe/Berlin",
    name: {
      familyName: "F",
      formatted: "F G",
      givenName: "G",
      honorificPrefix: "P",
      honorificSuffix: "S",
      middleName: "M",
    },
    addresses: [
      {
        country: "DE",
        formatted: "F",
        locality: "L",
        postalCode: "1",
        region: "R",
        streetAddress: "S",
        type: "work",
        primary: true,
      },
    ],
    emails: entry,
    entitlements: entry,
    ims: entry,
    phoneNumbers: entry,
    photos: entry,
    roles: entry,
    x509Certificates: entry,
  };
  const inner = await api.group("Inner", [id]);
  const outer = await api.group("Outer", [inner]);
  const answer = await api.putUser(id, {
    ...attributes,
    password: "Xy-4711-secret",
    groups: [{ value: "x", type: "DIRECT" }],
  });
  expect(answer.json).toMatchObject(attributes);
  expect(answer.text).not.toContain("Xy-4711-secret");
  expect(answer.json.groups?.map(({ value, type }) => [value, type])).toEqual([
    [inner, "DIRECT"],
    [outer, "INDIRECT"],
  ]);
  expect((await api.user(id)).json).toEqual(answer.json);
});

test.each([
  ["no meta", group("x")],
  ["no schemas in the list", { meta: {}, ...group("x"), schemas: [] }],
  ["schemas twice", { meta: {}, ...group("x"), schemas: ["a", "a"] }],
  ["an empty id", { meta: {}, ...group("x"), id: "" }],
  ["an empty resource type", { ...group("x"), meta: { resourceType: "" } }],
  ["a member of an unknown type", { meta: {}, displayName: "x", members: [{ value: "x", type: "ROBOT" }] }],
  ["no name", { meta: {} }],
])("400 as a problem for %s", async (_, body) => {
  const id = await api.group("Kept");
  const answer = await api.send("PUT", `/Groups/${id}`, { body });
  expect([answer.status, answer.headers.get("content-type"), answer.json.status]).toEqual([
    400,
    "application/problem+json",
    400,
  ]);
  expect(() => new URL(String(answer.json["type"]))).not.toThrow();
  expect(await api.name(id)).toBe("Kept");
});

test("403 for a token, 404 for an id", async () => {
  const id = await api.group("Kept");
  const answers = [
    await api.send("PUT", `/Groups/${id}`, { token: null, body: {} }),
    await api.send("PUT", `/Groups/${id}`, { token: "wrong", body: {} }),
    await api.put("unknown", "x"),
    await api.putUser("unknown", { userName: "x" }),
  ];
  expect(answers.map(({ json }) => json.status)).toEqual([403, 403, 404, 404]);
});
