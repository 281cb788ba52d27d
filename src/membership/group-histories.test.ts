import { describe, expect, test } from "vitest";
import { refuse } from "../scenarios/service/testing/fake-service.ts";
import { groupHistories } from "./group-histories.ts";
import type { GroupHistory } from "./history.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld, rfcContract } from "./testing/fake-context.ts";
import { isWrite, membersOf } from "./testing/play-history.ts";

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
}

async function run(method: "put" | "patch", lane: number, options: Partial<FakeWorldOptions> = {}): Promise<Ran> {
  const world = await fakeWorld({ method: method === "put" ? "PUT" : "PATCH", effort: { runs: 6 }, ...options });
  await groupHistories(method)[lane]?.run(world.context);
  return { ...world, failed: failedIn(world.judged) };
}

test.each(["put", "patch"] as const)("%s: a strict server passes every lane", async (method) => {
  for (const lane of [0, 3]) {
    const { failed, judged } = await run(method, lane, { effort: { runs: 2 } });
    expect(failed).toEqual([]);
    expect(judged.length).toBeGreaterThan(5);
  }
});

test.each(["put", "patch"] as const)("%s: of a failure only what led to it is told", async (method) => {
  const { judged } = await run(method, 0, {
    // Nothing is made smaller: what came after the step that failed is left out all the same.
    effort: { runs: 6, shrinkRuns: 0 },
    after: (request, answer, service) => {
      const group = service.resources.get(request.path.split("/")[2] ?? "");
      if (isWrite(request) && group !== undefined) group.value = { ...group.value, members: membersOf(group).slice(1) };
      return answer;
    },
  });
  const found = judged.flatMap((one) => (one.outcome === "failed" ? [one.counterexample] : []));
  expect(found.length).toBeGreaterThan(0);
  for (const one of found) {
    const { edits } = (one?.history ?? { edits: [] }) as GroupHistory;
    expect(one?.steps).toHaveLength(edits.length + 1);
    expect(one?.steps.at(-1)?.parted).toBe(true);
  }
});

describe("what there is decides what is sent", () => {
  test("PATCH beside PUT mixes both, unless the profile says not to", async () => {
    const mixed = await run("patch", 0, { effort: { runs: 12 } });
    const methods = ({ writes }: FakeWorld): ReadonlySet<string> =>
      new Set(writes.map(({ options }) => options.operation?.method ?? "PATCH"));
    expect(methods(mixed)).toEqual(new Set(["PATCH", "PUT"]));
    const { profile, operations } = await rfcContract();
    const off = { ...profile, patch: { ...profile.patch, putOff: "no PUT here" } };
    const alone = await run("patch", 0, {
      contract: { profile: off as unknown as typeof profile },
      effort: { runs: 12 },
    });
    expect(methods(alone)).toEqual(new Set(["PATCH"]));
    const none = await run("patch", 0, {
      contract: { operations: operations.filter(({ method }) => method !== "PUT") },
      effort: { runs: 12 },
    });
    expect(methods(none)).toEqual(new Set(["PATCH"]));
  });

  test("one Group at a time gives no second one", async () => {
    const { service } = await run("put", 0, { more: { canHold: (groups) => groups < 2 }, effort: { runs: 6 } });
    const names = [...service.resources.values()].filter(({ type }) => type === "Group");
    // One for the shapes of entries, and one for each history.
    expect(names).toHaveLength(7);
  });

  test("where nothing can be read, that is told", async () => {
    const { learnt } = await run("put", 0, { more: { canRead: false } });
    expect(learnt.map(({ id }) => id)).toContain("histories.blind");
    const seen = await run("put", 0);
    expect(seen.learnt.map(({ id }) => id)).not.toContain("histories.blind");
  });

  test("a page that lists what it refuses gets no removal but by its own filter", async () => {
    const { requirements } = await rfcContract();
    const listed = [...requirements, { id: "X", refines: ["OPENAPI-REFUSAL-NAMED"] }];
    const bodies = async (contract: FakeWorldOptions["contract"]): Promise<string> => {
      const { writes } = await run("patch", 0, {
        effort: { runs: 16 },
        ...(contract === undefined ? {} : { contract }),
      });
      return JSON.stringify(writes.map(({ body }) => body));
    };
    const narrow = await bodies({ requirements: listed as unknown as typeof requirements });
    expect(narrow).not.toContain('{"op":"remove","path":"members"}');
    expect(narrow).not.toContain(" or value eq ");
    const wide = await bodies(undefined);
    expect(wide).toContain('{"op":"remove","path":"members"}');
    expect(wide).toContain(" or value eq ");
  });

  test.each([
    [0, "give 3 more with"],
    [2, "give 1 more with"],
  ])("%i users are too few", async (count, words) => {
    const ids = Array.from({ length: count }, (_, at) => `user-${at}`);
    await expect(run("put", 0, { more: { someUsers: async () => ids } })).rejects.toMatchObject({
      outcome: "blocked",
      message: expect.stringContaining(words) as string,
    });
  });

  test("no verdict where every edit is left without one", async () => {
    const broken = run("put", 0, { before: (request) => (isWrite(request) ? refuse(429) : undefined) });
    await expect(broken).rejects.toMatchObject({ outcome: "inconclusive" });
  });
});

test("what is planned: two Groups a history, and as many users as a lane has", () => {
  const effort = { seed: 1, depth: "standard", concurrency: 1 } as const;
  const lanes = groupHistories("patch");
  expect(lanes.map(({ depth }) => depth)).toEqual(["smoke", "standard", "standard", "standard"]);
  expect(lanes.map((lane) => lane.makes?.(effort))).toEqual([
    { users: 9, groups: 48 },
    { users: 9, groups: 48 },
    { users: 9, groups: 48 },
    { users: 112, groups: 32 },
  ]);
  expect(lanes[0]?.makes?.({ ...effort, runs: 5 })).toEqual({ users: 9, groups: 10 });
});
