import { describe, expect, test } from "vitest";
import { type FakeRequest, refuse } from "../../scenarios/service/testing/fake-service.ts";
import type { JsonObject } from "../../scim/index.ts";
import { type FakeWorld, type FakeWorldOptions, fakeWorld, NO_ANSWER } from "../testing/fake-context.ts";
import { isWrite } from "../testing/play-history.ts";
import { attributesOf, type UserAttributes } from "./attributes.ts";
import { takenAttributes } from "./taken-attributes.ts";

interface Ran extends FakeWorld {
  readonly given: UserAttributes;
  readonly taken: UserAttributes;
}

/** Tries two lists of which nothing is sure, beside one that is. */
async function run(method: "PUT" | "PATCH", options: Partial<FakeWorldOptions> = {}): Promise<Ran> {
  const world = await fakeWorld({ method, type: "User", ...options });
  const all = attributesOf(world.context.operation);
  const lists = all.lists
    .filter(({ path }) => ["emails", "roles", "x509Certificates"].includes(path))
    .map((list) => Object.assign({}, list, { open: false, isSure: list.path === "emails" }));
  const given = { ...all, lists };
  return { ...world, given, taken: await takenAttributes(world.context, given) };
}

const paths = ({ lists }: UserAttributes): readonly string[] => lists.map(({ path }) => path);
const about = ({ body }: FakeRequest, name: string): boolean => body?.includes(`"${name}"`) === true;

/** Acknowledges a write and does nothing of it. */
const acknowledges =
  (name: string): NonNullable<FakeWorldOptions["before"]> =>
  (request, service) =>
    isWrite(request) && about(request, name)
      ? service.strictly({ ...request, method: "GET", body: undefined })
      : undefined;

describe.each(["PUT", "PATCH"] as const)("by %s", (method) => {
  test("what the server takes is written, and that is told", async () => {
    const { given, taken, learnt, discarded, writes } = await run(method);
    expect(taken).toEqual(given);
    expect(learnt.map(({ id, value }) => [id, value])).toEqual([
      ["user.histories.roles", "are taken"],
      ["user.histories.x509Certificates", "are taken"],
    ]);
    expect(writes.map(({ id }) => id)).toEqual([discarded[0], discarded[0]]);
    expect(discarded).toHaveLength(1);
  });

  test("one entry of each value is tried, of its types in turn", async () => {
    const { writes } = await run(method);
    const [roles, certificates] = writes.map(({ body }): readonly JsonObject[] => {
      const own = body as JsonObject & readonly { readonly value: readonly JsonObject[] }[];
      return (own[0]?.value ?? own["roles"] ?? own["x509Certificates"]) as readonly JsonObject[];
    });
    expect(roles).toEqual([
      { value: "admin", type: "work" },
      { value: "member", type: "home" },
      { value: "guest", type: "other" },
      { value: "owner", type: "work" },
    ]);
    expect(certificates?.map((one) => Object.keys(one))).toEqual([["value"], ["value"], ["value"], ["value"]]);
  });

  test("a PATCH names the list, a PUT has all that the User has", async () => {
    const [first] = (await run(method)).writes;
    if (method === "PUT") expect(first?.body).toHaveProperty("userName");
    else expect(first?.body).toMatchObject([{ op: "replace", path: "roles" }]);
  });

  test.each<[string, Partial<FakeWorldOptions>]>([
    ["refused", { before: (request) => (isWrite(request) && about(request, "roles") ? refuse(400) : undefined) }],
    ["not answered", { before: (request) => (isWrite(request) && about(request, "roles") ? NO_ANSWER : undefined) }],
    ["acknowledged, and not there", { before: acknowledges("roles") }],
  ])("what is %s is left alone, and what the document is sure of is not tried", async (_, options) => {
    const { taken, learnt, given } = await run(method, options);
    expect(paths(taken)).toEqual(["emails", "x509Certificates"]);
    expect(learnt.map(({ value }) => value)).toEqual(["are not taken", "are taken"]);
    expect([taken.texts, taken.active]).toEqual([given.texts, given.active]);
  });

  test.each<[string, FakeWorldOptions["after"]]>([
    ["shown by the answer alone", (request, answer) => (request.method === "GET" ? refuse(404) : answer)],
    [
      "shown by a read alone",
      (request, answer) => (isWrite(request) ? { ...answer, status: 204, body: undefined } : answer),
    ],
  ])("what is %s is taken", async (_, after) => {
    const { taken } = await run(method, after === undefined ? {} : { after });
    expect(paths(taken)).toEqual(["emails", "roles", "x509Certificates"]);
  });

  test("what cannot be seen is not taken", async () => {
    const { taken } = await run(method, {
      after: (request, answer) => {
        if (request.method === "GET") return refuse(404);
        return isWrite(request) ? { ...answer, status: 204, body: undefined } : answer;
      },
    });
    expect(paths(taken)).toEqual(["emails"]);
  });
});

test("where the document is sure of all nothing is sent", async () => {
  const world = await fakeWorld({ method: "PUT", type: "User" });
  const all = attributesOf(world.context.operation);
  const sure = { ...all, lists: all.lists.map((list) => Object.assign({}, list, { isSure: true })) };
  expect(await takenAttributes(world.context, sure)).toBe(sure);
  expect([world.context.sent, world.learnt]).toEqual([[], []]);
});

test("what is not answered is not taken, whatever the document has", async () => {
  const { context } = await fakeWorld({
    method: "PUT",
    type: "User",
    before: (request) => (isWrite(request) ? NO_ANSWER : undefined),
  });
  const all = attributesOf(context.operation);
  const lists = all.lists.filter(({ path }) => path === "roles");
  expect(paths(await takenAttributes(context, { ...all, lists }))).toEqual([]);
});

test("what is tried is open, and looked for by its name", async () => {
  const { writes, looks } = await run("PATCH", {
    after: (request, answer) => (isWrite(request) ? { ...answer, status: 204, body: undefined } : answer),
  });
  expect(writes.map(({ options }) => options.intent.kind)).toEqual(["open", "open"]);
  expect(looks.map(({ names, held }) => [names, held])).toEqual([
    [["roles"], true],
    [["x509Certificates"], true],
  ]);
});

test("a PUT of what the document has is taken once it is acknowledged: whether it is kept is for the histories to find", async () => {
  const options: Partial<FakeWorldOptions> = { before: acknowledges("roles") };
  for (const [method, expected] of [
    ["PUT", ["roles"]],
    ["PATCH", []],
  ] as const) {
    const { context } = await fakeWorld({ method, type: "User", ...options });
    const all = attributesOf(context.operation);
    const lists = all.lists
      .filter(({ path }) => path === "roles")
      .map((list) => Object.assign({}, list, { open: true, isSure: false }));
    expect(paths(await takenAttributes(context, { ...all, lists }))).toEqual(expected);
  }
});
