import { describe, expect, test } from "vitest";
import { type FakeAnswer, type FakeRequest, refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld, NO_ANSWER } from "../testing/fake-context.ts";
import { brokenBodies } from "./violations.ts";

const VALUE = "RFC7644-3.12-400-INVALIDVALUE";
const KEYWORD = "RFC7644-3.12-SCIMTYPE-FITS";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
}

async function run(type: "User" | "Group", options: Partial<FakeWorldOptions> = {}): Promise<Ran> {
  const world = await fakeWorld({ method: "POST", type, ...options });
  await brokenBodies(type).run(world.context);
  return { ...world, failed: failedIn(world.judged) };
}

const posted = ({ method, body }: FakeRequest): JsonObject | undefined =>
  method === "POST" ? (JSON.parse(body ?? "{}") as JsonObject) : undefined;

/** What is broken is found again by its externalId; a body that is right has none, unless that is what it is about. */
const isBroken = ({ externalId }: JsonObject): boolean => externalId !== undefined;

/** Answers a broken body, and takes one that is right. */
const answers = (
  status: number,
  scimType?: string,
  isMeant: (body: JsonObject) => boolean = () => true,
): Partial<FakeWorldOptions> => ({
  before: (request) => {
    const body = posted(request);
    return body !== undefined && isBroken(body) && isMeant(body) ? refuse(status, scimType) : undefined;
  },
});

const learntOf = ({ learnt }: Pick<FakeWorld, "learnt">): Readonly<Record<string, unknown>> =>
  Object.fromEntries(learnt.map(({ id, value }) => [id, value]));

describe("a server that refuses what is wrong", () => {
  test.each([undefined, "invalidValue", "invalidSyntax"])("with 400 and %s is right", async (scimType) => {
    const { failed, judged, discarded, ...world } = await run("User", answers(400, scimType));
    expect(failed).toEqual([]);
    expect(new Set(judged.map(({ requirement }) => requirement))).toEqual(
      new Set(
        ["RFC7644-3.3-STORED", VALUE, KEYWORD].filter((one) => judged.some(({ requirement }) => requirement === one)),
      ),
    );
    expect(judged.filter(({ requirement }) => requirement === KEYWORD).length).toBeGreaterThan(20);
    // The first one alone was made.
    expect(discarded).toHaveLength(1);
    expect(learntOf(world)["bodies.violations.user.type"]).toMatch(/^refused: .* more$/u);
  });

  test("with another status is wrong", async () => {
    const { failed, judged } = await run("Group", answers(422));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((one) => one.startsWith(`${VALUE} status `))).toBe(true);
    expect(judged.find(({ outcome }) => outcome === "failed")).toMatchObject({ actual: "422", expected: ["400"] });
  });

  test.each<[string, readonly string[], boolean]>([
    ["another status that the document has, and 400 not", ["201", "422"], true],
    ["another status that the document has beside 400", ["422", "400"], false],
    ["another status that the document has beside all of its class", ["422", "4XX"], false],
    ["a status that the document has not", ["403"], false],
  ])("%s", async (_, statuses, isRight) => {
    const { context } = await fakeWorld({ method: "POST", type: "Group" });
    const operations = context.contract.operations.map((one) =>
      Object.assign({}, one, { responses: statuses.map((status) => ({ status, content: [] })) }),
    );
    const { failed } = await run("Group", {
      ...answers(422),
      contract: { operations },
    });
    expect(failed.length === 0).toBe(isRight);
  });

  test("with a keyword for something else is wrong", async () => {
    const { failed } = await run("Group", answers(400, "uniqueness"));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((one) => one.startsWith(`${KEYWORD} scimType `))).toBe(true);
  });
});

describe("a server that takes what is wrong", () => {
  /** Takes anything, and shows it so. */
  const takes = (shown: (body: JsonObject) => JsonObject): Partial<FakeWorldOptions> => {
    const stored = new Map<string, JsonObject>();
    return {
      before: (request) => {
        const body = posted(request);
        const id = request.path.split("/")[2] ?? "";
        if (body !== undefined) {
          const made = `made-${stored.size + 1}`;
          stored.set(made, body);
          return { status: 201, headers: {}, body: { ...body, id: made } };
        }
        const found = stored.get(id);
        return found === undefined ? undefined : { status: 200, headers: {}, body: { ...shown(found), id } };
      },
    };
  };

  test("and shows it breaks its own schema", async () => {
    const { failed, discarded, judged, ...world } = await run(
      "Group",
      takes((body) => body),
    );
    expect(discarded.every((id) => typeof id === "string")).toBe(true);
    expect(failed).toContain(`${HONEST} body displayName.missing`);
    expect(failed.some((one) => one.startsWith(`${VALUE} stored `) && one.endsWith(HONEST))).toBe(true);
    expect(failed.some((one) => one.startsWith(`${HONEST} body `))).toBe(true);
    expect(discarded.length).toBeGreaterThan(2);
    expect(learntOf(world)["bodies.violations.group.type"]).toContain("taken as it is");
    const failure = judged.find(({ outcome }) => outcome === "failed");
    expect(failure).toMatchObject({ exchanges: [expect.any(Object), expect.any(Object)] });
  });

  test("and puts it right is right about types; what is required and missing was made all the same", async () => {
    const { failed, judged, ...world } = await run(
      "Group",
      takes(({ schemas }) => ({ schemas, displayName: "put right" })),
    );
    expect(failed.every((one) => one.startsWith(`${HONEST} body `))).toBe(true);
    expect(judged.some(({ invariant, outcome }) => invariant.startsWith("stored ") && outcome === "passed")).toBe(true);
    expect(learntOf(world)["bodies.violations.group.type"]).toContain("taken, and put right or dropped");
    expect(learntOf(world)["bodies.violations.group.missing"]).toContain("taken: ");
  });

  test("and shows the wrong value within a list or another value stores it", async () => {
    const { failed } = await run(
      "User",
      takes((body) =>
        Object.fromEntries(Object.entries(body).map(([name, value]) => [name, ["else", { within: value, beside: 1 }]])),
      ),
    );
    expect(failed.some((one) => one.startsWith(`${VALUE} stored `))).toBe(true);
  });
});

describe("a server with rules of its own", () => {
  const nickNamed = ({ nickName }: JsonObject): boolean => nickName !== undefined;

  test("which refuses an attribute whatever is in it is not blamed for how it refuses a wrong value", async () => {
    const { failed, ...world } = await run("User", {
      before: (request) => {
        const body = posted(request);
        if (body === undefined) return undefined;
        if (nickNamed(body)) return refuse(403);
        return isBroken(body) ? refuse(400) : undefined;
      },
    });
    expect(failed).toEqual([]);
    expect(learntOf(world)["bodies.violations.user.type"]).toContain("refused, as is an ordinary value: nickName");
  });

  test("which takes an ordinary value is", async () => {
    const { failed } = await run("User", {
      before: (request) => {
        const body = posted(request);
        return body !== undefined && isBroken(body) ? refuse(nickNamed(body) ? 403 : 400) : undefined;
      },
    });
    expect(failed).toEqual([`${VALUE} status nickName.type-object`]);
  });

  test.each<[string, "User" | "Group", string]>([
    ["an entry for a text in place of a list", "User", "emails"],
    ["the formatted name for a text in place of a name", "User", "name"],
  ])("makes %s, and is not blamed", async (_, type, attribute) => {
    const right = (texts: readonly unknown[]): unknown =>
      attribute === "name" ? { formatted: texts[0] } : texts.map((value) => ({ value }));
    const { failed, judged } = await run(type, {
      before: (request, service) => {
        const body = posted(request);
        if (body === undefined || !isBroken(body)) return undefined;
        const texts = [body[attribute]].flat();
        if (texts.some((text) => typeof text !== "string")) return refuse(400);
        const mended = { ...body, [attribute]: right(texts) };
        return service.strictly({ ...request, body: JSON.stringify(mended) });
      },
    });
    expect(failed).toEqual([]);
    expect(judged.some(({ invariant }) => invariant.startsWith(`stored ${attribute}`))).toBe(true);
  });
});

test("a Group is given its name also where the schema does not require it: else it would be refused for that", async () => {
  const names: unknown[] = [];
  const { failed } = await run("Group", {
    before: (request) => {
      const body = posted(request);
      if (body === undefined || !isBroken(body)) return undefined;
      names.push(body["displayName"]);
      return refuse(400);
    },
    // As RFC 7643 section 8.7.1 has it, though section 4.2 requires the name.
    after: (request, one) =>
      request.path === "/Schemas"
        ? (JSON.parse(
            JSON.stringify(one, (_, value: unknown) =>
              isObject(value) && value["name"] === "displayName" ? { ...value, required: false } : value,
            ),
          ) as FakeAnswer)
        : one,
  });
  expect(failed).toEqual([]);
  // But for the one whose name is what is wrong.
  expect(names.filter((name) => typeof name !== "string")).toHaveLength(1);
});

describe("nothing is said of the server", () => {
  test("where it refuses a body that is right, the rest is not tried", async () => {
    const ended = run("User", { before: (request) => (posted(request) === undefined ? undefined : refuse(403)) });
    await expect(ended).rejects.toMatchObject({
      outcome: "blocked",
      message: "a User of what the schema requires is refused with 403",
    });
  });

  test.each([
    ["no answer", NO_ANSWER],
    ["too many requests", refuse(429)],
  ])("%s ends it", async (_, answer) => {
    let bodies = 0;
    const ended = run("User", {
      before: (request) => {
        if (posted(request) === undefined) return undefined;
        bodies += 1;
        return bodies > 1 ? answer : undefined;
      },
    });
    await expect(ended).rejects.toMatchObject({ outcome: "inconclusive" });
  });

  test("a failure of the server is for a check to judge", async () => {
    const { judged } = await run("Group", answers(500));
    expect(judged.filter(({ requirement }) => requirement === VALUE || requirement === HONEST)).toEqual([]);
  });

  test("what cannot be read is not judged", async () => {
    let bodies = 0;
    const { failed } = await run("Group", {
      before: (request) => {
        bodies += posted(request) === undefined ? 0 : 1;
        if (bodies > 1 && posted(request) !== undefined) return { status: 201, headers: {}, body: { id: "made" } };
        return undefined;
      },
    });
    expect(failed).toEqual([]);
  });
});

test("values that the schema does not suggest may be taken, refused or changed", async () => {
  for (const options of [{}, answers(403, "uniqueness", (body) => JSON.stringify(body).includes("canonical"))]) {
    const { failed, ...world } = await run("User", options);
    expect(failed.filter((one) => one.includes("canonical"))).toEqual([]);
    expect(Object.keys(learntOf(world))).toContain("bodies.violations.user.type");
  }
});

test("a standard run sends fifty at most, a thorough one all", async () => {
  const sent = async (depth: "standard" | "thorough", seed: number): Promise<readonly string[]> => {
    const { judged } = await run("User", { ...answers(400), effort: { depth, seed } });
    return judged.filter(({ requirement }) => requirement === VALUE).map(({ invariant }) => invariant);
  };
  const [one, same, other, all] = [
    await sent("standard", 1),
    await sent("standard", 1),
    await sent("standard", 2),
    await sent("thorough", 1),
  ];
  expect(one.length).toBeLessThanOrEqual(50);
  expect(one.length).toBeGreaterThan(40);
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
  expect(all.length).toBeGreaterThan(60);
  expect(new Set(one).size).toBe(one.length);
});

test("another operation's answers say nothing about this one's", async () => {
  const { context } = await fakeWorld({ method: "POST", type: "Group" });
  const operations = context.contract.operations.map((one) =>
    Object.assign({}, one, {
      responses: one.method === "POST" && one.resourceType === "Group" ? [] : [{ status: "422", content: [] }],
    }),
  );
  const { failed } = await run("Group", {
    ...answers(422),
    contract: { operations },
  });
  expect(failed.length).toBeGreaterThan(0);
});

test("a right body is tried first, with what tests usually send of a User; each wrong one is provoked", async () => {
  const user = await run("User", answers(400));
  expect(user.created[0]?.body).toMatchObject({
    name: {},
    displayName: expect.any(String) as string,
    emails: [{}],
    active: true,
  });
  expect(user.created[0]?.intent.kind).toBe("open");
  const kinds = user.created.slice(1).map(({ intent, title }) => [intent.kind, title.includes("suggest")] as const);
  expect(kinds.some(([kind]) => kind === "provoked")).toBe(true);
  const group = await run("Group", answers(400));
  expect(group.created[0]?.body).not.toHaveProperty("active");
});

test("what is planned is the one that is right", () => {
  const effort = { seed: 1, depth: "standard", concurrency: 1 } as const;
  expect([brokenBodies("User"), brokenBodies("Group")].map((one) => one.makes?.(effort))).toEqual([
    { users: 1, groups: 0 },
    { users: 0, groups: 1 },
  ]);
});
