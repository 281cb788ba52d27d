import { describe, expect, test } from "vitest";
import { defineCheck, failed, passed } from "../checks/index.ts";
import { loadVendor } from "../document/index.ts";
import { defineRequirement } from "../result/index.ts";
import { defineScenario } from "../scenarios/index.ts";
import { extendSuite, withOwn } from "./own.ts";
import { planSuite } from "./plan.ts";
import { defineSuite } from "./suite.ts";

const requirement = defineRequirement({
  id: "ACME-1",
  level: "DOCUMENT",
  text: "It is so.",
  source: { kind: "prose", page: "The page", place: "first line" },
  tested: { by: ["acme.so"] },
});
const check = defineCheck({
  id: "acme.so",
  title: "It is so",
  requirements: ["ACME-1"],
  scope: "declared",
  judge: ({ exchange }) =>
    exchange.response?.status === 200
      ? [passed("ACME-1", "so")]
      : [failed("ACME-1", "so", { expected: ["200"], actual: "", message: "It is not so." })],
});
const scenario = defineScenario({
  id: "acme.put.so",
  title: "It stays so",
  depth: "smoke",
  requirements: ["ACME-1"],
  users: 0,
  groups: 1,
  run: () => Promise.resolve(),
});
const suite = defineSuite({ vendor: "cube", resourceType: "Group", method: "PUT" });

describe("a suite's own", () => {
  test("requirements are the contract's, its scenarios in the plan, and it may be said twice", async () => {
    const contract = await loadVendor("cube");
    const own = extendSuite(suite, { checks: [check], scenarios: [scenario], requirements: [requirement] });
    const run = withOwn(withOwn({ suite: own, contract }));
    expect(run.contract.requirements.filter(({ id }) => id === "ACME-1")).toEqual([requirement]);
    const { scenarios } = planSuite(run.contract, own, "smoke");
    expect(scenarios.at(-1)).toBe(scenario);
    expect(contract.requirements).not.toContain(requirement);
    expect(withOwn({ suite, contract }).contract).toBe(contract);
    const again = withOwn({ suite: extendSuite(own, { requirements: [requirement] }), contract });
    expect(again.contract.requirements.filter(({ id }) => id === "ACME-1")).toEqual([requirement]);
  });

  test.each([
    ["a check about nothing that there is", { checks: [check] }, "speaks about ACME-1"],
    ["a check about nothing", { checks: [{ ...check, requirements: [] }] }, "speaks about nothing"],
    ["a check twice", { checks: [check, check], requirements: [requirement] }, "another acme.so"],
    ["a scenario twice", { scenarios: [scenario, scenario], requirements: [requirement] }, "another acme.put.so"],
    [
      "a scenario under an id of the suite's area",
      { scenarios: [{ ...scenario, id: "put.group.rename" }], requirements: [requirement] },
      "another put.group.rename",
    ],
    [
      "two requirements under one id",
      { requirements: [requirement, { ...requirement, text: "It is otherwise." }] },
      "another ACME-1",
    ],
    ["a requirement of the RFCs", { requirements: [{ ...requirement, id: "RFC7643-4.2-MEMBER-REF" }] }, "another RFC"],
  ])("%s is refused", async (_, own, says) => {
    const contract = await loadVendor("cube");
    expect(() => withOwn({ suite: extendSuite(suite, own), contract })).toThrow(says);
  });
});
