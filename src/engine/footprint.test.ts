import { describe, expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { footprintOf } from "./footprint.ts";
import { DEFAULT_SETTINGS } from "./options.ts";
import { planSuite } from "./plan.ts";
import { defineSuite } from "./suite.ts";

const groups = defineSuite({ vendor: "cube", resourceType: "Group", method: "PUT" });
const cube = await loadVendor("cube");

describe("what a suite will make, told from its plan", () => {
  test("grows with the depth and with --runs", () => {
    const at = (depth: "smoke" | "standard" | "thorough", runs?: number) =>
      footprintOf(planSuite(cube, groups, depth), {
        ...DEFAULT_SETTINGS,
        depth,
        ...(runs === undefined ? {} : { runs }),
      });
    expect(at("smoke").users).toBeLessThan(at("standard").users);
    expect(at("smoke").groups).toBeLessThan(at("standard").groups);
    expect(at("standard").groups).toBeLessThan(at("thorough").groups);
    expect(at("standard", 1).groups).toBeLessThan(at("standard").groups);
  });

  test("one scenario needs its own Group, its users and the preflight's Group", () => {
    const plan = planSuite(cube, groups, "smoke", { grep: /put\.group\.members\.smaller/u });
    const [scenario] = plan.scenarios;
    expect(footprintOf(plan, DEFAULT_SETTINGS)).toEqual({ users: scenario?.users, groups: 2 });
  });

  test("named Groups take the place of made ones, named users of as many", () => {
    const plan = planSuite(cube, groups, "smoke", { grep: /put\.group\.members\.smaller/u });
    const fixtures = { groups: ["g"], users: ["a", "b"] };
    const without = footprintOf(plan, DEFAULT_SETTINGS);
    expect(footprintOf(plan, { ...DEFAULT_SETTINGS, fixtures })).toEqual({ users: without.users - 2, groups: 0 });
  });

  test("an operation on Users gives each scenario a User of its own", async () => {
    const maia = await loadVendor("maia");
    const plan = planSuite(maia, defineSuite({ vendor: "maia", resourceType: "User", method: "PUT" }), "smoke");
    expect(footprintOf(plan, DEFAULT_SETTINGS).users).toBeGreaterThanOrEqual(plan.scenarios.length);
  });
});
