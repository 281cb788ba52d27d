import { describe, expect, test } from "vitest";
import { refuse } from "../../scenarios/service/testing/fake-service.ts";
import { isObject, type JsonObject } from "../../scim/index.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld } from "../testing/fake-context.ts";
import { attribute, posted, publishes } from "../testing/published-schemas.ts";
import { brokenBodies } from "./violations.ts";

const VALUE = "RFC7644-3.12-400-INVALIDVALUE";
const KEYWORD = "RFC7644-3.12-SCIMTYPE-FITS";
const HONEST = "RFC7643-7-SCHEMA-HONEST";

const NAME = attribute("userName", { required: true });

/** What is broken is found again by its externalId. */
const isBroken = ({ externalId }: JsonObject): boolean => externalId !== undefined;

/** Refuses broken bodies, or takes them where it answers undefined. */
const answers = (
  answer: (body: JsonObject) => ReturnType<typeof refuse> | undefined,
): NonNullable<FakeWorldOptions["before"]> => {
  return (request) => {
    const body = posted(request);
    return body !== undefined && isBroken(body) ? answer(body) : undefined;
  };
};

/** Takes whatever is sent, and shows it as told. */
const takes = (shown: (body: JsonObject) => JsonObject = (body) => body): NonNullable<FakeWorldOptions["before"]> => {
  const stored = new Map<string, JsonObject>();
  return (request) => {
    const body = posted(request);
    if (body !== undefined) {
      const id = `made-${stored.size + 1}`;
      stored.set(id, body);
      return { status: 201, headers: {}, body: { ...body, id } };
    }
    const found = stored.get(request.path.split("/")[2] ?? "");
    return found === undefined ? undefined : { status: 200, headers: {}, body: shown(found) };
  };
};

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
  readonly told: Readonly<Record<string, unknown>>;
  /** What was broken, in words, in the order in which it was sent. */
  readonly broken: readonly string[];
}

async function run(
  attributes: readonly JsonObject[],
  options: Partial<FakeWorldOptions> & { readonly extension?: readonly JsonObject[] } = {},
): Promise<Ran> {
  const { extension, ...rest } = options;
  const world = await fakeWorld({
    method: "POST",
    type: "User",
    after: publishes([NAME, ...attributes], extension),
    before: answers(() => refuse(400)),
    ...rest,
  });
  await brokenBodies("User").run(world.context);
  const told = Object.fromEntries(
    world.learnt.map(({ id, value }) => [id.replace("bodies.violations.user.", ""), value]),
  );
  const broken = world.created
    .filter(({ title }) => title.startsWith("make a User: "))
    .map(({ title }) => title.slice("make a User: ".length));
  return { ...world, failed: failedIn(world.judged), told, broken };
}

const failures = ({ judged }: FakeWorld): readonly unknown[] => judged.filter(({ outcome }) => outcome === "failed");

describe("a value that the schema does not suggest", () => {
  const COLOUR = attribute("colour", { canonicalValues: ["red", "blue"] });
  const odd = ({ colour }: JsonObject): boolean => colour === "none-of-these";

  test("is asked for, and what is wrong is provoked", async () => {
    const { created } = await run([COLOUR]);
    const intents = created
      .slice(1)
      .map(({ title, intent }) => [title.includes("none-of-these") || title.includes("suggest"), intent] as const);
    expect(intents.filter(([isOdd]) => isOdd).map(([, intent]) => intent)).toEqual([
      { kind: "open", why: "a value that the schema does not suggest" },
    ]);
    for (const [isOdd, intent] of intents) if (!isOdd) expect(intent).toEqual({ kind: "provoked", cause: "bad-body" });
  });

  test.each<[string, NonNullable<FakeWorldOptions["before"]>, string]>([
    ["refused", answers((body) => refuse(odd(body) ? 403 : 400)), "refused"],
    ["taken", answers((body) => (odd(body) ? undefined : refuse(400))), "taken"],
    ["made another", takes((body) => ({ ...body, colour: "red" })), "taken, and stored as something else"],
    ["dropped", takes((body) => ({ ...body, colour: undefined })), "taken, and stored as something else"],
    ["shown in a list", takes((body) => ({ ...body, colour: ["x", body["colour"]] })), "taken"],
    ["shown within another value", takes((body) => ({ ...body, colour: { x: 1, y: body["colour"] } })), "taken"],
  ])("may be %s, which is told", async (_, before, words) => {
    const { told, judged } = await run([COLOUR], { before });
    expect(told["not-canonical"]).toBe(`${words}: colour`);
    expect(judged.filter(({ invariant }) => invariant.includes("canonical"))).toEqual([]);
  });

  test("has a title of its own", async () => {
    const { learnt, broken } = await run([COLOUR]);
    expect(learnt.map(({ title }) => title)).toEqual([
      "A User with a required attribute that is missing",
      "A User with a value of a wrong type",
      "A User with a value that the schema does not suggest",
    ]);
    expect(broken).toHaveLength(5);
  });
});

describe("a finding tells what was to happen, and what did", () => {
  test("refused with another status, and with another keyword", async () => {
    const status = await run([], { before: answers(() => refuse(422)) });
    expect(failures(status)[0]).toMatchObject({
      requirement: VALUE,
      expected: ["400"],
      actual: "422",
      shape: "body-required",
      exchanges: [{}],
    });
    const keyword = await run([], { before: answers(() => refuse(400, "uniqueness")) });
    expect(failures(keyword).at(-1)).toMatchObject({
      requirement: KEYWORD,
      expected: ["invalidValue", "invalidSyntax", "no scimType"],
      actual: "uniqueness",
      shape: "body-type",
    });
    expect(keyword.judged.find(({ requirement }) => requirement === VALUE)).toMatchObject({ outcome: "passed" });
    // One of the server's own is no word for something else.
    expect((await run([], { before: answers(() => refuse(400, "badBody")) })).failed).toEqual([]);
  });

  test("taken, and shown as it is", async () => {
    const ran = await run([attribute("nickName")], { before: takes() });
    expect(ran.failed).toEqual([
      `${HONEST} body userName.missing`,
      `${HONEST} body userName.null`,
      `${VALUE} stored userName.type-object ${HONEST}`,
      `${VALUE} stored nickName.type-object ${HONEST}`,
    ]);
    const [missing, , type] = failures(ran);
    expect(missing).toMatchObject({
      expected: ["400"],
      actual: "it was made, and shows nothing",
      shape: "body-required",
    });
    expect(type).toMatchObject({
      expected: ["400, or a value that the schema allows"],
      actual: "it was made, and shows wrong “x”",
      shape: "body-type",
      exchanges: [{ id: expect.any(String) as string }, { id: expect.any(String) as string }],
    });
    expect(ran.told).toEqual({ missing: "taken: userName", type: "taken as it is: userName, nickName" });
    // The read waits for nothing: what was sent must not be there.
    expect(ran.looks.slice(1).map(({ held, names }) => [held, names])).toEqual([
      [true, []],
      [true, []],
      [true, []],
      [true, []],
    ]);
    expect(ran.discarded).toHaveLength(5);
  });

  test("null in place of a wrong value is none", async () => {
    const { told, failed } = await run([attribute("nickName")], {
      before: takes((body) => (isObject(body["nickName"]) ? { ...body, nickName: null } : body)),
    });
    expect(told["type"]).toBe("taken as it is: userName; taken, and put right or dropped: nickName");
    expect(failed.some((one) => one.includes("nickName"))).toBe(false);
  });

  test("taken, and not to be seen", async () => {
    const before = takes();
    const { told, failed } = await run([], {
      before: (request, service) =>
        request.method === "GET" && request.path !== "/Users/made-1" && request.path.startsWith("/Users/")
          ? refuse(404)
          : before(request, service),
    });
    expect(failed).toEqual([]);
    expect(told).toEqual({ missing: "taken, and not shown: userName", type: "taken, and not shown: userName" });
  });
});

describe("what became of them is told in a few words", () => {
  const many = (count: number): readonly JsonObject[] => Array.from({ length: count }, (_, at) => attribute(`a${at}`));

  test("up to eight by name, of nine six and how many more", async () => {
    expect((await run(many(7))).told["type"]).toBe("refused: userName, a0, a1, a2, a3, a4, a5, a6");
    expect((await run(many(8))).told["type"]).toBe("refused: userName, a0, a1, a2, a3, a4 and 3 more");
  });

  test("a list of texts once, although two things can be wrong with it", async () => {
    const { told, broken } = await run([attribute("tags", { multiValued: true })]);
    expect(told["type"]).toBe("refused: userName, tags");
    expect(broken.filter((words) => words.includes("tags"))).toHaveLength(2);
  });
});

describe("a rule of the server's own", () => {
  const ENTRIES = attribute("letters", {
    type: "complex",
    multiValued: true,
    subAttributes: [attribute("value"), attribute("kind")],
  });

  test("is asked for once for each attribute, with something ordinary in it", async () => {
    const { failed, told, created } = await run([ENTRIES], {
      before: (request) => {
        const body = posted(request);
        if (body === undefined) return undefined;
        if (body["letters"] !== undefined) return refuse(403);
        return isBroken(body) ? refuse(400) : undefined;
      },
    });
    expect(failed).toEqual([]);
    expect(told["type"]).toContain("refused, as is an ordinary value: letters");
    expect(created.filter(({ title }) => title.startsWith("POST a User "))).toHaveLength(2);
  });

  test("of one attribute says nothing of another by that name in an extension", async () => {
    const { failed } = await run([attribute("badge")], {
      extension: [attribute("badge")],
      before: (request) => {
        const body = posted(request);
        if (body === undefined) return undefined;
        if (body["badge"] !== undefined) return refuse(403);
        return isBroken(body) ? refuse(422) : undefined;
      },
    });
    expect(failed.filter((one) => one.includes("badge"))).toEqual([
      `${VALUE} status urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:badge.type-object`,
    ]);
  });
});

test("a text in place of a member may be the id of one, who is not there; of nothing else", async () => {
  const refuseMembers = async (status: number): Promise<readonly string[]> => {
    const world = await fakeWorld({
      method: "POST",
      type: "Group",
      before: (request) => {
        const body = posted(request);
        if (body === undefined || !isBroken(body)) return undefined;
        return refuse(JSON.stringify(body["members"] ?? "").includes("not an object") ? status : 400);
      },
    });
    await brokenBodies("Group").run(world.context);
    return failedIn(world.judged);
  };
  expect(await refuseMembers(404)).toEqual([]);
  expect(await refuseMembers(422)).toEqual([`${VALUE} status members.type-text`]);
  expect((await run([], { before: answers(() => refuse(404)) })).failed).toHaveLength(3);
});

describe("of more than fifty", () => {
  const texts = (count: number): readonly JsonObject[] => Array.from({ length: count }, (_, at) => attribute(`a${at}`));
  const whole = (subs: number): JsonObject =>
    attribute("whole", {
      type: "complex",
      subAttributes: Array.from({ length: subs }, (_, at) => attribute(`s${at}`)),
    });
  const subsOf = ({ broken }: Ran): readonly string[] =>
    broken.flatMap((words) => /^`whole\.(?<sub>s\d+)`/u.exec(words)?.groups?.["sub"] ?? []);

  test("what is about a whole attribute is all sent, and of the rest as many as there is room for, evenly", async () => {
    // The name's three, forty texts and the whole: six of twenty are left.
    const attributes = [...texts(40), whole(20)];
    const first = await run(attributes, { effort: { seed: 0 } });
    expect(first.broken).toHaveLength(50);
    expect(first.broken.filter((words) => /^`a\d+`/u.test(words))).toHaveLength(40);
    expect(subsOf(first)).toEqual(["s0", "s3", "s6", "s10", "s13", "s16"]);
    expect(subsOf(await run(attributes, { effort: { seed: -25 } }))).toEqual(["s1", "s5", "s8", "s11", "s15", "s18"]);
    const thorough = await run(attributes, { effort: { depth: "thorough" } });
    expect([thorough.broken.length, subsOf(thorough).length]).toEqual([64, 20]);
  });

  test("attributes of an extension are whole ones, and that text is no list is of the rest", async () => {
    const { broken } = await run([attribute("tags", { multiValued: true }), ...texts(40), whole(20)], {
      extension: [attribute("badge"), attribute("desk")],
      effort: { seed: 0 },
    });
    expect(broken).toHaveLength(50);
    expect(broken.filter((words) => words.includes(":badge`") || words.includes(":desk`"))).toHaveLength(2);
    const list = broken.findIndex((words) => words.includes("instead of a list"));
    expect(list === -1 || list >= 45).toBe(true);
  });

  test("no more are sent than fifty, however many attributes there are", async () => {
    expect((await run(texts(60))).broken).toHaveLength(50);
  });

  test("fifty are sent in the order of the schema", async () => {
    const { broken } = await run([whole(6), ...texts(40)]);
    expect(broken).toHaveLength(50);
    expect(broken.at(-1)).toContain("`a39`");
  });
});

test("where the body that is right is not judged, nothing is", async () => {
  const ended = run([], { before: (request) => (posted(request) === undefined ? undefined : refuse(500)) });
  await expect(ended).rejects.toMatchObject({ outcome: "inconclusive", message: "the POST was answered 500" });
});
