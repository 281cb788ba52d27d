import { describe, expect, test } from "vitest";
import { FAULTS, ODDITIES } from "../src/targets/index.ts";
import { cites, line, runEmbedded } from "./support/run-embedded.ts";

/** Findings that somebody would act on. */
const speaks = ({ severity }: { readonly severity: string }): boolean => severity === "error" || severity === "warning";

describe("a faithful target", () => {
  test("raises nothing, and nothing of the run is left on it", async () => {
    const { result, left } = await runEmbedded({});
    expect(result.findings.filter(speaks).map(line)).toEqual([]);
    expect(result.verdict, result.sentence).toBe("conformant");
    expect(left).toEqual({ users: [], groups: [] });
  });
});

describe("every fault is detected: a finding cites its requirement", () => {
  test.each([...FAULTS])("$id ($requirement, difficulty $difficulty)", async (fault) => {
    const { result } = await runEmbedded({ faults: [fault.id], settings: { timeoutMs: 2000 } });
    const told = result.findings;
    // As severe as its requirement: a MUST as an error, a SHOULD as a warning, a MAY as a notice.
    const severity = result.requirements.find(({ id }) => id === fault.requirement)?.severity;
    expect(
      told.some(
        (finding) =>
          cites(finding, fault.requirement) && (finding.severity === severity || finding.severity === "error"),
      ),
      `${fault.title}\n${told.map(line).join("\n") || "nothing was found"}`,
    ).toBe(true);
  });
});

describe("no oddity raises anything", () => {
  test.each([...ODDITIES])("$id: $title", async (oddity) => {
    const { result } = await runEmbedded({ oddities: [oddity.id] });
    expect(result.findings.filter(speaks).map(line), oddity.legal).toEqual([]);
    expect(result.verdict, result.sentence).not.toBe("nonconformant");
  });
});
