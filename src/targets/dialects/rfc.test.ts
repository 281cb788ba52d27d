import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTarget } from "../start-target.ts";
import { type Answer, Client, valuesOf } from "../testing/client.ts";
import { ENTERPRISE_URN, OWN_URN, RFC_SCHEMA } from "./rfc-schema.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

let api: Client;
beforeAll(async () => {
  api = new Client(await startTarget({ dialect: "rfc" }), "rfc");
});
afterAll(() => api.target.close());

const user = (attributes: object = {}): Promise<Answer> => api.newUser(attributes);
const patchUser = (id: string, ...operations: readonly object[]): Promise<Answer> => api.patchUser(id, ...operations);

const mails = [
  { value: "a@work.test", type: "work", primary: true },
  { value: "b@home.test", type: "home" },
];

describe("discovery", () => {
  test("shows what the server acts by", async () => {
    const config = await api.send("GET", "/ServiceProviderConfig");
    expect(config.json).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: RFC_SCHEMA.maxResults },
      etag: { supported: true },
    });
    const types = await api.send("GET", "/ResourceTypes");
    expect(types.json.Resources?.map((type) => [type["name"], type["endpoint"]])).toEqual([
      ["User", "/Users"],
      ["Group", "/Groups"],
    ]);
    const schemas = await api.send("GET", "/Schemas");
    expect(schemas.json.Resources?.map(({ id }) => id)).toEqual([
      CORE,
      ENTERPRISE_URN,
      OWN_URN,
      "urn:ietf:params:scim:schemas:core:2.0:Group",
    ]);
    const one = await api.send("GET", `/Schemas/${CORE}`);
    expect(one.json["attributes"]).toContainEqual({
      name: "userName",
      type: "string",
      multiValued: false,
      description: "What the user signs in by.",
      required: true,
      caseExact: false,
      mutability: "readWrite",
      returned: "default",
      uniqueness: "server",
    });
    const locations = [...(types.json.Resources ?? []), ...(schemas.json.Resources ?? []), config.json];
    for (const { meta } of locations) {
      const path = (meta["location"] ?? "").slice(api.target.url.length);
      expect((await api.send("GET", path)).status, path).toBe(200);
    }
  });

  test("of every type and characteristic that RFC 7643 has", async () => {
    const text = (await api.send("GET", "/Schemas")).text;
    const types = ["string", "boolean", "integer", "decimal", "dateTime", "binary", "reference", "complex"];
    const words = ["readOnly", "readWrite", "immutable", "writeOnly", "never", "request", "default", "server", "none"];
    expect([...types, ...words].filter((word) => !text.includes(`"${word}"`))).toEqual([]);
  });

  test.each([
    ["GET", "/Schemas?filter=id%20pr", 403],
    ["GET", "/ServiceProviderConfig?filter=id%20pr", 403],
    ["POST", "/Schemas", 405],
    ["DELETE", "/ResourceTypes/User", 405],
    ["GET", "/ResourceTypes/Device", 404],
    ["POST", "/Bulk", 501],
    ["GET", "/Me", 501],
    ["GET", "/Nothing", 404],
    ["PUT", "/Users", 405],
  ])("%s %s: %i", async (method, path, status) => {
    const answer = await api.send(method, path);
    expect([answer.status, answer.json.status]).toEqual([status, String(status)]);
  });

  test("is for those who have a credential", async () => {
    const answer = await api.send("GET", "/Schemas", { token: null });
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="scim"']);
  });
});

describe("what is stored and shown", () => {
  test("a new resource, with location, version and schemas that follow its data", async () => {
    const answer = await user({
      id: "mine",
      meta: { resourceType: "Mine" },
      groups: [{ value: "none" }],
      PASSWORD: "secret",
      [ENTERPRISE_URN.toUpperCase()]: { EmployeeNumber: "7" },
      [OWN_URN]: { notes: "asked for", pin: "1234", devices: 7 },
    });
    const { json, headers } = answer;
    expect(answer.status).toBe(201);
    expect(json).toMatchObject({
      schemas: [CORE, ENTERPRISE_URN, OWN_URN],
      groups: [],
      [ENTERPRISE_URN]: { employeeNumber: "7" },
      [OWN_URN]: { notes: "asked for" },
      meta: { resourceType: "User", location: headers.get("location"), version: headers.get("etag") },
    });
    expect(answer.text).not.toMatch(/secret|1234|devices|"mine"/u);
    const read = await api.user(json.id);
    expect([read.json[OWN_URN], read.headers.get("etag")]).toEqual([{}, headers.get("etag")]);
    const asked = await api.send("GET", `/Users/${json.id}?attributes=${OWN_URN}:notes`);
    expect(asked.json).toEqual({ schemas: json.schemas, id: json.id, [OWN_URN]: { notes: "asked for" } });
  });

  test.each([
    ["userName", {}, { userName: 7 }],
    ["no userName", {}, { userName: null }],
    ["a text for a list", {}, { emails: "a" }],
    ["a text for a boolean", {}, { active: "true" }],
    ["two primary ones", {}, { emails: [mails[0], { ...mails[1], primary: true }] }],
    ["a fraction for an integer", {}, { [OWN_URN]: { floor: 1.5 } }],
    ["no time", {}, { [OWN_URN]: { hired: "yesterday" } }],
    ["no base64", {}, { [OWN_URN]: { keycard: "*" } }],
    ["a schema of nobody", {}, { schemas: [CORE, "urn:nobody"] }],
    ["no schema of users", {}, { schemas: [ENTERPRISE_URN] }],
  ])("refuses %s", async (_, __, attributes) => {
    const { status, json } = await user(attributes);
    expect([status, json.scimType]).toEqual([400, "invalidValue"]);
  });

  test("a name that is taken, by POST, PUT and PATCH", async () => {
    const taken = (await user()).json.userName ?? "";
    const { id } = (await user()).json;
    const answers = [
      await user({ userName: taken.toUpperCase() }),
      await api.putUser(id, { userName: taken.toUpperCase() }),
      await patchUser(id, { op: "replace", path: "userName", value: taken }),
    ];
    expect(answers.map(({ status, json }) => [status, json.scimType])).toEqual(answers.map(() => [409, "uniqueness"]));
  });

  test("projection down to sub-attributes", async () => {
    const { id, schemas } = (await user({ name: { givenName: "Kim", familyName: "Li" }, emails: mails })).json;
    const get = async (query: string): Promise<object> => (await api.send("GET", `/Users/${id}?${query}`)).json;
    expect(await get("attributes=NAME.givenName,emails.value")).toEqual({
      schemas,
      id,
      name: { givenName: "Kim" },
      emails: [{ value: "a@work.test" }, { value: "b@home.test" }],
    });
    const left = await get(`excludedAttributes=id,groups,${CORE}:name.familyName,emails.primary,emails.type`);
    expect(left).toMatchObject({ id, name: { givenName: "Kim" }, emails: [{ value: "a@work.test" }, {}] });
    expect(left).not.toHaveProperty("groups");
  });

  test("PUT keeps what cannot be read or changed, clears the rest, and refuses another badge", async () => {
    const { id, userName } = (await user({ title: "Dr", [OWN_URN]: { badge: "B1", floor: 2 } })).json;
    const put = (own: object): Promise<Answer> => api.putUser(id, { userName, title: null, ...own });
    const kept = await put({});
    expect([kept.status, kept.json["title"], kept.json[OWN_URN]]).toEqual([200, undefined, { badge: "B1" }]);
    expect((await put({ [OWN_URN]: { badge: "B1" } })).status).toBe(200);
    const other = await put({ [OWN_URN]: { badge: "B2" } });
    expect([other.status, other.json.scimType]).toEqual([400, "mutability"]);
    expect((await put({ [ENTERPRISE_URN]: { manager: { value: id } } })).json[ENTERPRISE_URN]).toEqual({
      manager: { value: id, $ref: `${api.target.url}/Users/${id}`, displayName: userName },
    });
  });
});

describe("PATCH", () => {
  test.each<[string, object[], object]>([
    [
      "into an extension",
      [{ op: "add", path: `${ENTERPRISE_URN}:department`, value: "D" }],
      { [ENTERPRISE_URN]: { department: "D" } },
    ],
    [
      "of an extension",
      [{ op: "add", path: ENTERPRISE_URN, value: { costCenter: "C" } }],
      { [ENTERPRISE_URN]: { costCenter: "C" } },
    ],
    [
      "without a path",
      [{ op: "add", value: { [ENTERPRISE_URN]: { division: "V" }, "name.givenName": "Li" } }],
      { [ENTERPRISE_URN]: { division: "V" }, name: { givenName: "Li" } },
    ],
    [
      "with the core's URN",
      [{ op: "replace", path: `${CORE.toUpperCase()}:NAME.familyName`, value: "Li" }],
      { name: { familyName: "Li", givenName: "Kim" } },
    ],
    [
      "of a compound filter",
      [{ op: "replace", path: 'emails[type eq "work" and value co "work"].display', value: "W" }],
      { emails: [{ ...mails[0], display: "W" }, mails[1]] },
    ],
    [
      "of the primary one",
      [{ op: "add", path: "emails", value: [{ value: "c", primary: true }] }],
      { emails: [{ primary: false }, {}, { value: "c", primary: true }] },
    ],
    [
      "of single values",
      [
        { op: "add", path: `${OWN_URN}:nicknames`, value: ["a", "b"] },
        { op: "remove", path: `${OWN_URN}:nicknames[value eq "a"]` },
      ],
      { [OWN_URN]: { nicknames: ["b"] } },
    ],
    ["of schemas, which follow", [{ op: "add", path: "schemas", value: [ENTERPRISE_URN] }], { schemas: [CORE] }],
    [
      "of what is fixed and unset",
      [{ op: "add", path: `${OWN_URN}:badge`, value: "B" }],
      { [OWN_URN]: { badge: "B" } },
    ],
  ])("%s", async (_, operations, expected) => {
    const { id } = (await user({ name: { givenName: "Kim" }, emails: mails })).json;
    const answer = await patchUser(id, ...operations);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json).toMatchObject(expected);
    expect((await api.user(id)).json).toEqual(answer.json);
  });

  test.each<[string, object]>([
    ["mutability", { op: "replace", path: "id", value: "x" }],
    ["mutability", { op: "add", path: "groups", value: [] }],
    ["mutability", { op: "remove", path: "userName" }],
    ["mutability", { op: "replace", path: "meta.created", value: "x" }],
    ["mutability", { op: "replace", path: `${OWN_URN}:badge`, value: "other" }],
    ["mutability", { op: "remove", path: OWN_URN }],
    ["mutability", { op: "replace", path: "schemas", value: [CORE] }],
    ["mutability", { op: "replace", path: `${ENTERPRISE_URN}:manager.displayName`, value: "x" }],
    ["invalidValue", { op: "replace", path: "active", value: "True" }],
    ["invalidValue", { op: "add", path: "title" }],
    ["invalidPath", { op: "add", path: "nothing", value: 1 }],
    ["invalidPath", { op: "add", path: "emails[", value: 1 }],
    ["invalidFilter", { op: "remove", path: 'emails[type foo "work"]' }],
    ["noTarget", { op: "replace", path: 'emails[type eq "other"].value', value: "x" }],
    ["noTarget", { op: "remove" }],
    ["invalidSyntax", { op: "move", path: "title" }],
  ])("%s: %j, and all stays as it was", async (scimType, operation) => {
    const { id } = (await user({ emails: mails, [OWN_URN]: { badge: "B" } })).json;
    const before = await api.user(id);
    const answer = await patchUser(id, { op: "add", path: "title", value: "canary" }, operation);
    expect([answer.status, answer.json.scimType, answer.json.status]).toEqual([400, scimType, "400"]);
    expect((await api.user(id)).json).toEqual(before.json);
  });

  test("extensions go with their last attribute, and come back", async () => {
    const { id } = (await user({ [ENTERPRISE_URN]: { division: "V" } })).json;
    const gone = await patchUser(id, { op: "remove", path: `${ENTERPRISE_URN}:division` });
    expect([gone.json.schemas, ENTERPRISE_URN in gone.json]).toEqual([[CORE], false]);
  });
});

describe("versions", () => {
  test("change exactly when the state does", async () => {
    const { id, userName } = (await user()).json;
    const seen: unknown[] = [];
    const note = async (): Promise<void> => {
      seen.push((await api.user(id)).headers.get("etag"));
    };
    await note();
    await api.putUser(id, { userName });
    await patchUser(id, { op: "replace", value: { userName } });
    await note();
    await patchUser(id, { op: "add", path: "title", value: "Dr" });
    await note();
    const group = await api.group("Version", [id]);
    await note();
    await api.send("DELETE", `/Groups/${group}`);
    await note();
    expect(new Set(seen).size, JSON.stringify(seen)).toBe(3);
    expect([seen[0] === seen[1], seen[2] === seen[4]]).toEqual([true, true]);
  });

  test("are what a write may depend on", async () => {
    const { id, userName } = (await user()).json;
    const old = (await api.user(id)).headers.get("etag") ?? "";
    const current = (await patchUser(id, { op: "add", path: "title", value: "Dr" })).headers.get("etag") ?? "";
    const body = { userName, title: "new" };
    const put = async (headers: Record<string, string>): Promise<unknown[]> => {
      const { status } = await api.send("PUT", `/Users/${id}`, { body, headers });
      return [status, (await api.user(id)).json["title"]];
    };
    expect(await put({ "if-match": old })).toEqual([412, "Dr"]);
    expect((await api.send("DELETE", `/Users/${id}`, { headers: { "if-match": old } })).status).toBe(412);
    expect(await put({ "if-none-match": "*" })).toEqual([412, "Dr"]);
    const get = (tag: string): Promise<Answer> =>
      api.send("GET", `/Users/${id}`, { headers: { "if-none-match": tag } });
    expect([(await get(current)).status, (await get(current)).text, (await get(old)).status]).toEqual([304, "", 200]);
    expect(await put({ "if-match": `"other", ${current}` })).toEqual([200, "new"]);
    expect((await put({ "if-match": "*" }))[0]).toBe(200);
  });
});

describe("queries", () => {
  beforeAll(async () => {
    const name = { familyName: "Li" };
    const own = { [ENTERPRISE_URN]: { department: "D" }, [OWN_URN]: { floor: 3 } };
    await user({ userName: "find-a", name, emails: mails.slice(0, 1), title: "Dr", active: false });
    await user({ userName: "Find-B", name, emails: mails, ...own });
  });

  test.each<[string, number]>([
    ['userName eq "FIND-A"', 1],
    ['userName sw "find" and title pr', 1],
    ['userName sw "find" and not (title pr)', 1],
    ['userName eq "find-a" or userName eq "find-b" and title eq "none"', 1],
    [`${CORE}:name.familyName co "i" and userName sw "find"`, 2],
    ['emails[type eq "work" and value sw "a@"] and userName sw "find"', 2],
    ['emails.value ew "home.test" and userName sw "find"', 1],
    [`${ENTERPRISE_URN}:department eq "d" and userName sw "find"`, 1],
    [`${OWN_URN}:floor gt 2`, 1],
    ['meta.created ge "2020-01-01T00:00:00Z" and userName sw "find"', 2],
    ['meta.resourceType eq "user" and userName sw "find"', 0],
    ['active eq false and userName sw "find"', 1],
    ['userName ne "find-a" and userName sw "find"', 1],
  ])("%s", async (filter, count) => {
    const answer = await api.send("GET", `/Users?filter=${encodeURIComponent(filter)}`);
    expect([answer.status, answer.json.totalResults], answer.text).toEqual([200, count]);
  });

  test.each(["nothing eq 1", "userName", 'active gt "x"', 'password eq "x"', "(userName pr", 'userName eq "x'])(
    "400 for %s",
    async (filter) => {
      const answer = await api.send("GET", `/Users?filter=${encodeURIComponent(filter)}`);
      expect([answer.status, answer.json.scimType]).toEqual([400, "invalidFilter"]);
    },
  );

  test("pages, sorted, by GET and by POST", async () => {
    for (const name of ["sort-b", "Sort-C", "sort-a"]) await user({ userName: name });
    const filter = 'userName sw "sort-"';
    const query = `filter=${encodeURIComponent(filter)}&sortBy=userName&sortOrder=descending&startIndex=2&count=1`;
    const got = await api.send("GET", `/Users?${query}&attributes=userName`);
    const body = { schemas: [SEARCH], filter, sortBy: "userName", sortOrder: "descending", startIndex: 2, count: 1 };
    const posted = await api.send("POST", "/Users/.search", { body: { ...body, attributes: ["userName"] } });
    expect(got.json).toMatchObject({
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
      Resources: [{ userName: "sort-b" }],
    });
    expect(posted.json).toEqual(got.json);
    const all = await api.send("POST", "/.search", { body: { schemas: [SEARCH], filter: "id pr", count: 0 } });
    const { users, groups } = api.target.snapshot();
    expect([all.json.totalResults, all.json.Resources]).toEqual([users.length + groups.length, []]);
    const none = await api.send("GET", "/Users?startIndex=-1&count=-1");
    expect([none.json["startIndex"], none.json["itemsPerPage"]]).toEqual([1, 0]);
  });
});

describe("groups", () => {
  test("of groups, with references that can be fetched, and users who know all theirs", async () => {
    const { id, userName } = (await user()).json;
    const inner = await api.group("Inner", [id]);
    const outer = await api.group("Outer", [inner]);
    const shown = await api.get(outer);
    expect(shown.json.members).toEqual([
      { value: inner, $ref: `${api.target.url}/Groups/${inner}`, type: "Group", display: "Inner" },
    ]);
    const ref = (await api.get(inner)).json.members?.[0]?.$ref ?? "";
    expect((await api.send("GET", ref.slice(api.target.url.length))).json.userName).toBe(userName);
    const types = (await api.user(id)).json.groups?.map(({ value, type }) => [value, type]);
    expect(types).toEqual([
      [inner, "direct"],
      [outer, "indirect"],
    ]);
    await api.patch(inner, { op: "remove", path: `members[value eq "${id}" and type eq "User"]` });
    expect((await api.user(id)).json.groups).toEqual([]);
  });

  test("whose members are fixed, known and of the type that is said", async () => {
    const { id } = (await user()).json;
    const group = await api.group("Fixed", [id]);
    const answers = [
      await api.patch(group, { op: "replace", path: `members[value eq "${id}"].value`, value: "x" }),
      await api.patch(group, { op: "replace", path: `members[value eq "${id}"].type`, value: "Group" }),
      await api.patch(group, { op: "replace", path: `members[value eq "${id}"].display`, value: "x" }),
      await api.patch(group, { op: "add", path: "members", value: [{ value: id, type: "Group" }] }),
      await api.patch(group, { op: "add", path: "members", value: [{ value: "nobody" }] }),
    ];
    expect(answers.map(({ status, json }) => [status, json.scimType])).toEqual([
      [400, "mutability"],
      [400, "mutability"],
      [400, "mutability"],
      [400, "invalidValue"],
      [400, "invalidValue"],
    ]);
    const before = await api.get(group);
    const again = await api.patch(group, { op: "add", path: "members", value: [{ value: id, display: "other" }] });
    expect(again.json).toEqual(before.json);
    expect(valuesOf(await api.put(group, "Fixed", []))).toEqual([]);
  });

  test("lose what is deleted", async () => {
    const { id } = (await user()).json;
    const inner = await api.group("Inner");
    const outer = await api.group("Outer", [id, inner]);
    const gone = await api.send("DELETE", `/Users/${id}`);
    expect([gone.status, gone.text, await api.members(outer)]).toEqual([204, "", [inner]]);
    const after = ["GET", "PATCH", "PUT", "DELETE"].map((method) =>
      api.send(method, `/Users/${id}`, method.startsWith("P") ? { body: {} } : {}),
    );
    expect((await Promise.all(after)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });
});

describe("media types", () => {
  test.each([
    ["application/scim+json", "application/scim+json"],
    ["application/json", "application/json"],
    ["*/*", "application/scim+json"],
    ["application/json, application/scim+json;q=0.5", "application/json"],
    ["text/html, application/scim+json", "application/scim+json"],
    ["text/html", undefined],
  ])("%s", async (accept, type) => {
    const answer = await api.send("GET", "/Users?count=0", { headers: { accept } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      type === undefined ? 406 : 200,
      type ?? "application/scim+json",
    ]);
  });

  test.each([
    ["application/scim+json; charset=UTF-8", 201],
    ["application/json", 201],
    ["text/plain", 415],
  ])("a body of %s: %i", async (type, status) => {
    const raw = JSON.stringify({ userName: `typed as ${type}` });
    expect((await api.send("POST", "/Users", { raw, headers: { "content-type": type } })).status).toBe(status);
  });
});
