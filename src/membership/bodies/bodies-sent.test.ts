import { describe, expect, test } from "vitest";
import { refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld, rfcContract } from "../testing/fake-context.ts";
import { attribute, posted, publishes } from "../testing/published-schemas.ts";
import { generatedBodies } from "./bodies.ts";

const FEW = [
  attribute("userName", { required: true }),
  attribute("title"),
  attribute("nickName"),
  attribute("active", { type: "boolean" }),
];

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
  /** The bodies that were sent, without what every one has. */
  readonly sent: readonly JsonObject[];
  readonly told: Readonly<Record<string, unknown>>;
}

async function run(runs: number, options: Partial<FakeWorldOptions> = {}): Promise<Ran> {
  const sent: JsonObject[] = [];
  const { before, ...rest } = options;
  const world = await fakeWorld({
    method: "POST",
    type: "User",
    effort: { runs },
    after: publishes(FEW),
    ...rest,
    before: (request, service) => {
      const body = posted(request);
      if (body !== undefined) {
        const { schemas: _schemas, userName: _userName, ...own } = body;
        sent.push(own);
      }
      return before?.(request, service);
    },
  });
  await generatedBodies("POST", "User").run(world.context);
  const told = Object.fromEntries(world.learnt.map(({ id, value }) => [id.replace("bodies.post.user.", ""), value]));
  return { ...world, sent, failed: failedIn(world.judged), told };
}

test("what it is, by method and type of resource", () => {
  const all = (["POST", "PUT"] as const).flatMap((method) =>
    (["User", "Group"] as const).map((type) => generatedBodies(method, type)),
  );
  expect(all.map(({ id, users, groups }) => [id, users, groups])).toEqual([
    ["service.bodies.user", 0, 0],
    ["service.bodies.group", 0, 0],
    ["put.user.bodies", 0, 0],
    ["put.group.bodies", 0, 1],
  ]);
  expect(all.map(({ title }) => title.endsWith("by a PUT"))).toEqual([false, false, true, true]);
  expect(all.map(({ requirements }) => requirements[0])).toEqual([
    "RFC7644-3.3-STORED",
    "RFC7644-3.3-STORED",
    "RFC7644-3.5.1-RW-REPLACED",
    "RFC7644-3.5.1-RW-REPLACED",
  ]);
});

describe("which bodies are sent", () => {
  test("the least alone first, then all at once, the least again, a quarter at the edges, and what is drawn", async () => {
    const { sent, created } = await run(9);
    expect(sent).toHaveLength(1 + 9);
    expect(sent[0]).toEqual({});
    expect(Object.keys(sent[1] ?? {})).toEqual(["title", "nickName", "active"]);
    expect(sent[2]).toEqual({});
    // Three of nine at most are at an edge; all attributes are in each.
    for (const edge of sent.slice(3, 5)) expect(Object.keys(edge)).toEqual(["title", "nickName", "active"]);
    expect(created).toHaveLength(10);
    // What is drawn has some of them, and some not.
    expect(sent.slice(6).filter((body) => Object.keys(body).length < 3).length).toBeGreaterThan(1);
  });

  test("of one body alone the least is not sent again", async () => {
    expect((await run(1)).sent).toHaveLength(2);
    const two = await run(2);
    expect(Object.keys(two.sent[1] ?? {})).toEqual(["title", "nickName", "active"]);
    expect(two.sent).toHaveLength(3);
  });

  test("of many some are without each attribute, and some with", async () => {
    const { sent, failed } = await run(40);
    expect(failed).toEqual([]);
    for (const name of ["title", "nickName", "active"]) {
      const having = sent.filter((body) => name in body).length;
      expect([having > 8, having < 38]).toEqual([true, true]);
    }
    // No two resources share a name.
    expect(new Set(sent.map((body) => JSON.stringify(body))).size).toBeGreaterThan(20);
  });

  test("values of the profile, where it has some", async () => {
    const { profile } = await rfcContract();
    const attributes = { ...profile.attributes, title: "of the profile" };
    const { context } = await fakeWorld({ method: "POST", type: "User" });
    const attribute_: typeof context.attribute = (path, by) =>
      path === "title" ? "of the profile" : context.attribute(path, by);
    const { sent } = await run(8, {
      contract: { profile: { ...profile, attributes } },
      more: { attribute: attribute_ },
    });
    const titles = new Set(sent.flatMap(({ title }) => (title === undefined ? [] : [title])));
    expect([...titles]).toEqual(["of the profile"]);
  });

  test("each resource by a name of its own", async () => {
    const names: unknown[] = [];
    await run(6, {
      before: (request) => {
        const body = posted(request);
        if (body !== undefined) names.push(body["userName"]);
        return undefined;
      },
    });
    expect(new Set(names).size).toBe(7);
  });

  test("members that are there, of a Group alone", async () => {
    const asked: number[] = [];
    const someUsers = async (count: number): Promise<readonly string[]> => {
      asked.push(count);
      return await Promise.resolve([]);
    };
    const world = await fakeWorld({ method: "POST", type: "Group", effort: { runs: 3 }, more: { someUsers } });
    await generatedBodies("POST", "Group").run(world.context);
    expect(asked).toEqual([4]);
    expect(
      world.created.some(({ body }) => isObject(body) && "members" in body && JSON.stringify(body["members"]) !== "[]"),
    ).toBe(false);
    await run(2, { more: { someUsers } });
    expect(asked).toEqual([4]);
  });
});

describe("what fails is left out of the bodies that come after", () => {
  const loses = (...names: readonly string[]): Partial<FakeWorldOptions> => ({
    after: (request, answer, service) => {
      const published = publishes(FEW)(request, answer, service);
      if (request.method !== "GET" || !request.path.startsWith("/Users/") || !isObject(published.body))
        return published;
      const body = Object.fromEntries(Object.entries(published.body).filter(([name]) => !names.includes(name)));
      return { ...published, body };
    },
  });

  test("so that others behind it are found", async () => {
    const { failed } = await run(30, loses("title", "nickName"));
    expect(failed.toSorted()).toEqual([
      "RFC7644-3.3-STORED body nickName RFC7644-3.12-SUCCESS-MEANS-DONE",
      "RFC7644-3.3-STORED body title RFC7644-3.12-SUCCESS-MEANS-DONE",
    ]);
  });

  test("in the smallest body that shows it, which is one attribute beside the name", async () => {
    const { judged } = await run(12, loses("title"));
    const histories = judged.flatMap((one) => (one.outcome === "failed" ? [one.counterexample?.history] : []));
    expect(histories).toMatchObject([{ method: "POST", type: "User", body: { title: expect.any(String) as string } }]);
    const bodies = histories.map((history) => (history as { readonly body: JsonObject }).body);
    expect(bodies.flatMap((body) => Object.keys(body)).filter((name) => name !== "userName")).toEqual(["title"]);
  });
});

describe("a server with rules of its own", () => {
  const refusesWith = (isWrong: (body: JsonObject) => boolean): Partial<FakeWorldOptions> => ({
    before: (request) => {
      const body = posted(request);
      return body !== undefined && isWrong(body) ? refuse(400) : undefined;
    },
  });

  test("an attribute that is not taken is sent no more", async () => {
    const { sent, failed } = await run(
      12,
      refusesWith((body) => "nickName" in body),
    );
    expect(failed).toEqual(["RFC7643-7-SCHEMA-HONEST body nickName"]);
    const last = sent.findLastIndex((body) => "nickName" in body);
    // The least, all at once, and what it took to find out.
    expect(last).toBeLessThan(8);
    expect(sent.length - last).toBeGreaterThan(8);
  });

  test("of an attribute of which not every value is taken, an ordinary one is sent", async () => {
    const { sent, failed } = await run(
      24,
      refusesWith(({ title }) => typeof title === "string" && title.length > 24),
    );
    expect(failed).toEqual([]);
    const odd = sent.findLastIndex(({ title }) => typeof title === "string" && title.length > 24);
    expect(odd).toBeGreaterThan(0);
    expect(sent.slice(odd + 1).filter((body) => "title" in body).length).toBeGreaterThan(3);
  });

  test("why a body is refused is asked so often and no more", async () => {
    // Each is taken alone, so that nothing is learnt that keeps the next body from being refused.
    const { learnt } = await run(
      40,
      refusesWith((body) => "title" in body && "nickName" in body),
    );
    expect(learnt.map(({ id }) => id)).toEqual(Array.from({ length: 8 }, () => "bodies.post.user.together"));
  });

  test("what is usual is sent of a User where the least is refused, told by how that was refused", async () => {
    const { told, sent } = await run(
      3,
      refusesWith((body) => body["emails"] === undefined),
    );
    expect(told["least"]).toBe("is refused with 400");
    expect(Object.keys(sent.at(-1) ?? {})).toEqual(
      expect.arrayContaining(["externalId", "name", "displayName", "emails", "active"]),
    );
  });

  test("there is nothing usual in a Group", async () => {
    const world = await fakeWorld({
      method: "POST",
      type: "Group",
      before: (request) => (posted(request) === undefined ? undefined : refuse(403)),
    });
    await expect(generatedBodies("POST", "Group").run(world.context)).rejects.toMatchObject({
      outcome: "blocked",
      message: "a Group of what the schema requires, and of what is usual, is refused with 403",
    });
    expect(world.learnt).toMatchObject([{ id: "bodies.post.group.least", value: "is refused with 403" }]);
    expect(Object.keys(world.created.at(-1)?.body ?? {})).toEqual(["schemas", "displayName"]);
  });

  test("bodies that all are refused but the least one come to no verdict", async () => {
    const ended = run(1, { ...refusesWith((body) => "title" in body || "active" in body) });
    await expect(ended).rejects.toMatchObject({
      outcome: "inconclusive",
      message: "generated bodies were refused with 400",
    });
  });
});
