import { expect, test } from "vitest";
import type { RequirementResult } from "../../src/result/index.ts";
import { areaOf, countsOf, rowsOf } from "./areas.ts";

const rfc = (number: number, section: string): Pick<RequirementResult, "source"> => ({
  source: { kind: "rfc", rfc: number, section },
});
const row = (parts: object): RequirementResult =>
  ({ id: "A", text: "", citation: "", severity: "error", outcome: "passed", ...rfc(7644, "3.5.1"), ...parts }) as never;

test("a requirement is counted by its section, and by no section that only begins alike", () => {
  expect(areaOf(rfc(7644, "3.5.2.3"))).toBe("patch");
  expect(areaOf(rfc(7644, "3.5.1"))).toBe("put");
  expect(areaOf(rfc(7644, "3.10"))).toBe("paths");
  expect(areaOf(rfc(7644, "3.12"))).toBe("messages");
  expect(areaOf(rfc(7644, "3.14"))).toBe("versions");
  expect(areaOf(rfc(7643, "4.1.1"))).toBe("resources");
  expect(areaOf({ source: { kind: "document", pointer: "/info" } })).toBe("document");
});

test("a requirement of several suites counts once, and one failure is enough", () => {
  const rows = rowsOf({
    requirements: [
      row({ outcome: "passed" }),
      row({ outcome: "failed" }),
      row({ id: "B", severity: "notice", outcome: "failed" }),
      row({ id: "C", outcome: "blocked" }),
      row({ id: "D", severity: "none" }),
      row({ id: "E", outcome: "untestable" }),
    ],
    findings: [],
  });
  expect(rows.map(({ id, came }) => [id, came])).toEqual([
    ["A", "failed"],
    ["B", "noted"],
    ["C", "not-tested"],
  ]);
  expect(countsOf(rows)["put"]).toEqual({ failed: 1, noted: 1, passed: 0, "not-tested": 1 });
});

test("a finding counts where its requirement is listed as passed, or not at all", () => {
  const finding = { requirement: "A", title: "", citation: "RFC 7644 §3.5.2", severity: "error" };
  const rows = rowsOf({
    requirements: [row({ outcome: "passed" })],
    findings: [
      finding,
      { ...finding, requirement: "F" },
      { ...finding, requirement: "G", severity: "notice" },
    ] as never,
  });
  expect(rows.map(({ id, came, area }) => [id, came, area])).toEqual([
    ["A", "failed", "put"],
    ["F", "failed", "patch"],
    ["G", "noted", "patch"],
  ]);
});
