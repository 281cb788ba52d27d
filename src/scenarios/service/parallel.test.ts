import { describe, expect, test } from "vitest";
import { SERVICE_SCENARIOS } from "./catalogue.ts";
import { roundsOf } from "./parallel.ts";
import { type FakeOptions, refuse } from "./testing/fake-service.ts";
import { runOnFake } from "./testing/run-on-fake.ts";

const IDS = ["service.create.parallel", "service.update.parallel", "service.versions.parallel"];

const effort = (more: object): { readonly effort: never } => ({
  effort: { seed: 1, depth: "standard", concurrency: 8, ...more } as never,
});

/** Fails at some of the POSTs, counted from one. */
function twinsAt(...numbers: readonly number[]): FakeOptions {
  let posts = 0;
  const names = new Map<string, string>();
  return {
    before: ({ method, body = "" }, service) => {
      if (method !== "POST") return undefined;
      posts += 1;
      if (!numbers.includes(posts)) return undefined;
      // The name is given back before it is asked for once more.
      for (const stored of service.resources.values()) names.set(stored.id, String(stored.value["userName"]));
      const { userName } = JSON.parse(body) as { userName: string };
      for (const stored of service.resources.values())
        if (stored.value["userName"] === userName) stored.value = { ...stored.value, userName: "for a moment" };
      return undefined;
    },
    after: (_, one, service) => {
      for (const [id, userName] of names) {
        const stored = service.resources.get(id);
        if (stored !== undefined) stored.value = { ...stored.value, userName };
      }
      names.clear();
      return one;
    },
  };
}

describe("requests that are sent at once", () => {
  test.each(IDS)("%s runs alone, at the end", (id) => {
    expect(SERVICE_SCENARIOS.find((one) => one.id === id)?.last).toBe(true);
  });

  test.each(IDS)("%s needs two at once", async (id) => {
    const { outcome } = await runOnFake(id, {}, effort({ concurrency: 1 }));
    expect(outcome).toBe("not-applicable: needs --concurrency 2 or more");
  });

  test("there are as many rounds as the depth has, or as were asked for", () => {
    expect([
      roundsOf({ depth: "smoke" }),
      roundsOf({ depth: "standard" }),
      roundsOf({ depth: "thorough", runs: 2 }),
    ]).toEqual([1, 3, 2]);
    const create = SERVICE_SCENARIOS.find(({ id }) => id === "service.create.parallel");
    expect(create?.makes?.({ depth: "standard" })).toEqual({ users: 3, groups: 0 });
  });

  test("what shows in the last round alone is found, and how often it comes again is told", async () => {
    // Two POSTs a round: the third round's second one, and the second one of one repetition.
    const { failed, learnt } = await runOnFake("service.create.parallel", twinsAt(6, 10));
    expect(failed).toEqual(["RFC7643-4.1.1-USERNAME parallel"]);
    expect(learnt).toEqual([
      "Two POSTs of the same `userName` at once make two Users; it came again in 1 of 6 repetitions",
    ]);
  });

  test("what would show later than that is not looked for", async () => {
    expect((await runOnFake("service.create.parallel", twinsAt(8))).outcome).toBe("passed");
    expect((await runOnFake("service.create.parallel", twinsAt(8), effort({ runs: 4 }))).outcome).toBe("failed");
  });

  test("503 turns one of several away, another 5xx is a failure", async () => {
    const failing = (status: number): FakeOptions => ({
      before: ({ method, body = "" }) =>
        method === "PATCH" && !body.includes("alone") && body.includes("title") ? refuse(status) : undefined,
    });
    expect((await runOnFake("service.update.parallel", failing(502))).failed).toEqual([
      "RFC7644-3.12-NO-5XX status-5xx-parallel",
      "RFC7644-3.12-NO-5XX status-5xx-parallel",
      "RFC7644-3.12-NO-5XX status-5xx-parallel",
    ]);
    expect((await runOnFake("service.update.parallel", failing(503))).outcome).toBe("passed");
  });
});
