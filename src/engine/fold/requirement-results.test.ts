import { describe, expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import type { Outcome, RequirementResult } from "../../result/index.ts";
import { REQUIREMENTS } from "../../scim/index.ts";
import { planSuite, type SuitePlan, suitesOf } from "../plan.ts";
import { requirementsOf } from "../requirements.ts";
import { cubePlan, finding } from "../testing.ts";
import { emptyTally, type SuiteTally } from "./gather.ts";
import { matchesId, requirementResults } from "./requirement-results.ts";

const plan = await cubePlan();
const NOT_BEGUN = "the run ended before it began";

interface Given {
  readonly passes?: SuiteTally["passes"];
  readonly scenarios?: Readonly<Record<string, { readonly outcome: Outcome; readonly reason?: string }>>;
  readonly findings?: Parameters<typeof requirementResults>[3];
  readonly plan?: SuitePlan;
}

/** How one requirement comes out. */
function result(id: string, given: Given = {}): RequirementResult | undefined {
  const tally = emptyTally(plan.suite.id);
  tally.passes.push(...(given.passes ?? []));
  for (const [scenario, ended] of Object.entries(given.scenarios ?? {})) {
    tally.scenarios.set(scenario, { durationMs: 1, ...ended });
  }
  const known = requirementsOf(plan.contract);
  const results = requirementResults(given.plan ?? plan, known, tally, given.findings ?? [], NOT_BEGUN);
  expect([...known.keys()]).toEqual(expect.arrayContaining(results.map((each) => each.id)));
  return results.find((each) => each.id === id);
}

const pass = (requirement: string, by: string, count = 1): SuiteTally["passes"][number] => ({
  scenario: "put.group.rename",
  by,
  requirement,
  count,
});

describe("a general requirement", () => {
  const ID = "RFC7644-3.5.1-MEMBERS-REPLACED";

  test("passes when it was judged, and only then", () => {
    expect(result(ID, { passes: [pass(ID, "put.group.rename", 3), pass(ID, "put.group.members.one")] })).toMatchObject({
      outcome: "passed",
      coverage: { judged: 4, passed: 4, failed: 0 },
      severity: "error",
      citation: "RFC 7644 §3.5.1",
    });
    expect(result(ID, { passes: [pass("RFC7643-2.4-NO-DUP", "put.group.members.one")] })?.outcome).toBe("not-tested");
  });

  test("fails with a finding, also one that only names it beside another, whatever passed", () => {
    const passes = [pass(ID, "put.group.rename", 5)];
    expect(result(ID, { passes, findings: [finding({ occurrences: 2 })] })).toMatchObject({
      outcome: "failed",
      findings: ["0123456789ab"],
      coverage: { judged: 7, passed: 5, failed: 2 },
    });
    const beside = finding({ requirement: "RFC7643-2.4-NO-DUP", alsoViolates: [ID] });
    expect(result(ID, { passes, findings: [beside] })?.outcome).toBe("failed");
  });

  test("says why it has no verdict: the scenario's reason", () => {
    const scenarios = {
      "put.group.credentials.missing": { outcome: "passed" as const },
      "put.group.members.one": { outcome: "blocked" as const, reason: "give 1 more user" },
    };
    expect(result(ID, { scenarios })).toMatchObject({ outcome: "blocked", reason: "give 1 more user" });
    expect(result("RFC7644-3.12-404", { scenarios })).toMatchObject({
      outcome: "not-tested",
      reason: NOT_BEGUN,
    });
    const all = Object.fromEntries(plan.scenarios.map(({ id }) => [id, { outcome: "passed" as const }]));
    expect(result("RFC7644-3.12-404", { scenarios: all })).toMatchObject({
      outcome: "not-tested",
      reason: "nothing in this run came to it",
    });
  });

  test("says that it was left out", () => {
    const scenarios = plan.scenarios.map((scenario) => ({ scenario, reason: "not selected" }));
    expect(result(ID, { plan: { ...plan, scenarios: [], leftOut: scenarios } })).toMatchObject({
      outcome: "not-tested",
      reason: "not selected",
    });
  });
});

describe("what an RFC asks of whoever sends", () => {
  const ID = "RFC7644-3.5.1-REQUIRED";

  test("is told with the rest, as tested where what the server does without it was seen", async () => {
    const contract = await loadVendor("maia");
    const suite = suitesOf(contract).find(({ area }) => area === "PUT User");
    if (suite === undefined) throw new TypeError("no suite of Users");
    const users = planSuite(contract, suite, "standard");
    expect(result(ID, { plan: users })).toMatchObject({ outcome: "not-tested", reason: NOT_BEGUN });
    expect(result(ID, { plan: users, passes: [pass(ID, "put.user.user-name-absent")] })).toMatchObject({
      outcome: "passed",
      reason: expect.stringContaining("binds no server"),
    });
  });
});

test("the RFC suites together tell every requirement of the RFCs", async () => {
  const contract = await loadVendor("rfc");
  const known = requirementsOf(contract);
  const told = new Set(
    suitesOf(contract).flatMap((suite) => {
      const planned = planSuite(contract, suite, "standard");
      return requirementResults(planned, known, emptyTally(suite.id), [], NOT_BEGUN).map(({ id }) => id);
    }),
  );
  const all = REQUIREMENTS.filter(({ source }) => source.kind === "rfc").map(({ id }) => id);
  expect(all.filter((id) => !told.has(id))).toEqual([]);
});

describe("a requirement that goes by others", () => {
  const SUMMARY = "RFC7643-7-RET-NEVER";
  const OTHER = "RFC7643-4.1.1-PASSWORD-NEVER";

  test("passes where what tests it passed one of those, and says else for whom it is", () => {
    expect(result(SUMMARY, { passes: [pass(OTHER, "resource.never-returned")] })?.outcome).toBe("passed");
    expect(result(SUMMARY, { passes: [pass(OTHER, "put.group.rename")] })?.outcome).toBe("not-tested");
    expect(result("RFC7643-4.2-MEMBER-REF")).toMatchObject({
      gate: "references",
      reason: "nothing in this run came to it, and it is only for servers that show `$ref`",
    });
  });
});

describe("a vendor's sentence", () => {
  test("fails with what it sharpens", () => {
    const findings = [finding({ alsoViolates: ["CUBE-PUT-FULL-MEMBERSHIP"] })];
    expect(result("CUBE-PUT-FULL-MEMBERSHIP", { findings })?.outcome).toBe("failed");
  });

  test("passes with what it sharpens", () => {
    const passes = [pass("RFC7644-3.5.1-MEMBERS-REPLACED", "put.group.only-this-group")];
    expect(result("CUBE-PUT-FULL-MEMBERSHIP", { passes })?.outcome).toBe("passed");
  });

  test("passes where what tests it passed, named whole or by its beginning", () => {
    const passes = [pass("RFC7644-3.8-UTF8", "put.group.name.astral")];
    expect(result("CUBE-DISPLAYNAME-TEXT", { passes })?.outcome).toBe("passed");
    expect(result("CUBE-PUT-EXISTING-ONLY", { passes })?.outcome).toBe("not-tested");
  });

  test("that nothing can test says so", () => {
    expect(result("CUBE-TOKEN-ISSUED")).toMatchObject({
      outcome: "untestable",
      reason: "Issuing a token is done by a person, outside of this interface.",
    });
  });
});

test("an id is meant by itself, or by its beginning with a star", () => {
  expect(matchesId("put.group.rename", "put.group.rename")).toBe(true);
  expect(matchesId("put.group.rename", "put.group.rename.twice")).toBe(false);
  expect(matchesId("put.group.name.*", "put.group.name.long")).toBe(true);
  expect(matchesId("put.group.name.*", "put.group.names")).toBe(false);
  expect(matchesId("put.group.invalid.malformed-*", "put.group.invalid.malformed-text")).toBe(true);
  // Only a star at the end means anything; a dot is a dot.
  expect(matchesId("put.group.*.long", "put.group.name.long")).toBe(false);
  expect(matchesId("put.group.name.*", "putxgroup.name.long")).toBe(false);
});
