import { describe, expect, test } from "vitest";
import { finding, PUT, SUITE, scenarioResult } from "../../engine/testing.ts";
import { SAMPLE_RESULT } from "../../report/fixtures/sample-result.ts";
import { OTHER_SHARD, type RunResult, type Shard, type SuiteResult } from "../../result/index.ts";
import { exitCodeOf } from "../exit-code.ts";
import { mergeResults, type NamedResult } from "./merge-results.ts";

const TODAY = "2026-11-26";
const OPERATION = { key: PUT, confirmed: true, statuses: [], undeclared: [], requestMediaTypes: [] };
const PLAN = [{ id: SUITE, scenarios: ["a", "b", "c"] }];

function part(
  index: number,
  ran: readonly string[],
  parts: Partial<RunResult> = {},
  suite: Partial<SuiteResult> = {},
): NamedResult {
  const shard: Shard = { index, count: 3, suites: PLAN, singles: [], scripted: [] };
  const own: SuiteResult = {
    ...(SAMPLE_RESULT.suites[0] as SuiteResult),
    id: SUITE,
    ended: "complete",
    runId: `run${index}`,
    operations: [{ ...OPERATION, confirmed: index === 2, ...(index === 2 ? { observedBy: "GET" } : {}) }],
    preflight: [],
    capabilities: [],
    scenarios: ran.map((id) => scenarioResult("passed", id)),
    ...suite,
  };
  return {
    file: `shards/${index}/results.json`,
    result: {
      ...SAMPLE_RESULT,
      ended: { how: "complete", detail: "" },
      gate: { failOn: "error", strict: false },
      selection: { allSuites: true },
      shard,
      suites: [own],
      findings: [],
      requirements: [],
      exchanges: [],
      notTested:
        PLAN[0]?.scenarios
          .filter((id) => !ran.includes(id))
          .map((id) => ({
            suite: SUITE,
            kind: "scenario",
            id,
            title: id,
            outcome: "not-tested",
            reason: OTHER_SHARD,
          })) ?? [],
      cleanup: { created: index, removed: index, left: [], restored: [] },
      environment: { ...SAMPLE_RESULT.environment, command: `scimproof run cube --shard ${index}/3 --seed 1` },
      ...parts,
    },
  };
}

const THREE = [part(1, ["a"]), part(2, ["b"]), part(3, ["c"])] as const;
const merge = (...inputs: readonly NamedResult[]): RunResult => mergeResults(inputs, TODAY);

describe("the parts of a run", () => {
  test("are one run again, in the order of the plan: confirmed where one of them confirmed it", () => {
    const merged = merge(THREE[2], THREE[0], THREE[1]);
    expect(merged).toEqual(merge(...THREE));
    expect(merged.suites[0]?.scenarios.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(merged.suites[0]?.operations[0]).toMatchObject({ confirmed: true, observedBy: "GET" });
    expect(merged).toMatchObject({ verdict: "conformant", notTested: [], cleanup: { created: 6, removed: 6 } });
    expect(merged.shard).toBeUndefined();
    expect(merged.environment.command).toBe("scimproof run cube --seed 1");
    expect(merged.environment.access).toEqual({ variable: "CUBE_TOKEN" });
    expect(exitCodeOf(merged)).toBe(0);
    // One of them alone has confirmed nothing.
    expect(exitCodeOf(merge(THREE[0]))).toBe(3);
  });

  test("keep what commands need to get in only where all of them needed the same", () => {
    const { access: _, ...without } = SAMPLE_RESULT.environment;
    const others = [{ ...without, access: { variable: "MAIA_TOKEN" } }, without];
    for (const environment of others) {
      expect(merge(THREE[0], THREE[1], part(3, ["c"], { environment })).environment).not.toHaveProperty("access");
    }
  });

  test("without one of them are inconclusive, and it is named", () => {
    const merged = merge(THREE[0], THREE[1]);
    expect(merged).toMatchObject({
      verdict: "inconclusive",
      merged: { missing: [`shard 3/3 is missing, of ${SUITE}`] },
    });
    expect(merged.sentence).toContain("because shard 3/3 is missing");
    expect(merged.notTested).toMatchObject([{ id: "c", reason: "shard 3/3 is missing" }]);
    expect(exitCodeOf(merged)).toBe(3);
    const broken = merge(THREE[0], part(2, ["b"], { findings: [finding({ scenarios: ["b"] })] }));
    expect(exitCodeOf(broken)).toBe(1);
  });

  test("of which one has nothing to do are whole all the same", () => {
    const idle = part(3, [], { suites: [], notTested: [] });
    const plan = { suites: [{ id: SUITE, scenarios: ["a", "b"] }], singles: [], scripted: [] };
    const all = [THREE[0], THREE[1], idle].map(({ file, result }, at) => ({
      file,
      result: { ...result, shard: { index: at + 1, count: 3, ...plan } },
    }));
    expect(merge(...all)).toMatchObject({ verdict: "conformant", merged: { results: 3, missing: [] } });
  });

  test("end as the worst of them: an interrupt before a fault of ours", () => {
    const broken = part(2, ["b"], { ended: { how: "harness-error", detail: "x" } });
    expect(exitCodeOf(merge(THREE[0], broken, THREE[2]))).toBe(4);
    const stopped = part(3, ["c"], { ended: { how: "interrupted", detail: "x", signal: "SIGTERM" } });
    expect(exitCodeOf(merge(THREE[0], broken, stopped))).toBe(143);
  });

  test("that were held against a baseline are held against it together: now a line can be stale", () => {
    const waiver = { fingerprint: "0123456789ab", reason: "r", until: "2027-01-01", suite: SUITE, scenarios: ["a"] };
    const waivers = { file: "w.yaml", on: TODAY, entries: [{ ...waiver, state: "not-judged", message: "" } as const] };
    const [a, b, c] = [part(1, ["a"], { waivers }), part(2, ["b"], { waivers }), part(3, ["c"], { waivers })];
    expect(merge(a, b, c).waivers?.entries).toMatchObject([{ state: "stale" }]);
    expect(exitCodeOf(merge(a, b, c))).toBe(1);
    expect(merge(a, b).waivers?.entries).toMatchObject([{ state: "not-judged" }]);
    const found = part(1, ["a"], { waivers, findings: [finding({ scenarios: ["a"] })] });
    expect(merge(found, b, c)).toMatchObject({ verdict: "conformant", summary: { findings: { error: 0, waived: 1 } } });
  });

  test("count what beside the scenarios was sent on their own", () => {
    const exchange = { ...(SAMPLE_RESULT.exchanges[0] as RunResult["exchanges"][number]), suite: SUITE };
    const sent = ["a#1", "fixtures#1"].map((id) =>
      Object.assign({}, exchange, { id, scenario: id.split("#")[0] ?? id }),
    );
    const found = [finding({ exchanges: ["fixtures#1"], scenarios: ["fixtures"] })];
    const merged = merge(
      part(1, ["a"], { exchanges: sent }),
      part(2, ["b"], { exchanges: sent.slice(1), findings: found }),
      THREE[2],
    );
    expect(merged.exchanges.map(({ id, cited }) => [id, cited])).toEqual([
      ["a#1", false],
      ["fixtures#1", false],
      ["fixtures@2#1", true],
    ]);
    expect(merged.findings[0]?.exchanges).toEqual(["fixtures@2#1"]);
  });
});

test("runs of several vendors stand side by side, whatever the order", () => {
  const of = (id: string): NamedResult => {
    const { shard: _, ...result } = part(2, ["a"], { notTested: [] }, { id }).result;
    return { file: id, result };
  };
  const merged = merge(of("maia.groups.put"), of("cube.groups.put"));
  expect(merged.suites.map(({ id }) => id)).toEqual(["cube.groups.put", "maia.groups.put"]);
  expect(merged).toEqual(merge(of("cube.groups.put"), of("maia.groups.put")));
  expect(merged).toMatchObject({ verdict: "conformant", merged: { results: 2, missing: [] } });
  expect(merge(of("cube.groups.put")).suites).toHaveLength(1);
});

describe("what cannot stand in one result is refused, and both files are named", () => {
  const document = { ...(SAMPLE_RESULT.suites[0] as SuiteResult).document, digest: `sha256:${"0".repeat(64)}` };
  const { shard: __, ...alone } = part(2, ["a"]).result;
  test.each<[string, readonly NamedResult[], RegExp]>([
    ["nothing", [], /no result to join/u],
    ["a part twice", [THREE[0], THREE[1], part(2, ["b"])], /shard 2\/3 was given twice: shards\/2/u],
    [
      "another document",
      [THREE[0], part(2, ["b"], {}, { document })],
      /another document in shards\/1.* and in shards\/2/u,
    ],
    ["another seed", [THREE[0], part(2, ["b"], {}, { seed: 1 })], /another seed/u],
    ["another depth", [THREE[0], part(2, ["b"], {}, { depth: "thorough" })], /another depth/u],
    ["another version", [THREE[0], part(2, ["b"], { tool: { name: "scimproof", version: "9.0.0" } })], /by 9\.0\.0/u],
    ["another gate", [THREE[0], part(2, ["b"], { gate: { failOn: "never", strict: false } })], /another --fail-on/u],
    [
      "a suite twice",
      [
        { file: "x", result: alone },
        { file: "y", result: alone },
      ],
      /x and y are both of/u,
    ],
    ["a part and a whole", [THREE[0], { file: "y", result: alone }], /was run with another selection/u],
  ])("%s", (_, inputs, told) => {
    expect(() => merge(...inputs)).toThrow(told);
    expect(() => merge(...inputs.toReversed())).toThrow(/\w/u);
  });
});
