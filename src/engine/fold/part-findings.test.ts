import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeFindings } from "../../gate/merge/merge-findings.ts";
import type { Counterexample, Judgement } from "../../result/index.ts";
import { requirementsOf } from "../requirements.ts";
import { cubePlan, failure, SUITE } from "../testing.ts";
import { type FindingParts, findingsOf, partFindings } from "./findings.ts";

const plan = await cubePlan();
const known = requirementsOf(plan.contract);
const partsOf = (failures: readonly Judgement[]): FindingParts => ({
  suite: SUITE,
  contract: plan.contract,
  operation: plan.operation,
  known,
  failures,
  replayOf: (scenario, fingerprint) =>
    fingerprint === undefined ? `scimproof run -t '${scenario}'` : `scimproof run --replay ${fingerprint}`,
});

const SCRIPTS = ["put.group.rename", "put.group.members.one", "put.group.members.empty", "put.group.members.smaller"];
const LANES = ["put.group.histories.few-1", "put.group.histories.few-2", "put.group.histories.many"];
const SHAPES = ["members-one", "edit-add", "edit-put"] as const;

const history = fc.record({ edits: fc.integer({ min: 1, max: 3 }), members: fc.integer({ min: 1, max: 2 }) });
const judgement = fc
  .record({
    scenario: fc.constantFrom(...SCRIPTS, ...LANES),
    requirement: fc.constantFrom("RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7643-2.4-NO-DUP"),
    shape: fc.constantFrom(...SHAPES),
    alsoViolates: fc.subarray(["RFC7644-3.5.1-IDEMPOTENT", "RFC7644-3.1-RESPONSE-STATE"]),
    proof: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    story: history,
  })
  .map(({ proof, story, ...rest }) =>
    failure({
      ...rest,
      // Two exchanges of one scenario are never the same proof told in two ways.
      message: JSON.stringify([rest.shape, proof]),
      exchanges: proof.map((number) => `${rest.scenario}#${number}`),
      ...(LANES.includes(rest.scenario)
        ? {
            counterexample: {
              ...story,
              history: [proof, rest.scenario],
              property: rest.scenario,
            } as unknown as Counterexample,
          }
        : {}),
    }),
  );

test("what the parts of a run found comes to what the whole run found, wherever each scenario ran", () => {
  fc.assert(
    fc.property(
      fc.array(judgement, { maxLength: 25 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }),
      (failures, where) => {
        const all = [...SCRIPTS, ...LANES];
        const parts = [0, 1, 2, 3].map((part) =>
          partFindings(partsOf(failures.filter(({ scenario }) => where[all.indexOf(scenario)] === part))),
        );
        for (const part of parts) {
          const ids = part.findings.map(({ fingerprint }) => fingerprint);
          expect(new Set(ids).size).toBe(ids.length);
          // Nothing is known of a part alone that would not be shown there.
          for (const { fingerprint } of part.singles) expect(ids).toContain(fingerprint);
        }
        const whole = findingsOf(partsOf(failures));
        expect(mergeFindings(parts)).toEqual(whole);
        expect(mergeFindings(parts.toReversed())).toEqual(whole);
      },
    ),
    { numRuns: 200 },
  );
});
