import { expect, onTestFinished, test } from "vitest";
import { contractOf } from "../bench/embedded.ts";
import { defineCheck, failed, passed } from "../src/checks/index.ts";
import { DEFAULT_SETTINGS, extendSuite, type Own, run, type Suite, suitesOf } from "../src/engine/index.ts";
import { exitCodeOf } from "../src/gate/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { defineScenario } from "../src/scenarios/index.ts";
import { startTarget } from "../src/targets/index.ts";

const RENAME = "put.group.rename";
const selection = { grep: /put\.group\.rename|acme/u };

/** Runs Cube's suite of Groups with something of one's own; tells also what is left on the server. */
async function ranWith(own: Own): Promise<{ readonly result: RunResult; readonly left: unknown }> {
  const target = await startTarget({ dialect: "cube" });
  onTestFinished(() => target.close());
  const contract = await contractOf("cube");
  const suite = extendSuite(suitesOf(contract)[0] as Suite, own);
  const credentials = [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }] as const;
  const config = { baseUrl: target.url, kind: "embedded", credentials, headers: {}, insecure: false } as const;
  const settings = { ...DEFAULT_SETTINGS, depth: "smoke", selection, seed: 7 } as const;
  const result = await run([{ suite, contract, target: config }], settings);
  return { result, left: target.snapshot() };
}

const outcomeIn = ({ suites }: RunResult, scenario: string): unknown =>
  suites[0]?.scenarios.find(({ id }) => id === scenario);

test.each(["failed", "passed"] as const)(
  "a check that says %s of a requirement that there is not is a mistake of the harness, and no verdict",
  async (outcome) => {
    const about = { expected: ["a word of its own"], actual: "", message: "It has none." };
    const check = defineCheck({
      id: "acme.typo",
      title: "It is so",
      requirements: ["RFC7643-4.2-MEMBER-REF"],
      scope: "declared",
      judge: ({ exchange }) =>
        exchange.request.method === "PUT"
          ? [outcome === "failed" ? failed("TYPO", "so", about) : passed("TYPO", "so")]
          : [],
    });
    const { result, left } = await ranWith({ checks: [check] });
    expect(outcomeIn(result, RENAME)).toMatchObject({
      outcome: "harness-error",
      reason: expect.stringContaining("acme.typo has judged TYPO, which is no requirement") as unknown,
    });
    expect(result.verdict).toBe("inconclusive");
    expect(exitCodeOf(result)).not.toBe(0);
    expect(left).toEqual({ users: [], groups: [] });
  },
);

test("so is a scenario that does", async () => {
  const scenario = defineScenario({
    id: "acme.put.typo",
    title: "It stays so",
    depth: "smoke",
    requirements: ["RFC7643-4.2-MEMBER-REF"],
    users: 0,
    groups: 0,
    run: (context) => {
      context.judge({ requirement: "TYPO", invariant: "so", shape: "none", outcome: "passed" });
      return Promise.resolve();
    },
  });
  const { result } = await ranWith({ scenarios: [scenario] });
  expect(outcomeIn(result, "acme.put.typo")).toMatchObject({ outcome: "harness-error" });
  expect(outcomeIn(result, RENAME)).toMatchObject({ outcome: "passed" });
  expect(exitCodeOf(result)).not.toBe(0);
});
