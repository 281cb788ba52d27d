import { describe, expect, test } from "vitest";
import { type FakeRequest, refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld } from "../testing/fake-context.ts";
import { generatedBodies } from "./bodies.ts";

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
}

async function run(
  method: "POST" | "PUT",
  type: "User" | "Group",
  options: Partial<FakeWorldOptions> = {},
): Promise<Ran> {
  const world = await fakeWorld({ method, type, ...options });
  await generatedBodies(method, type).run(world.context);
  return { ...world, failed: failedIn(world.judged) };
}

const sent = ({ method, body }: FakeRequest): JsonObject | undefined =>
  method === "POST" || method === "PUT" ? (JSON.parse(body ?? "{}") as JsonObject) : undefined;

/** Refuses every body of which this is true. */
const refuses = (isWrong: (body: JsonObject) => boolean): Partial<FakeWorldOptions> => ({
  before: (request) => {
    const body = sent(request);
    return body !== undefined && isWrong(body) ? refuse(400) : undefined;
  },
});

const learntOf = ({ learnt }: Pick<FakeWorld, "learnt">): Readonly<Record<string, unknown>> =>
  Object.fromEntries(learnt.map(({ id, value }) => [id, value]));

describe.each([
  ["POST", "User"],
  ["PUT", "User"],
  ["POST", "Group"],
  ["PUT", "Group"],
] as const)("%s of a %s", (method, type) => {
  const rule = method === "POST" ? "RFC7644-3.3-STORED" : "RFC7644-3.5.1-RW-REPLACED";

  test("passes on a server that keeps what it is sent", async () => {
    const { failed, judged, learnt, discarded } = await run(method, type);
    expect(failed).toEqual([]);
    expect(new Set(judged.map(({ requirement }) => requirement))).toEqual(new Set([rule]));
    expect(learnt).toEqual([]);
    // What is required alone, and four bodies.
    expect(discarded).toHaveLength(5);
  });

  test("fails on one that keeps nothing of it", async () => {
    const { failed } = await run(method, type, {
      after: (request, answer) =>
        request.method === "GET" && /^\/(?:Users|Groups)\//u.test(request.path) && isObject(answer.body)
          ? { ...answer, body: { id: answer.body["id"], userName: answer.body["userName"] } }
          : answer,
    });
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]).toContain(`${rule} body `);
  });
});

test("one attribute that is lost is told alone, in the smallest body that has it", async () => {
  const { judged, failed } = await run("POST", "User", {
    after: (request, answer) =>
      request.method === "GET" && request.path.startsWith("/Users/") && isObject(answer.body)
        ? { ...answer, body: { ...answer.body, nickName: undefined } }
        : answer,
  });
  expect(failed).toEqual(["RFC7644-3.3-STORED body nickName RFC7644-3.12-SUCCESS-MEANS-DONE"]);
  const [failure] = judged.flatMap((one) => (one.outcome === "failed" ? [one] : []));
  const { body } = (failure?.counterexample?.history ?? { body: {} }) as { readonly body: JsonObject };
  expect(Object.keys(body).filter((name) => name !== "userName")).toEqual(["nickName"]);
});

describe("a body that is refused", () => {
  test("for one attribute: that is told, once, and bodies are made without it", async () => {
    const { failed, judged, ...world } = await run("POST", "User", {
      ...refuses((body) => body["nickName"] !== undefined),
      effort: { runs: 8 },
    });
    expect(failed).toEqual(["RFC7643-7-SCHEMA-HONEST body nickName"]);
    expect(learntOf(world)["bodies.post.user.nickName"]).toContain("as is an ordinary value");
    expect(
      judged.some(({ outcome, requirement }) => outcome === "passed" && requirement === "RFC7644-3.3-STORED"),
    ).toBe(true);
  });

  test("for two attributes: both are found", async () => {
    const { failed } = await run("POST", "User", {
      ...refuses((body) => body["nickName"] !== undefined || body["title"] !== undefined),
    });
    expect(failed.toSorted()).toEqual(["RFC7643-7-SCHEMA-HONEST body nickName", "RFC7643-7-SCHEMA-HONEST body title"]);
  });

  test("for an unusual value: ordinary ones are sent from then on, and it is no fault", async () => {
    const { failed, ...world } = await run("POST", "User", {
      ...refuses(({ title }) => typeof title === "string" && !/^[\w .,'-]{1,40}$/u.test(title)),
      effort: { runs: 60 },
    });
    expect(failed).toEqual([]);
    expect(learntOf(world)["bodies.post.user.title"]).toContain("an ordinary value is taken");
  });

  test("for attributes that are taken each alone: it is told, and breaks nothing", async () => {
    const { failed, ...world } = await run("POST", "User", {
      ...refuses((body) => body["nickName"] !== undefined && body["title"] !== undefined),
      effort: { runs: 20 },
    });
    expect(failed).toEqual([]);
    expect(learntOf(world)["bodies.post.user.together"]).toBe("is refused with 400");
  });

  test("for lacking what is usual: that is told, and sent from then on", async () => {
    const { failed, service, ...world } = await run(
      "POST",
      "User",
      refuses((body) => body["emails"] === undefined),
    );
    expect(failed).toEqual([]);
    expect(learntOf(world)["bodies.post.user.least"]).toBe("is refused with 400");
    expect([...service.resources.values()].every(({ value }) => value["emails"] !== undefined)).toBe(true);
  });

  test("whatever is in it: no verdict", async () => {
    await expect(
      run(
        "POST",
        "User",
        refuses(() => true),
      ),
    ).rejects.toMatchObject({
      outcome: "blocked",
      message: "a User of what the schema requires, and of what is usual, is refused with 400",
    });
  });
});

describe("no verdict", () => {
  test("where the document declares no such operation", async () => {
    await expect(run("POST", "User", { contract: { operations: [] }, method: "POST" })).rejects.toMatchObject({
      outcome: "not-applicable",
      message: "the document declares no POST of a User",
    });
  });

  test("where the server publishes no schema", async () => {
    const noSchemas: Partial<FakeWorldOptions> = {
      before: (request) => (request.path === "/Schemas" ? refuse(404) : undefined),
    };
    await expect(run("POST", "User", noSchemas)).rejects.toMatchObject({
      outcome: "not-applicable",
      message: "the server does not describe a User in /Schemas",
    });
  });
});

test("what is planned: a User or a Group for each body, and a few Users to be members", () => {
  const effort = { seed: 1, depth: "standard", concurrency: 1 } as const;
  const made = (type: "User" | "Group", runs?: number): unknown =>
    generatedBodies("PUT", type).makes?.({ ...effort, ...(runs === undefined ? {} : { runs }) });
  expect(made("User")).toEqual({ users: 20, groups: 0 });
  expect(made("User", 3)).toEqual({ users: 3, groups: 0 });
  expect(made("Group")).toEqual({ users: 4, groups: 20 });
});
