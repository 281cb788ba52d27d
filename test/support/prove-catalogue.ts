import { describe, expect, test } from "vitest";
import { type DialectName, FAULTS, ODDITIES } from "../../src/targets/index.ts";
import { cites, line, runEmbedded } from "./run-embedded.ts";

// Waiting for granularity and time-outs is most of a run's time: the more scenarios wait at once, the better.
const SETTINGS = { timeoutMs: 2000, concurrency: 12 } as const;

/** Faults of the newer dialects that no finding cites yet: what to do next, in public. */
const NOT_YET: ReadonlySet<string> = new Set([]);

/** Faults of what no page declares: `user-histories.test.ts` proves them, with a document that does. */
const ELSEWHERE = /^user-patch-/u;

/** Findings that somebody would act on. */
const speaks = ({ severity }: { readonly severity: string }): boolean => severity === "error" || severity === "warning";

/** Declares the proof of one dialect: its faults are found, its oddities are left alone. */
export function proveCatalogue(dialect: DialectName, others: readonly DialectName[] = []): void {
  // A fault of several dialects is proved on the first of them that has a proof.
  const mine = (record: { readonly dialects: readonly DialectName[] }): boolean =>
    record.dialects.includes(dialect) && !record.dialects.some((name) => others.includes(name));

  describe(`a faithful ${dialect} target`, () => {
    test("raises nothing, and nothing of the run is left on it", async () => {
      const { result, left } = await runEmbedded({ dialect, settings: SETTINGS });
      expect(result.findings.filter(speaks).map(line)).toEqual([]);
      expect(result.verdict, result.sentence).toBe("conformant");
      expect(left).toEqual({ users: [], groups: [] });
    });
  });

  describe("every fault is detected: a finding cites its requirement", () => {
    test.each(FAULTS.filter((fault) => mine(fault) && !NOT_YET.has(fault.id) && !ELSEWHERE.test(fault.id)))(
      "$id ($requirement, difficulty $difficulty)",
      async (fault) => {
        const { result } = await runEmbedded({ dialect, faults: [fault.id], settings: SETTINGS });
        // As severe as its requirement: a MUST as an error, a SHOULD as a warning, a MAY as a notice.
        const severity = result.requirements.find(({ id }) => id === fault.requirement)?.severity;
        expect(
          result.findings.some(
            (finding) =>
              cites(finding, fault.requirement) && (finding.severity === severity || finding.severity === "error"),
          ),
          `${fault.title}\n${result.findings.map(line).join("\n") || "nothing was found"}`,
        ).toBe(true);
      },
    );
  });

  test("what no finding cites yet is a list of faults that exist", () => {
    const known = new Set(FAULTS.map(({ id }) => id));
    expect([...NOT_YET].filter((id) => !known.has(id))).toEqual([]);
  });

  describe("no oddity raises anything", () => {
    test.each(ODDITIES.filter(mine))("$id: $title", async (oddity) => {
      const { result } = await runEmbedded({ dialect, oddities: [oddity.id], settings: SETTINGS });
      expect(result.findings.filter(speaks).map(line), oddity.legal).toEqual([]);
      expect(result.verdict, result.sentence).not.toBe("nonconformant");
    });
  });
}
