import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTarget } from "./start-target.ts";
import { Client, group, valuesOf } from "./testing/client.ts";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

let api: Client;
beforeAll(async () => {
  api = new Client(await startTarget({ dialect: "cube" }));
});
afterAll(() => api.target.close());

describe("life cycle of a group", () => {
  test("POST answers 201 with the resource and its location", async () => {
    const [user = ""] = await api.users(1);
    const answer = await api.send("POST", "/Groups", { body: group("Sales", [user]) });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toBe("application/json");
    const { id, meta } = answer.json;
    expect(answer.json).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/u),
      displayName: "Sales",
      members: [{ value: user }],
      meta: {
        resourceType: "Group",
        created: expect.stringMatching(ISO),
        lastModified: meta["created"],
        location: `${api.target.url}/scim/v2/Groups/${id}`,
      },
    });
    expect(answer.headers.get("location")).toBe(meta["location"]);
    expect((await api.get(id)).json).toEqual(answer.json);
  });

  test("PUT replaces name and members, moves lastModified and nothing else of meta", async () => {
    const [a = "", b = "", c = ""] = await api.users(3);
    const id = await api.group("Before", [a, b]);
    const before = await api.get(id);
    const answer = await api.put(id, "After", [c, b]);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      ...before.json,
      displayName: "After",
      members: [{ value: c }, { value: b }],
      meta: { ...before.json.meta, lastModified: expect.stringMatching(ISO) },
    });
    expect(String(answer.json.meta["lastModified"]) > String(before.json.meta["lastModified"])).toBe(true);
    expect((await api.get(id)).json).toEqual(answer.json);
  });

  test("PUT without members, with null and with an empty list clears them", async () => {
    const users = await api.users(2);
    const id = await api.group("Clear", users);
    for (const extra of [{ members: undefined }, { members: null }, { members: [] }]) {
      await api.put(id, "Clear", users);
      const answer = await api.put(id, "Clear", [], extra);
      expect([answer.status, valuesOf(answer), await api.members(id)]).toEqual([200, [], []]);
    }
  });

  test("PUT counts a repeated member once and ignores id and meta", async () => {
    const [user = ""] = await api.users(1);
    const id = await api.group("Twice");
    const other = await api.group("Other");
    const answer = await api.put(id, "Twice", [user, user], { id: other, meta: { created: "1999-01-01T00:00:00Z" } });
    expect(valuesOf(answer)).toEqual([user]);
    expect(answer.json.id).toBe(id);
    expect(answer.json.meta["created"]).not.toContain("1999");
    expect(await api.members(other)).toEqual([]);
  });

  test("attribute names are read in any case", async () => {
    const [user = ""] = await api.users(1);
    const id = await api.group("Case");
    await api.send("PUT", `/Groups/${id}`, { body: { DISPLAYNAME: "Case 2", Members: [{ VALUE: user }] } });
    expect([await api.name(id), await api.members(id)]).toEqual(["Case 2", [user]]);
  });

  test("text comes back as it was sent", async () => {
    const id = await api.group("Names");
    for (const name of ["Ünïcødé 😀", '"quoted" \\ back', "<b>&amp;</b>", " outer ", "a  b", "名".repeat(2000)]) {
      await api.put(id, name);
      expect(await api.name(id)).toBe(name);
    }
  });

  test("DELETE answers 204 without a body, and then everything answers 404", async () => {
    const id = await api.group("Gone");
    const answer = await api.send("DELETE", `/Groups/${id}`);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const later = [await api.get(id), await api.put(id, "Back"), await api.send("DELETE", `/Groups/${id}`)];
    expect(later.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(later[0]?.json).toEqual({ schemas: [ERROR], status: "404", detail: "Resource not found." });
    expect(later[0]?.headers.get("content-type")).toBe("application/json");
  });
});

describe("users", () => {
  test("show their groups and never their password", async () => {
    const body = { userName: "Kim@example.test", password: "hunter2", name: { givenName: "Kim" }, active: true };
    const user = await api.send("POST", "/Users", { body });
    const id = await api.group("Kim's", [user.json.id]);
    const seen = await api.send("GET", `/Users/${user.json.id}`);
    expect(seen.json.groups).toEqual([{ value: id, display: "Kim's", type: "direct" }]);
    expect(seen.text).not.toContain("hunter2");
    const renamed = await api.send("PUT", `/Users/${user.json.id}`, { body: { userName: "kim2@example.test" } });
    expect([renamed.status, renamed.json.userName, renamed.text.includes("hunter2")]).toEqual([
      200,
      "kim2@example.test",
      false,
    ]);
    expect(JSON.stringify(api.target.snapshot().users)).toContain("hunter2");
  });

  test("have unique names, compared without case", async () => {
    await api.send("POST", "/Users", { body: { userName: "one@example.test" } });
    const answer = await api.send("POST", "/Users", { body: { userName: "ONE@example.test" } });
    expect([answer.status, answer.json.scimType, answer.json.status]).toEqual([409, "uniqueness", "409"]);
  });

  test("leave their groups when they are deleted", async () => {
    const [a = "", b = ""] = await api.users(2);
    const id = await api.group("Leavers", [a, b]);
    await api.send("DELETE", `/Users/${a}`);
    expect(await api.members(id)).toEqual([b]);
  });
});

describe("lists", () => {
  test("filter, page and project", async () => {
    await Promise.all(["List A", "List B"].map((name) => api.group(name)));
    const found = await api.send("GET", `/Groups?filter=${encodeURIComponent('displayName eq "list a"')}`);
    expect(found.json.Resources?.map(({ displayName }) => displayName)).toEqual(["List A"]);
    const page = await api.send("GET", "/Groups?startIndex=2&count=1&excludedAttributes=members");
    expect(page.json).toMatchObject({ startIndex: 2, itemsPerPage: 1 });
    expect(page.json.totalResults).toBeGreaterThan(1);
    expect(page.json.Resources?.[0]).not.toHaveProperty("members");
    const only = await api.send("GET", "/Groups?attributes=displayName");
    expect(Object.keys(only.json.Resources?.[0] ?? {})).toEqual(["schemas", "id", "displayName"]);
    const bad = await api.send("GET", `/Groups?filter=${encodeURIComponent("displayName pr")}`);
    expect([bad.status, bad.json.scimType]).toEqual([400, "invalidFilter"]);
  });
});

describe("refusals", () => {
  test.each([
    ["no JSON", '{"displayName":', "invalidSyntax"],
    ["no object", "[]", "invalidSyntax"],
    ["nothing", "", "invalidSyntax"],
    ["not UTF-8", Buffer.from('{"displayName":"\xE9"}', "latin1"), "invalidSyntax"],
    ["no name", '{"members":[]}', "invalidValue"],
    ["name of a wrong type", '{"displayName":7}', "invalidValue"],
    ["members of a wrong type", '{"displayName":"x","members":{}}', "invalidValue"],
    ["bare member", '{"displayName":"x","members":["1"]}', "invalidValue"],
    ["member without value", '{"displayName":"x","members":[{"display":"y"}]}', "invalidValue"],
    ["unknown member", '{"displayName":"x","members":[{"value":"nobody"}]}', "invalidValue"],
    ["schemas of a wrong type", '{"displayName":"x","schemas":"y"}', "invalidValue"],
  ])("%s: 400, and nothing changes", async (_, raw, scimType) => {
    const users = await api.users(1);
    const id = await api.group("Kept", users);
    const before = await api.get(id);
    const answer = await api.send("PUT", `/Groups/${id}`, { raw });
    expect([answer.status, answer.json.status, answer.json.scimType]).toEqual([400, "400", scimType]);
    expect((await api.get(id)).json).toEqual(before.json);
  });

  test("credentials: 401 with a challenge", async () => {
    for (const token of [null, "wrong", ""]) {
      const answer = await api.send("GET", "/Groups", { token });
      expect([answer.status, answer.json.status]).toEqual([401, "401"]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /u);
    }
  });

  test("methods, paths, media types and size", async () => {
    const id = await api.group("Limits");
    const patch = await api.send("PATCH", `/Groups/${id}`, { body: {} });
    const post = await api.send("POST", `/Groups/${id}`, { body: {} });
    const path = await api.send("GET", "/Robots");
    const xml = await api.send("PUT", `/Groups/${id}`, { raw: "<x/>", headers: { "content-type": "text/xml" } });
    const big = await api.send("PUT", `/Groups/${id}`, { raw: JSON.stringify("x".repeat(1024 * 1024)) });
    expect([patch, post, path, xml, big].map(({ status }) => status)).toEqual([501, 405, 404, 415, 413]);
    expect([patch, post, path, xml, big].map(({ json }) => json.schemas)).toEqual(
      Array.from({ length: 5 }, () => [ERROR]),
    );
    expect(post.headers.get("allow")).toBe("GET, PUT, DELETE");
  });

  test("SCIM's own media type is accepted, with and without parameters", async () => {
    const id = await api.group("Types");
    for (const type of ["application/scim+json", "Application/JSON; charset=UTF-8"]) {
      const raw = JSON.stringify(group(type));
      expect((await api.send("PUT", `/Groups/${id}`, { raw, headers: { "content-type": type } })).status).toBe(200);
      expect(await api.name(id)).toBe(type);
    }
  });
});

test("ids are the same in every run", async () => {
  const made = await Promise.all(
    [1, 2].map(async () => {
      const target = await startTarget({ dialect: "cube" });
      const ids = await new Client(target).users(2);
      await target.close();
      return ids;
    }),
  );
  expect(made[0]).toEqual(made[1]);
});
