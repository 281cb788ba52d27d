import { expect, test } from "vitest";
import { contractFrom, loadVendor, sourceFrom } from "../document/index.ts";
import { HarnessError } from "../result/index.ts";
import { DEPTHS, type Depth } from "../scenarios/index.ts";
import { planSuite, type SuitePlan, suitesOf } from "./plan.ts";
import type { Selection } from "./select.ts";
import { defineSuite } from "./suite.ts";

const contract = await loadVendor("cube");
const suite = defineSuite({ vendor: "cube", resourceType: "Group", method: "PUT" });
const plan = (depth: Depth, selection?: Selection): SuitePlan => planSuite(contract, suite, depth, selection);
const ids = ({ scenarios }: SuitePlan): readonly string[] => scenarios.map(({ id }) => id);

test("a suite is named by its parts", () => {
  expect(suite.id).toBe("cube.groups.put");
  expect(suitesOf(contract)).toEqual([suite]);
});

test("is pure: the same contract gives the same plan, and the contract is left as it was", async () => {
  expect(ids(planSuite(await loadVendor("cube"), suite, "thorough"))).toEqual(ids(plan("thorough")));
  expect(Object.isFrozen(contract)).toBe(true);
});

test("each depth includes the ones before it, and whatever is left out is listed with a reason", () => {
  const all = ids(plan("thorough"));
  expect(new Set(all).size).toBe(all.length);
  for (const [index, depth] of DEPTHS.entries()) {
    const { scenarios, leftOut } = plan(depth);
    expect(scenarios.length).toBeGreaterThan(0);
    expect(scenarios.every((scenario) => DEPTHS.indexOf(scenario.depth) <= index)).toBe(true);
    expect(leftOut.every(({ scenario, reason }) => reason === `belongs to --depth ${scenario.depth}`)).toBe(true);
    expect([...ids(plan(depth)), ...leftOut.map(({ scenario }) => scenario.id)].sort()).toEqual([...all].sort());
  }
});

test("a selection keeps the order and lists what it leaves out", () => {
  const { scenarios, leftOut } = plan("thorough", { grep: /credentials|rename/u });
  expect(scenarios.map(({ id }) => id)).toEqual(
    ids(plan("thorough")).filter((id) => scenarios.some((scenario) => scenario.id === id)),
  );
  expect(new Set(leftOut.map(({ reason }) => reason))).toEqual(new Set(["not selected"]));
  expect(scenarios.length + leftOut.length).toBe(ids(plan("thorough")).length);
});

test("shards of a plan make up the whole", () => {
  const parts = [1, 2, 3].flatMap((index) => ids(plan("standard", { shard: { index, count: 3 } })));
  expect(parts.sort()).toEqual([...ids(plan("standard"))].sort());
});

test("an operation that the document does not declare cannot be planned, and what it declares is told", () => {
  const users = defineSuite({ vendor: "cube", resourceType: "User", method: "PATCH" });
  const refusal = expect.objectContaining({
    code: "SELECTION_EMPTY",
    message: "openapi.yaml declares no PATCH of a single User",
    remedy: "it declares PUT /scim/v2/Groups/{id}",
  }) as HarnessError;
  expect(() => planSuite(contract, users, "standard")).toThrow(refusal);
});

test("a collection is no single resource", () => {
  const response = { description: "done", content: { "application/json": { schema: {} } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Example", version: "1" },
    paths: { "/scim/v2/Groups": { put: { responses: { 200: response } } } },
  };
  const source = sourceFrom(JSON.stringify(document), "test.json", "DOCUMENT_INVALID");
  const other = contractFrom(source, undefined, undefined);
  expect(suitesOf(other)).toEqual([]);
  expect(() => planSuite(other, suite, "standard")).toThrow(HarnessError);
});
