import { describe, expect, test } from "vitest";
import { type FakeRequest, refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { bodyGround } from "../testing/body-ground.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld, NO_ANSWER } from "../testing/fake-context.ts";
import type { BodyGround } from "./ground.ts";
import { type BodyRun, runBody } from "./run-body.ts";
import { tellBody } from "./tell.ts";

type Method = "POST" | "PUT";

interface Ran extends FakeWorld {
  readonly ground: BodyGround;
  readonly run: BodyRun;
}

const isWrite = ({ method }: FakeRequest): boolean => method === "POST" || method === "PUT";

async function send(
  method: Method,
  type: "User" | "Group",
  body: JsonObject,
  options: Partial<FakeWorldOptions> = {},
): Promise<Ran> {
  const world = await fakeWorld({ method, type, ...options });
  const ground = await bodyGround(world, method, type);
  return { ...world, ground, run: await runBody(ground, { method, type, body }) };
}

/** Shows something else than is stored. */
const shows = (change: (body: JsonObject) => JsonObject): Partial<FakeWorldOptions> => ({
  after: (request, answer) =>
    request.method === "GET" && /^\/(?:Users|Groups)\//u.test(request.path) && isObject(answer.body)
      ? { ...answer, body: change(answer.body) }
      : answer,
});

describe.each(["POST", "PUT"] as const)("%s", (method) => {
  const rule = method === "POST" ? "RFC7644-3.3-STORED" : "RFC7644-3.5.1-RW-REPLACED";

  test.each([
    ["User", { title: "Dr", nickName: "Ada" }],
    ["Group", { displayName: "a group" }],
  ] as const)("a %s that is kept passes, is confirmed by the read, and is given back", async (type, body) => {
    const { run, ground, confirmed, discarded, context } = await send(method, type, body);
    expect(run).toMatchObject({ lost: [], failures: [], noVerdict: undefined, refusedWith: undefined });
    expect(run.passes).toEqual([
      { requirement: rule, operation: ground.operation, invariant: "body", shape: "edit-values", outcome: "passed" },
    ]);
    expect(run.seen).toMatchObject(body);
    expect(confirmed).toEqual([`GET ${ground.operation}`]);
    expect(discarded).toHaveLength(1);
    expect(run.exchanges).toEqual(context.sent.slice(-2));
  });

  test("what is lost fails, each attribute under its name", async () => {
    const { run, confirmed } = await send(
      method,
      "User",
      { title: "Dr", nickName: "Ada" },
      {
        ...shows((body) => ({ ...body, title: "Mr", nickName: undefined })),
      },
    );
    expect(failedIn(run.failures)).toEqual([
      `${rule} body title RFC7644-3.12-SUCCESS-MEANS-DONE`,
      `${rule} body nickName RFC7644-3.12-SUCCESS-MEANS-DONE`,
    ]);
    expect([run.passes, confirmed]).toEqual([[], []]);
  });

  test.each([
    ["a refusal", refuse(400), "400", undefined],
    ["another status", refuse(500), undefined, `the ${method} was answered 500`],
  ])("%s is no failure", async (_, answer, refusedWith, words) => {
    const { run, discarded } = await send(
      method,
      "User",
      { title: "Dr" },
      {
        before: (request) => (isWrite(request) ? answer : undefined),
      },
    );
    expect([run.failures, run.passes, run.seen]).toEqual([[], [], undefined]);
    expect([run.refusedWith, run.noVerdict?.message]).toEqual([refusedWith, words]);
    expect(discarded).toHaveLength(method === "PUT" ? 1 : 0);
  });

  test.each<[string, Partial<FakeWorldOptions>, string]>([
    ["no answer", { before: (one) => (isWrite(one) ? NO_ANSWER : undefined) }, "no answer"],
    ["too many requests", { before: (one) => (isWrite(one) ? refuse(429) : undefined) }, "no more requests"],
    ["no way to read", { more: { canRead: false } }, "offers no way to read a User"],
    [
      "a read that fails",
      { before: (one) => (one.method === "GET" && one.path.startsWith("/Users/") ? refuse(500) : undefined) },
      "could not be read back: GET was answered 500",
    ],
    [
      "a User who is not there",
      { before: (one) => (one.method === "GET" && one.path.startsWith("/Users/") ? refuse(404) : undefined) },
      "could not be read back: GET was answered 404",
    ],
  ])("no verdict: %s", async (_, options, words) => {
    await expect(send(method, "User", { title: "Dr" }, options)).rejects.toMatchObject({
      outcome: "inconclusive",
      message: expect.stringContaining(words) as string,
    });
  });
});

test("what is made is told by its id, and discarded", async () => {
  const { discarded, service } = await send("POST", "User", { title: "Dr" });
  expect(discarded.every((id) => service.resources.has(id))).toBe(true);
});

test("a PUT keeps the name that its resource was made with; a POST is given one", async () => {
  const world = await fakeWorld({ method: "PUT", type: "User" });
  const ground = await bodyGround(world, "PUT", "User");
  const run = await runBody(ground, { method: "PUT", type: "User", body: {} });
  expect(run.sent["userName"]).toBe("sp-body-1@example.com");
  const posted = await send("POST", "User", {});
  expect(posted.run.sent["userName"]).toEqual(expect.stringMatching(/^sp-body-1-userName/u));
});

test("a PUT whose sending breaks gives its resource back", async () => {
  const discarded: string[] = [];
  const more = {
    discard: async ({ id }: { readonly id: string }) => void discarded.push(id),
    write: async () => await Promise.reject(new RangeError("broken")),
  };
  await expect(send("PUT", "User", {}, { more })).rejects.toThrow("broken");
  expect(discarded).toHaveLength(1);
});

describe("what is asked of the read", () => {
  test.each(["POST", "PUT"] as const)("%s of a User: what was sent, by name, and that it is there", async (method) => {
    const { looks } = await send(method, "User", { title: "Dr", metaphor: "a", ident: "b" });
    expect(looks).toHaveLength(1);
    expect(looks[0]).toMatchObject({ held: true });
    expect(looks[0]?.names).toEqual(["userName", "title", "metaphor", "ident"]);
    const lost = await send(
      method,
      "User",
      { title: "Dr" },
      shows((body) => ({ ...body, title: "Mr" })),
    );
    expect(lost.looks[0]).toMatchObject({ held: false });
  });

  test("of a Group: its name and members", async () => {
    const { looks, ground, run } = await send("POST", "Group", { displayName: "a", members: ["{user 2}"] });
    expect(looks).toEqual([
      {
        id: expect.any(String) as string,
        type: "Group",
        expected: { displayName: "a", members: new Set([ground.users[1]]) },
      },
    ]);
    expect(run.lost).toEqual([]);
    const none = await send("POST", "Group", { displayName: "a" });
    expect(none.looks[0]?.expected).toEqual({ displayName: "a", members: new Set() });
  });

  test("what was sent before is no part of it", async () => {
    const world = await fakeWorld({ method: "POST", type: "User" });
    const ground = await bodyGround(world, "POST", "User");
    const body = { method: "POST", type: "User", body: {} } as const;
    const [first, second] = [await runBody(ground, body), await runBody(ground, body)];
    expect([...first.exchanges, ...second.exchanges]).toEqual(world.context.sent.slice(-4));
    expect(world.created[0]).toMatchObject({
      title: "POST a User of nothing more than it needs",
      intent: { kind: "open" },
    });
  });

  test("a PUT is told and open as well", async () => {
    const { writes } = await send("PUT", "User", { title: "Dr" });
    expect(writes[0]?.options).toMatchObject({ title: "PUT a User with title “Dr”", intent: { kind: "open" } });
  });

  test("something that was made without an id cannot be looked at", async () => {
    const { run, discarded } = await send(
      "POST",
      "User",
      {},
      {
        before: ({ method }) => (method === "POST" ? { status: 201, headers: {}, body: {} } : undefined),
      },
    );
    expect([run.noVerdict?.message, discarded]).toEqual(["the POST was answered 201", []]);
  });
});

test("members of a Group that are shown beside it count as shown", async () => {
  const world = await fakeWorld({ method: "POST", type: "Group" });
  const read: typeof world.context.read = async (id, expected, type) => {
    const seen = await world.context.read(id, expected, type);
    if (seen.kind !== "present") return seen;
    const { members: _, ...resource } = seen.resource;
    return { ...seen, resource };
  };
  const ground = await bodyGround(world, "POST", "Group");
  const run = await runBody(
    { ...ground, context: { ...world.context, read } },
    { method: "POST", type: "Group", body: { displayName: "a", members: ["{user 1}"] } },
  );
  expect(run.lost).toEqual([]);
});

test("a body that names more Users than there are is blocked", async () => {
  await expect(send("POST", "Group", { members: ["{user 3}"] })).rejects.toMatchObject({ outcome: "blocked" });
});

test("a run is told as one step: what was sent, and what is shown of it", async () => {
  const { run, ground } = await send(
    "POST",
    "User",
    { title: "Dr", nickName: "Ada" },
    {
      ...shows((body) => ({ ...body, title: "Mr" })),
    },
  );
  const told = tellBody(ground, run);
  expect(told).toMatchObject({
    story: "POST a User with title “Dr” and nickName “Ada” → title is “Mr”",
    edits: 1,
    members: 1,
    steps: [{ number: 1, parted: true, exchanges: run.exchanges }],
  });
  const [subject] = told.steps[0]?.subjects ?? [];
  expect(subject?.expected).toContain("title “Dr”");
  expect(subject?.actual).toContain("title “Mr”");
  expect(subject?.actual).toContain("nickName “Ada”");
  const refused = await send(
    "POST",
    "User",
    { title: "Dr" },
    {
      before: (request) => (isWrite(request) ? refuse(400) : undefined),
    },
  );
  const whole = tellBody(refused.ground, refused.run);
  expect(whole.steps[0]).toMatchObject({ parted: false, subjects: [{ actual: null }] });
  expect(whole.story).toBe("POST a User with title “Dr”");
});
