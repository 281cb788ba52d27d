import { expect, test } from "vitest";
import { contractOf } from "../bench/embedded.ts";
import { DEFAULT_SETTINGS, openSuite, planSuite, suitesOf } from "../src/engine/index.ts";
import type { Capability, Judgement } from "../src/result/index.ts";
import type { Scenario } from "../src/scenarios/index.ts";
import { patchGrowth, putGrowth } from "../src/scenarios/index.ts";
import { type DialectName, startTarget } from "../src/targets/index.ts";

/** Runs one scenario alone: what it came to, what was learnt and what was found. */
async function runOne(dialect: DialectName, scenario: Scenario, faults: readonly string[] = []) {
  const [target, contract] = [await startTarget({ dialect, faults }), await contractOf(dialect)];
  try {
    const [suite] = suitesOf(contract);
    if (suite === undefined) throw new Error("there is no suite");
    const credentials = [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }] as const;
    const at = { baseUrl: target.url, kind: "embedded", credentials, headers: {}, insecure: false } as const;
    const [learnt, failed]: [Capability[], Judgement[]] = [[], []];
    const opened = openSuite(
      { suite, contract, target: at },
      planSuite(contract, suite, "smoke"),
      DEFAULT_SETTINGS,
      {},
      (event) => {
        if (event.type === "capability") learnt.push(event.capability);
        if (event.type === "judgement" && event.judgement.outcome === "failed") failed.push(event.judgement);
      },
    );
    await opened.begin();
    const { outcome } = await opened.run(scenario);
    await opened.end("complete");
    return { outcome, growth: learnt.find(({ id }) => id === "group.growth"), failed, left: target.snapshot() };
  } finally {
    await target.close();
  }
}

test.each([
  ["cube", putGrowth([2, 5, 30])],
  ["strongdm", patchGrowth([2, 5, 30])],
] as const)(
  "%s: the time for a change of one member is told for each size, in words and as numbers",
  async (dialect, scenario) => {
    const { outcome, growth, failed, left } = await runOne(dialect, scenario);
    expect({ outcome, failed }).toEqual({ outcome: "passed", failed: [] });
    expect(growth?.series?.map(({ at }) => at)).toEqual([2, 5, 30]);
    expect(growth?.series?.every(({ value }) => value > 0)).toBe(true);
    expect(growth?.value).toMatch(
      /^2 members: .+, 5 members: .+, 30 members: .+ ms; 15 times the members take .+ times as long$/u,
    );
    expect(left).toEqual({ users: [], groups: [] });
  },
);

test("a change that is lost only in a large Group is found on the way", async () => {
  const { outcome, failed } = await runOne("strongdm", patchGrowth([2, 60]), ["patch-remove-beyond-fifty-ignored"]);
  expect(outcome).toBe("failed");
  expect(failed.map(({ requirement }) => requirement)).toContain("RFC7644-3.5.2.1-MULTI-APPEND");
});
