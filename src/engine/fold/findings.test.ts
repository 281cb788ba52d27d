import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import { type Counterexample, type Finding, fingerprintOf, type Judgement, SEVERITIES } from "../../result/index.ts";
import { planSuite, suitesOf } from "../plan.ts";
import { requirementsOf } from "../requirements.ts";
import { cubePlan, failure, PUT, SUITE } from "../testing.ts";
import { type FindingParts, findingsOf, sourceIn } from "./findings.ts";

const plan = await cubePlan();
const known = requirementsOf(plan.contract);
const partsOf = (failures: readonly Judgement[]): FindingParts => ({
  suite: SUITE,
  contract: plan.contract,
  operation: plan.operation,
  known,
  failures,
  replayOf: (scenario) => `scimproof run -t '${scenario}'`,
});
const fold = (failures: readonly Judgement[]): readonly Finding[] => findingsOf(partsOf(failures));

/** Judgements as a run with a broken server may make them: many alike, from few scenarios, with proofs of all lengths. */
const judgement = fc
  .record({
    scenario: fc.constantFrom("put.group.rename", "put.group.members.one", "put.group.members.empty"),
    requirement: fc.constantFrom(
      "RFC7644-3.5.1-MEMBERS-REPLACED",
      "RFC7643-2.4-NO-DUP",
      "HELPER-CONFORMS",
      "SECURITY-NO-DISCLOSURE",
    ),
    invariant: fc.constantFrom("members", "displayName"),
    shape: fc.constantFrom("members-one" as const, "members-few" as const),
    message: fc.constantFrom("one thing", "another"),
    actual: fc.constantFrom("a", "b"),
    alsoViolates: fc.subarray(["RFC7644-3.5.1-IDEMPOTENT", "RFC7644-3.1-RESPONSE-STATE"]),
    proof: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
  })
  .map(({ proof, ...rest }) => failure({ ...rest, exchanges: proof.map((number) => `${rest.scenario}#${number}`) }));

test("the order in which scenarios happen to end does not matter", () => {
  const shuffled = fc
    .array(judgement, { maxLength: 30 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(fold(other)).toEqual(fold(list));
    }),
  );
});

test("each failure is in one finding, and each root cause is one finding", () => {
  fc.assert(
    fc.property(fc.array(judgement, { maxLength: 30 }), (list) => {
      const findings = fold(list);
      const causes = new Set(list.map((each) => fingerprintOf(SUITE, each)));
      expect(new Set(findings.map(({ fingerprint }) => fingerprint))).toEqual(causes);
      expect(findings).toHaveLength(causes.size);
      expect(findings.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBe(list.length);
      for (const { fingerprint, scenarios } of findings) {
        const own = list.filter((each) => fingerprintOf(SUITE, each) === fingerprint);
        expect(scenarios).toEqual([...new Set(own.map(({ scenario }) => scenario))].sort());
      }
    }),
  );
});

test("the worst come first", () => {
  fc.assert(
    fc.property(fc.array(judgement, { maxLength: 30 }), (list) => {
      const ranks = fold(list).map(
        ({ severity, occurrences }) => [SEVERITIES.indexOf(severity), -occurrences] as const,
      );
      expect(ranks).toEqual([...ranks].sort((left, right) => left[0] - right[0] || left[1] - right[1]));
    }),
  );
});

describe("the occurrence that is shown", () => {
  test("is the one with the shortest proof, then by scenario, then by the order sent", () => {
    const long = failure({ exchanges: ["a#1", "a#2"], message: "long" });
    const late = failure({
      scenario: "put.group.members.one",
      exchanges: ["put.group.members.one#10"],
      message: "late",
    });
    const early = failure({
      scenario: "put.group.members.one",
      exchanges: ["put.group.members.one#9"],
      message: "early",
    });
    const other = failure({ scenario: "put.group.rename", exchanges: ["put.group.rename#1"], message: "other" });
    const [finding] = fold([long, other, late, early]);
    expect(finding?.message).toBe("early");
    expect(finding?.exchanges).toEqual(["put.group.members.one#9"]);
    expect(finding?.occurrences).toBe(4);
    expect(finding?.replay).toBe("scimproof run -t 'put.group.members.one'");
  });
});

test("a finding says what the requirement says", () => {
  const [finding] = fold([failure({ pointer: "/members" })]);
  expect(finding).toMatchObject({
    requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
    level: "MUST",
    severity: "error",
    party: "server-rfc",
    title: known.get("RFC7644-3.5.1-MEMBERS-REPLACED")?.text,
    citation: "RFC 7644 §3.5.1",
    link: "https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1",
    operation: PUT,
    pointer: "/members",
    waived: null,
  });
});

describe("what is violated with it", () => {
  const also = (parts: Partial<Judgement>): readonly string[] => fold([failure(parts)])[0]?.alsoViolates ?? [];

  test("is the vendor's sentence that sharpens it", () => {
    expect(also({})).toEqual(["CUBE-PUT-FULL-MEMBERSHIP"]);
  });

  test("is what the judgement names, and what sharpens that", () => {
    expect(also({ requirement: "RFC7643-2.4-NO-DUP", alsoViolates: ["RFC7644-3.5.1-RW-REPLACED"] })).toEqual(
      expect.arrayContaining(["RFC7644-3.5.1-RW-REPLACED", "CUBE-PUT-REPLACES-ALL"]),
    );
  });

  test("is of the document's facts only the one at whose place it failed", () => {
    const at = "/components/schemas/Group/properties/members/items/properties/value/type";
    const found = also({ requirement: "OPENAPI-BODY-SCHEMA", invariant: `type ${at}` });
    expect(found).toContain("CUBE-MEMBER-VALUE-IS-ID");
    expect(found).toContain("CUBE-MEMBERS-LIST");
    expect(found).not.toContain("CUBE-DISPLAYNAME-TEXT");
    expect(found).not.toContain("CUBE-META-OBJECT");
    expect(found).not.toContain("CUBE-ERROR-SHAPE");
  });

  test("is the fact around whose place it failed: a whole response", () => {
    const at = "/components/responses/NotFound";
    expect(also({ requirement: "OPENAPI-MEDIA-TYPE-DECLARED", invariant: `content-type ${at}` })).toEqual([
      "CUBE-404-ERROR-BODY",
      "CUBE-JSON-TYPES",
    ]);
    expect(also({ requirement: "OPENAPI-BODY-SCHEMA", invariant: `body-missing ${at}` })).toEqual([
      "CUBE-404-ERROR-BODY",
    ]);
  });

  test("is never the requirement itself", () => {
    expect(also({ alsoViolates: ["RFC7644-3.5.1-MEMBERS-REPLACED"] })).not.toContain("RFC7644-3.5.1-MEMBERS-REPLACED");
  });
});

describe("a general requirement on a document points into the operation's own declaration", () => {
  const at = (id: string): unknown => {
    const requirement = known.get(id);
    return requirement === undefined ? undefined : sourceIn(plan.contract, plan.operation, requirement);
  };

  test.each([
    ["OPENAPI-STATUS-DECLARED", "/paths/~1scim~1v2~1Groups~1{id}/put/responses"],
    ["OPENAPI-REQUEST-TYPE-ACCEPTED", "/paths/~1scim~1v2~1Groups~1{id}/put/requestBody"],
    ["OPENAPI-SECURITY-ENFORCED", "/paths/~1scim~1v2~1Groups~1{id}/put"],
    ["CUBE-DISPLAYNAME-REQUIRED", "/components/schemas/Group/required"],
  ])("%s at %s", (id, pointer) => {
    expect(at(id)).toEqual({ kind: "document", pointer });
  });

  test("an RFC's stays where it is", () => {
    expect(at("RFC7643-4.2-DISPLAYNAME")).toEqual({ kind: "rfc", rfc: 7643, section: "4.2" });
  });
});

describe("a finding in a suite of several operations", () => {
  test("cites the declaration of its own; of a helper's, that of the one under test", async () => {
    const contract = await loadVendor("rfc");
    const service = suitesOf(contract).find(({ area }) => area === "service");
    if (service === undefined) throw new TypeError("no suite of the service");
    const { operation } = planSuite(contract, service, "standard");
    const cited = (key: string): unknown => {
      const failures = [failure({ requirement: "OPENAPI-BODY-SCHEMA", operation: key })];
      return findingsOf({ ...partsOf(failures), contract, operation, known: requirementsOf(contract) })[0]?.citation;
    };
    expect(cited("POST /Groups")).toBe("document /paths/~1Groups/post/responses");
    expect(cited("DELETE /Groups/{id}")).toBe("document /paths/~1Groups~1{id}/delete/responses");
    expect(cited("GET helper")).toBe("document /paths/~1Users~1{id}/put/responses");
  });
});

describe("a history beside scripted scenarios", () => {
  const story = (edits: number): Counterexample => ({
    property: "put.group.histories.few-1",
    history: { edits },
    story: `${edits} edits`,
    steps: [],
    edits,
    members: 1,
    reruns: { failed: 2, of: 2 },
    effort: { histories: 1, shrinkRuns: 1 },
  });
  const scripted = failure({ scenario: "put.group.members.one", exchanges: ["put.group.members.one#1"] });
  const found = (edits: number): Judgement =>
    failure({
      scenario: "put.group.histories.few-1",
      shape: "edit-put",
      exchanges: ["put.group.histories.few-1#9", "put.group.histories.few-1#10"],
      counterexample: story(edits),
    });

  test("of a single edit is the same root cause: one finding, with the history as its proof", () => {
    const [finding, ...others] = fold([scripted, found(1)]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      fingerprint: fingerprintOf(SUITE, scripted),
      shape: scripted.shape,
      counterexample: { edits: 1 },
      exchanges: ["put.group.histories.few-1#9", "put.group.histories.few-1#10"],
      scenarios: ["put.group.histories.few-1", "put.group.members.one"],
      replay: `scimproof run -t 'put.group.histories.few-1'`,
    });
  });

  test("of several edits has a cause that no script met: a finding of its own", () => {
    const findings = fold([scripted, found(2)]);
    expect(findings.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      [fingerprintOf(SUITE, scripted), fingerprintOf(SUITE, found(2))].sort(),
    );
  });

  test("is told by the smallest of those that lanes found", () => {
    expect(fold([found(3), found(2), found(4)])[0]?.counterexample?.edits).toBe(2);
  });
});
