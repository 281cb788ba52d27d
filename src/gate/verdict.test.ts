import { describe, expect, test } from "vitest";
import { finding, PUT, scenarioResult } from "../engine/testing.ts";
import { plural, type VerdictParts, verdictOf } from "./verdict.ts";

const OPERATION = { key: PUT, confirmed: true, statuses: [], undeclared: [], requestMediaTypes: [] };
const verdict = (parts: Partial<VerdictParts> = {}): ReturnType<typeof verdictOf> =>
  verdictOf({
    findings: [],
    operations: [OPERATION],
    scenarios: [scenarioResult("passed")],
    ended: "complete",
    preflightFailure: undefined,
    failOn: "error",
    strict: false,
    ...parts,
  });

const warning = finding({ severity: "warning", level: "SHOULD" });
const waived = finding({ waived: { reason: "known", until: "2027-01-01" } });

test("a confirmed write and nothing against it is conformant", () => {
  expect(verdict().verdict).toBe("conformant");
});

test("some scenarios of the service, which is about no operation then, are conformant when one passed", () => {
  expect(verdict({ operations: [] })).toEqual({
    verdict: "conformant",
    reason: "what was selected passed, and nothing was found against it",
  });
});

describe("findings", () => {
  test("an error makes it nonconformant, whatever else is open", () => {
    expect(verdict({ findings: [finding()] })).toEqual({
      verdict: "nonconformant",
      reason: "1 finding that the server must not show",
    });
    const parts = { findings: [finding(), finding()], ended: "aborted", operations: [], preflightFailure: "x" };
    expect(verdict(parts).reason).toBe("2 findings that the server must not show");
    expect(verdict({ findings: [finding()], failOn: "never" }).verdict).toBe("nonconformant");
  });

  test("a warning does so only where it was asked to", () => {
    expect(verdict({ findings: [warning] }).verdict).toBe("conformant");
    expect(verdict({ findings: [warning], failOn: "never" }).verdict).toBe("conformant");
    expect(verdict({ findings: [warning], failOn: "warning" }).verdict).toBe("nonconformant");
  });

  test("notices, waived ones and defects of the document never do", () => {
    const findings = [
      finding({ severity: "notice", level: "MAY" }),
      finding({ severity: "none", level: "CLIENT", party: "client" }),
      finding({ party: "document" }),
      waived,
    ];
    expect(verdict({ findings, failOn: "warning" }).verdict).toBe("conformant");
  });
});

describe("each gap makes it inconclusive, and says which", () => {
  test.each<[string, Partial<VerdictParts>, string]>([
    [
      "the preflight",
      { preflightFailure: "No answer → is it running?", ended: "preflight" },
      "No answer → is it running?",
    ],
    [
      "a token that could not be renewed",
      { scenarios: [{ ...scenarioResult("inconclusive"), reason: "there was no way in: 503" }], operations: [] },
      "before everything was tested, there was no way in: 503",
    ],
    [
      "scenarios of the service of which none applies",
      { operations: [], scenarios: [{ ...scenarioResult("not-applicable"), reason: "no sort" }] },
      "nothing that was selected could be tried: no sort",
    ],
    ["an early end", { ended: "aborted" }, "the run ended before it was done"],
    ["no start", { ended: "not started" }, "the run ended before it was done"],
    [
      "ourselves",
      { scenarios: [scenarioResult("harness-error"), scenarioResult("harness-error")] },
      "2 scenarios failed in the harness itself",
    ],
    [
      "no confirmed write",
      { operations: [OPERATION, { ...OPERATION, confirmed: false }] },
      `no write of ${PUT} was confirmed by an independent observation`,
    ],
    [
      "no confirmed write, since the server does not offer it",
      {
        operations: [{ ...OPERATION, confirmed: false }],
        scenarios: [{ ...scenarioResult("not-applicable"), reason: "no PATCH" }],
      },
      `no write of ${PUT} was confirmed by an independent observation: no PATCH; name the other suites to leave this one out`,
    ],
    [
      "--strict with something blocked",
      { strict: true, scenarios: [scenarioResult("blocked"), scenarioResult("inconclusive")] },
      "2 scenarios blocked or inconclusive, and --strict was given",
    ],
  ])("%s", (_, parts, reason) => {
    expect(verdict(parts)).toEqual({ verdict: "inconclusive", reason });
    expect(verdict({ ...parts, findings: [waived, warning] })).toEqual({ verdict: "inconclusive", reason });
  });

  test("what is blocked is only counted without --strict; what does not apply is no gap", () => {
    expect(verdict({ scenarios: [scenarioResult("blocked"), scenarioResult("inconclusive")] }).verdict).toBe(
      "conformant",
    );
    expect(verdict({ strict: true, scenarios: [scenarioResult("not-applicable")] }).verdict).toBe("conformant");
  });
});

test("words agree with numbers", () => {
  expect([0, 1, 2].map((count) => plural(count, "finding"))).toEqual(["0 findings", "1 finding", "2 findings"]);
});

describe("the replay of a client", () => {
  const replayed = { client: "Okta", operations: [] } as const;

  test("is conformant when all that was selected works", () => {
    expect(verdict(replayed)).toEqual({
      verdict: "conformant",
      reason: "what Okta sends works, as far as it was replayed",
    });
    expect(verdict({ ...replayed, findings: [finding({ party: "client" })] }).reason).toBe(
      "1 finding against what Okta needs",
    );
  });

  test("with a part that could not be tried is inconclusive without --strict, and says which", () => {
    const blocked = { ...scenarioResult("blocked"), reason: "no PATCH" };
    const { verdict: word, reason } = verdict({ ...replayed, scenarios: [scenarioResult("passed"), blocked] });
    expect(word).toBe("inconclusive");
    expect(reason).toContain("1 of 2 things that Okta does could not be tried");
    expect(reason).toContain("no PATCH");
  });

  test("what does not apply is no gap, unless nothing is left", () => {
    const none = { ...scenarioResult("not-applicable"), reason: "nothing of Groups" };
    expect(verdict({ ...replayed, scenarios: [scenarioResult("passed"), none] }).verdict).toBe("conformant");
    expect(verdict({ ...replayed, scenarios: [none] })).toEqual({
      verdict: "inconclusive",
      reason: "nothing that Okta does could be tried: nothing of Groups",
    });
  });
});
