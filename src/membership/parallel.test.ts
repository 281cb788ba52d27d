import { describe, expect, test } from "vitest";
import type { Counterexample } from "../result/index.ts";
import { type FakeRequest, type FakeService, refuse } from "../scenarios/service/testing/fake-service.ts";
import { isObject } from "../scim/index.ts";
import { type ParallelHistory, parallelEdits } from "./parallel.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld } from "./testing/fake-context.ts";
import { groupsOf, isWrite, membersOf } from "./testing/play-history.ts";

const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
}

async function run(options: Partial<FakeWorldOptions> = {}): Promise<Ran> {
  const world = await fakeWorld({ method: "PATCH", ...options });
  await parallelEdits.run(world.context);
  return { ...world, failed: failedIn(world.judged) };
}

const replayed = (history: Omit<ParallelHistory, "kind">): Partial<FakeWorldOptions> => ({
  effort: { replay: { history: { kind: "parallel", ...history } } as unknown as Counterexample },
});

/** Does something in place of those requests of a round that it is asked for, the first of which is 1. */
function perRound(
  answer: (
    request: FakeRequest,
    service: FakeService,
    at: number,
  ) => ReturnType<NonNullable<FakeWorldOptions["before"]>>,
): Pick<FakeWorldOptions, "before"> {
  let at = 0;
  return {
    before: (request, service) => {
      if (request.method === "GET") at = 0;
      if (!isWrite(request)) return undefined;
      at += 1;
      return answer(request, service, at);
    },
  };
}

const drops = (wanted: (request: FakeRequest, at: number) => boolean): Pick<FakeWorldOptions, "before"> =>
  perRound((request, service, at) =>
    wanted(request, at) ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
  );

const counterexampleOf = ({ judged }: FakeWorld): Counterexample | undefined =>
  judged.flatMap((one) => (one.outcome === "failed" ? [one.counterexample] : []))[0];

describe("a server that keeps what it acknowledges", () => {
  test("passes, each round on a Group of its own", async () => {
    const { failed, judged, confirmed, discarded, writes } = await run();
    expect(failed).toEqual([]);
    expect(judged.filter(({ requirement }) => requirement === KEPT)).toHaveLength(1);
    expect(confirmed).toHaveLength(7);
    // Each round: no failure of the server, nobody twice; and once that nothing was lost.
    expect(judged.map(({ requirement }) => requirement).toSorted()).toEqual(
      [...Array.from({ length: 7 }, () => ["RFC7644-3.12-NO-5XX", "RFC7643-2.4-NO-DUP"]).flat(), KEPT].toSorted(),
    );
    expect(new Set(discarded).size).toBe(7);
    expect(writes.filter(({ options }) => options.title.includes("rename"))).toHaveLength(1);
    expect(writes.every(({ options }) => options.apart === true && options.intent.kind === "open")).toBe(true);
  });

  test("as many rounds of each form as were asked for, and as many Groups are planned", async () => {
    const { confirmed, context } = await run({ effort: { runs: 2 } });
    expect(confirmed).toHaveLength(14);
    expect(parallelEdits.makes?.(context.effort)).toEqual({ users: 7, groups: 14 });
    expect(parallelEdits.makes?.({ ...context.effort, depth: "standard", runs: 3 })).toEqual({ users: 7, groups: 21 });
  });

  test("with few users only the forms that they are enough for", async () => {
    const { confirmed, writes } = await run({ more: { someUsers: async () => ["a"] } });
    expect(confirmed).toHaveLength(1);
    expect(writes).toHaveLength(2);
  });

  test("may turn some of them away: what became of those is open", async () => {
    for (const status of [409, 412, 429, 503]) {
      const { failed } = await run(perRound((_, __, at) => (at === 2 ? refuse(status) : undefined)));
      expect([status, failed]).toEqual([status, []]);
    }
  });

  test("may do what it turned away", async () => {
    const { failed } = await run(
      perRound((request, service, at) => {
        if (at !== 2) return undefined;
        service.strictly(request);
        return refuse(503);
      }),
    );
    expect(failed).toEqual([]);
  });

  test("and may refuse a new name", async () => {
    const { failed } = await run(
      perRound((request) => (request.body?.includes("displayName") === true ? refuse(409) : undefined)),
    );
    expect(failed).toEqual([]);
  });
});

describe("a change that is lost", () => {
  test("is told with how often it is lost again", async () => {
    const world = await run(drops((_, at) => at === 2));
    expect(world.failed).toEqual([`${KEPT} members RFC7644-3.12-SUCCESS-MEANS-DONE`]);
    expect(counterexampleOf(world)).toMatchObject({
      history: { start: [], add: ["u1", "u2"], remove: [] },
      story: "Group 1 has nobody → at once: add Ana | add Ben → Ben is not there",
      edits: 2,
      members: 2,
      reruns: { failed: 6, of: 6 },
      steps: [
        { number: 0, words: "begin with nobody in Group 1", parted: false, subjects: [{ expected: [], actual: [] }] },
        { number: 1, parted: true, subjects: [{ expected: ["Ana", "Ben"], actual: ["Ana"] }] },
      ],
    });
    // One round that failed, and six that repeat it.
    expect(world.discarded).toHaveLength(7);
    const failure = world.judged.find(({ requirement }) => requirement === KEPT);
    expect(failure).toMatchObject({
      expected: ["every acknowledged change done: Ana and Ben"],
      actual: "Ana; in 6 of 6 repetitions a change was lost again",
      exchanges: world.context.sent.slice(0, 3).map((id) => ({ id })),
    });
    expect(counterexampleOf(world)).toMatchObject({
      effort: { histories: 1, shrinkRuns: 0 },
      steps: [{ exchanges: world.context.sent.slice(0, 1) }, { exchanges: world.context.sent.slice(1, 3) }],
    });
  });

  test("edits of both kinds are counted, and who was turned away is not told of", async () => {
    const history = { start: ["u1", "u2"], add: ["u3", "u4"], remove: ["u1"] };
    const world = await run({
      ...replayed(history),
      ...perRound((request, service, at) => {
        if (at === 2) return refuse(409);
        return at === 3 ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined;
      }),
    });
    expect(counterexampleOf(world)).toMatchObject({ edits: 3, members: 4 });
    expect(counterexampleOf(world)?.story).toMatch(/ → Ana is still there$/u);
    expect(world.judged.find(({ requirement }) => requirement === KEPT)).toMatchObject({
      expected: ["every acknowledged change done: Ben and Cleo"],
    });
  });

  test("a round that lost something confirms nothing", async () => {
    expect((await run(drops((_, at) => at === 2))).confirmed).toEqual([]);
  });

  test("once is told as once", async () => {
    let lost = false;
    const world = await run({
      before: (request, service) => {
        if (lost || !isWrite(request)) return undefined;
        lost = true;
        return service.strictly({ ...request, method: "GET", body: undefined });
      },
    });
    expect(counterexampleOf(world)?.reruns).toEqual({ failed: 0, of: 6 });
  });

  test.each<[string, Omit<ParallelHistory, "kind">, (request: FakeRequest) => boolean, string]>([
    [
      "a removal",
      { start: ["u1", "u2"], add: ["u3"], remove: ["u1"] },
      ({ body }) => body?.includes('"remove"') === true,
      "Group 1 has Ana and Ben → at once: add Cleo | remove Ana → Ana is still there",
    ],
    [
      "a new name",
      { start: ["u1"], add: ["u2"], remove: [], rename: true },
      ({ body }) => body?.includes("displayName") === true,
      "Group 1 has Ana → at once: rename | add Ben → the new name is lost",
    ],
    [
      "a removal alone",
      { start: ["u1"], add: [], remove: ["u1"] },
      () => true,
      "Group 1 has Ana → at once: remove Ana → Ana is still there",
    ],
  ])("%s", async (_, history, wanted, story) => {
    const world = await run({ ...replayed(history), ...drops(wanted) });
    expect(world.failed).toEqual([`${KEPT} members RFC7644-3.12-SUCCESS-MEANS-DONE`]);
    expect(counterexampleOf(world)?.story).toBe(story);
  });

  test("somebody whom nobody added is one too many", async () => {
    const world = await run({
      ...replayed({ start: ["u1"], add: ["u2"], remove: [] }),
      after: (request, answer, service) => {
        const group = groupsOf(service).at(-1);
        if (isWrite(request) && group !== undefined) {
          group.value = { ...group.value, members: [...membersOf(group), { value: "stranger" }] };
        }
        return answer;
      },
    });
    expect(counterexampleOf(world)?.story).toContain("whom nobody added");
  });

  test("a recorded history is run six times, and no other", async () => {
    const { writes, discarded, failed } = await run(replayed({ start: [], add: ["u1", "u2"], remove: [] }));
    expect([failed, discarded.length, writes.length]).toEqual([[], 6, 12]);
  });
});

describe("what else shows", () => {
  test.each([500, 501, 502])("%i is a failure of the server", async (status) => {
    const { failed, judged } = await run(perRound((_, __, at) => (at === 2 ? refuse(status) : undefined)));
    expect(failed).toContain("RFC7644-3.12-NO-5XX status-5xx-parallel");
    expect(judged.find(({ outcome }) => outcome === "failed")).toMatchObject({
      expected: ["2xx, or 409, 412, 429 or 503"],
      actual: String(status),
    });
  });

  test("somebody who is a member twice", async () => {
    const { failed, judged } = await run({
      ...replayed({ start: [], add: ["u1", "u1"], remove: [] }),
      after: (request, answer) => {
        if (request.method !== "GET" || !isObject(answer.body)) return answer;
        const members = membersOf({ value: answer.body });
        return { ...answer, body: { ...answer.body, members: [...members, ...members] } };
      },
    });
    expect(new Set(failed)).toEqual(new Set(["RFC7643-2.4-NO-DUP members"]));
    expect(judged.find(({ outcome }) => outcome === "failed")).toMatchObject({
      expected: ["each member once"],
      actual: "more than once: Ana",
    });
  });
});

describe("no verdict", () => {
  test.each<[string, Partial<FakeWorldOptions>, string, string]>([
    ["one request at a time", { effort: { concurrency: 1 } }, "not-applicable", "--concurrency 2"],
    ["no users", { more: { someUsers: async () => [] } }, "blocked", "--fixture users"],
    ["nothing acknowledged", { before: (one) => (isWrite(one) ? refuse(409) : undefined) }, "inconclusive", "(409)"],
    ["nothing to read with", { more: { canRead: false } }, "not-applicable", "no way to read"],
    ["a read that fails", { before: (one) => (isWrite(one) ? undefined : refuse(500)) }, "inconclusive", "read back"],
  ])("%s", async (_, options, outcome, words) => {
    const world = await fakeWorld({ method: "PATCH", ...options });
    const ended = parallelEdits.run(world.context);
    await expect(ended).rejects.toMatchObject({ outcome, message: expect.stringContaining(words) as string });
    expect(world.discarded).toHaveLength(world.writes.length === 0 ? 0 : 1);
  });

  test("two requests at once are enough", async () => {
    const { failed } = await run({ effort: { concurrency: 2 } });
    expect(failed).toEqual([]);
  });
});
