import { describe, expect, test } from "vitest";
import { loadVendor, type Operation } from "../../document/index.ts";
import { refuse } from "../../scenarios/service/testing/fake-service.ts";
import { type FakeWorld, type FakeWorldOptions, failedIn, fakeWorld, rfcContract } from "../testing/fake-context.ts";
import { isWrite } from "../testing/play-history.ts";
import { usersOf } from "../testing/play-user-history.ts";
import type { UserHistory } from "./history.ts";
import { userHistories } from "./user-histories.ts";

type Method = "put" | "patch";

interface Ran extends FakeWorld {
  readonly failed: readonly string[];
  /** The bodies of its edits; what is only tried is not among them. */
  readonly edits: readonly string[];
}

async function run(method: Method, lane: number, options: Partial<FakeWorldOptions> = {}): Promise<Ran> {
  const world = await fakeWorld({
    method: method === "put" ? "PUT" : "PATCH",
    type: "User",
    effort: { runs: 3 },
    ...options,
  });
  await userHistories(method)[lane]?.run(world.context);
  const edits = world.writes.filter(({ options: { title } }) => !title.startsWith("try "));
  return { ...world, failed: failedIn(world.judged), edits: edits.map(({ body }) => JSON.stringify(body)) };
}

test.each(["put", "patch"] as const)("%s: a strict server passes every lane", async (method) => {
  for (const lane of [0, 1]) {
    const { failed, judged, discarded, service } = await run(method, lane, { effort: { runs: 2 } });
    expect(failed).toEqual([]);
    expect(judged.length).toBeGreaterThan(4);
    // All that was made is given back.
    expect(new Set(discarded).size).toBe(usersOf(service).length);
  }
});

test("what is planned: one User a history, at each depth", () => {
  const effort = { seed: 1, depth: "standard", concurrency: 1 } as const;
  const lanes = userHistories("patch");
  expect(lanes.map(({ id, depth }) => [id, depth])).toEqual([
    ["patch.user.histories.common", "smoke"],
    ["patch.user.histories.all", "standard"],
  ]);
  expect(lanes.map(({ makes }) => makes?.(effort))).toEqual([
    { users: 24, groups: 0 },
    { users: 24, groups: 0 },
  ]);
  expect([lanes[0]?.makes?.({ ...effort, runs: 5 }), lanes[0]?.makes?.({ ...effort, depth: "smoke" })]).toEqual([
    { users: 5, groups: 0 },
    { users: 4, groups: 0 },
  ]);
  const requirements = (method: Method): readonly string[] => userHistories(method)[0]?.requirements ?? [];
  expect(requirements("put")).toContain("RFC7644-3.5.1-RW-REPLACED");
  expect(requirements("patch")).toContain("RFC7644-3.5.2-SEQUENTIAL");
  expect(requirements("patch")).not.toContain("RFC7644-3.5.1-RW-REPLACED");
});

test("the first lane is about what nearly every server has, the second about all lists", async () => {
  const common = (await run("patch", 0, { effort: { runs: 14 } })).edits.join("\n").toLowerCase();
  for (const name of ["emails", "phonenumbers", "addresses", "title", "familyname"]) expect(common).toContain(name);
  for (const name of ["roles", "photos", "nickname", "givenname"]) expect(common).not.toContain(name);
  const all = (await run("patch", 1, { effort: { runs: 14 } })).edits.join("\n").toLowerCase();
  for (const name of ["roles", "photos", "nickname", "givenname", "emails"]) expect(all).toContain(name);
});

describe("what there is decides what is sent", () => {
  const URNS = "urn:ietf:params:scim:schemas:core:2.0:User:";
  /** True where an operation has no path, one has a URN before its name, and one has its name in capitals. */
  const forms = async (contract: FakeWorldOptions["contract"] = {}): Promise<readonly boolean[]> => {
    const { edits } = await run("patch", 0, { effort: { runs: 9 }, contract });
    const operations = edits.flatMap((edit) => JSON.parse(edit) as { path?: string }[]);
    return [
      operations.some(({ path }) => path === undefined),
      operations.some(({ path }) => path?.startsWith(URNS) === true),
      operations.some(({ path }) => /^[A-Z]{3}/u.test(path ?? "")),
    ];
  };

  test("paths are written in every way, and never left out where a page demands them", async () => {
    expect(await forms()).toEqual([true, true, true]);
    const { profile } = await rfcContract();
    const always = { ...profile, patch: { ...profile.patch, pathRequired: true } };
    expect(await forms({ profile: always as unknown as typeof profile })).toEqual([false, true, true]);
  });

  test("a page that lists what it refuses gets paths as it has them", async () => {
    const { requirements } = await rfcContract();
    const listed = [...requirements, { id: "X", refines: ["OPENAPI-REFUSAL-NAMED"] }];
    expect(await forms({ requirements: listed as unknown as typeof requirements })).toEqual([false, false, false]);
  });

  test("a document without lists has no such histories", async () => {
    const { operations } = await loadVendor("cube");
    const group = operations.find(({ method, resourceType }) => method === "PUT" && resourceType === "Group");
    const operation = { ...group, resourceType: "User" } as Operation;
    await expect(run("put", 0, { more: { operation } })).rejects.toMatchObject({ outcome: "not-applicable" });
  });

  test("no verdict where every edit is left without one", async () => {
    const broken = run("put", 0, { before: (request) => (isWrite(request) ? refuse(429) : undefined) });
    await expect(broken).rejects.toMatchObject({ outcome: "inconclusive" });
  });
});

test.each(["put", "patch"] as const)(
  "%s: of a failure only what led to it is told, as small as it can be",
  async (method) => {
    const { judged } = await run(method, 0, {
      effort: { runs: 6 },
      // Emails are acknowledged, and stay as they were.
      before: (request, service) => {
        if (!isWrite(request) || !JSON.stringify(request.body).toLowerCase().includes("emails")) return undefined;
        return service.strictly({ ...request, method: "GET", body: undefined });
      },
    });
    const found = judged.flatMap((one) => (one.outcome === "failed" ? [one] : []));
    expect(found.length).toBeGreaterThan(0);
    for (const { counterexample } of found) {
      const { edits, users } = (counterexample?.history ?? {}) as UserHistory;
      expect(counterexample?.steps).toHaveLength(edits.length + 1);
      expect(counterexample?.steps.at(-1)?.parted).toBe(true);
      expect([users.length, edits.length, counterexample?.edits]).toEqual([1, 1, 1]);
      expect(counterexample?.reruns.failed).toBeGreaterThan(0);
    }
  },
);

test.each(["put", "patch"] as const)("%s: what comes after the step that failed is left out", async (method) => {
  const { judged } = await run(method, 0, {
    effort: { runs: 6, shrinkRuns: 0 },
    before: (request, service) =>
      isWrite(request) ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
  });
  const found = judged.flatMap((one) => (one.outcome === "failed" ? [one.counterexample] : []));
  expect(found.length).toBeGreaterThan(0);
  for (const one of found) {
    expect(one?.steps).toHaveLength(((one?.history ?? { edits: [] }) as UserHistory).edits.length + 1);
    expect(one?.steps.at(-1)?.parted).toBe(true);
  }
});
