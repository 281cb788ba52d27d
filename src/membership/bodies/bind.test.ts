import { describe, expect, test } from "vitest";
import { type BodyShape, partsOfScim } from "../../bodies/index.ts";
import type { BodySchema } from "../../document/index.ts";
import { GROUP_SCHEMA, type JsonObject, USER_SCHEMA } from "../../scim/index.ts";
import { bodyGround } from "../testing/body-ground.ts";
import { type FakeWorldOptions, fakeWorld } from "../testing/fake-context.ts";
import { bindBody, bindBroken } from "./bind.ts";
import type { BodyGround } from "./ground.ts";

const ground = async (
  type: "User" | "Group",
  more: Partial<BodyGround> = {},
  options: Partial<FakeWorldOptions> = {},
): Promise<BodyGround> => await bodyGround(await fakeWorld({ method: "POST", type, ...options }), "POST", type, more);

const CORE = USER_SCHEMA.urn;
const FIXTURE = {
  userName: "made@example.test",
  externalId: "x-1",
  title: "Made",
  emails: [{ value: "m@example.test" }],
};

describe("what every body has", () => {
  test("a User its schemas and a name of its own, which tells it apart; a Group the same", async () => {
    const user = bindBody(await ground("User"), { title: "Dr" }, "body 1");
    expect(user).toEqual({ schemas: [CORE], userName: expect.stringContaining("body-1") as string, title: "Dr" });
    const group = bindBody(await ground("Group"), {}, "body 1");
    expect(Object.keys(group)).toEqual(["schemas", "displayName"]);
    const other = bindBody(await ground("User"), {}, "body 2");
    expect(other["userName"]).not.toBe(user["userName"]);
  });

  test("what the profile always sends", async () => {
    const plain = await ground("User");
    const { contract } = plain.context;
    const put = { ...contract.profile.put, alwaysSend: { User: { costly: 1 }, Group: {} } };
    const context = { ...plain.context, contract: { ...contract, profile: { ...contract.profile, put } } };
    expect(bindBody({ ...plain, context }, {}, "body 1")).toHaveProperty("costly", 1);
  });

  test("the extensions that are in it, in its schemas", async () => {
    const extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    const with_ = bindBody(await ground("User"), { [extension]: { department: "IT" } }, "body 1");
    expect([with_["schemas"], with_[extension]]).toEqual([[CORE, extension], { department: "IT" }]);
    // A name that is an object is no extension.
    const without = bindBody(await ground("User"), { name: { givenName: "Ada" } }, "body 1");
    expect(without["schemas"]).toEqual([CORE]);
  });

  test("where the server insists on it, what is usual, and nothing else of that", async () => {
    const usual = bindBody(await ground("User", { insisted: ["emails", "active"] }), {}, "body 1");
    expect(Object.keys(usual).sort()).toEqual(["active", "emails", "schemas", "userName"]);
    const own = bindBody(await ground("User", { insisted: ["active"] }), { active: false }, "body 1");
    expect(own["active"]).toBe(false);
    const fixed = bindBody(await ground("User", { insisted: ["emails"] }), {}, "body 1", FIXTURE);
    expect(fixed["emails"]).toEqual(FIXTURE.emails);
    // There is nothing usual in a Group.
    expect(Object.keys(bindBody(await ground("Group", { insisted: ["active"] }), {}, "body 1"))).toEqual([
      "schemas",
      "displayName",
    ]);
  });
});

describe("what is made in a run", () => {
  test("a name of a fixture stays, what may change does not", async () => {
    const body = bindBody(
      await ground("User"),
      { userName: "{own userName 1}", externalId: "{own externalId 1}", title: "{own title 1}" },
      "body 1",
      FIXTURE,
    );
    expect([body["userName"], body["externalId"]]).toEqual(["made@example.test", "x-1"]);
    expect(body["title"]).not.toBe("Made");
    expect(body["title"]).toContain("body-1");
  });

  test("each is another, and by the profile's template where it has one", async () => {
    const plain = await ground("User");
    const attribute = (path: string, by: string): string | undefined => (path === "title" ? `own ${by}` : undefined);
    const context = { ...plain.context, attribute };
    const body = bindBody(
      { ...plain, context },
      { title: "{own title 2}", nickName: "{own nickName 1}", displayName: "{own nickName 2}", locale: "{unique} x" },
      "body 1",
    );
    expect(body["title"]).toBe("own body 1 title 2");
    expect(body["nickName"]).not.toBe(body["displayName"]);
    expect(body["locale"]).toBe(`${plain.context.name("body 1")} x`);
  });

  test("members are Users that exist, as this vendor takes them; of more than there are nothing can be said", async () => {
    const own = await ground("Group");
    const body = bindBody(own, { members: ["{user 2}"] }, "body 1");
    expect(body["members"]).toEqual([expect.objectContaining({ value: own.users[1] })]);
    expect(() => bindBody(own, { members: ["{user 3}"] }, "body 1")).toThrow("the body names 3 Users: give 3 users");
    // What is no list is sent as it is.
    expect(bindBroken(own, { members: "nobody" }, "broken 1", "members")["members"]).toBe("nobody");
    // A User has an attribute of that name at most by chance.
    const user: BodyShape = partsOfScim("User", {
      ...USER_SCHEMA,
      attributes: [...USER_SCHEMA.attributes, ...GROUP_SCHEMA.attributes.filter(({ name }) => name === "members")],
    });
    expect(bindBody(await ground("User", { shape: user }), { members: ["a"] }, "body 1")["members"]).toEqual(["a"]);
  });
});

describe("one that is broken on purpose", () => {
  test("is found again by its externalId, and has its name unless that is what is broken", async () => {
    const own = await ground("User");
    const broken = bindBroken(own, { title: { wrong: "x" } }, "broken 1", "title");
    expect(broken).toMatchObject({
      externalId: own.context.name("broken 1 externalId"),
      userName: expect.any(String) as string,
      title: { wrong: "x" },
    });
    expect(bindBroken(own, {}, "broken 1", "userName")).not.toHaveProperty("userName");
    expect(bindBroken(await ground("Group"), {}, "broken 1", "displayName")).not.toHaveProperty("displayName");
    expect(bindBroken(await ground("Group"), {}, "broken 1", "userName")).toHaveProperty("displayName");
    expect(bindBody(own, {}, "body 1")).not.toHaveProperty("externalId");
  });
});

describe("what the document's schema does not allow", () => {
  const schema = (...pointers: readonly string[]): BodySchema =>
    ({
      validate: (body: JsonObject) =>
        pointers
          .filter((pointer) => pointer === "" || Object.keys(body).length > 0)
          .map((instancePointer) => ({ instancePointer })),
    }) as unknown as BodySchema;
  const body = { title: "Dr", nickName: "Ada", "a/b~c": 1 };

  test.each<[string, readonly string[], readonly string[]]>([
    ["nothing", [], ["title", "nickName", "a/b~c"]],
    ["an attribute", ["/title"], ["nickName", "a/b~c"]],
    ["a part of one", ["/nickName/0/value"], ["title", "a/b~c"]],
    ["one of an odd name", ["/a~1b~0c"], ["title", "nickName"]],
    ["the body as a whole", [""], ["title", "nickName", "a/b~c"]],
  ])("%s is left out", async (_, pointers, left) => {
    const own = await ground("User", { schema: schema(...pointers) });
    const names = Object.keys(bindBody(own, body, "body 1"));
    expect(names.filter((name) => name in body)).toEqual(left);
    // What is broken on purpose stays broken.
    expect(Object.keys(bindBroken(own, body, "broken 1", "title"))).toEqual(expect.arrayContaining(Object.keys(body)));
  });
});
