import { expect, test } from "vitest";
import { areaOf, areasOf } from "./areas.ts";
import { SAMPLE_RESULT } from "./fixtures/sample-result.ts";

test("a section belongs to the most particular area", () => {
  const of = (rfc: number, section: string) => areaOf({ kind: "rfc", rfc, section });
  expect([
    of(7644, "3.5.2.2"),
    of(7644, "3.4.2.1"),
    of(7644, "3.4.1"),
    of(7644, "3.13"),
    of(7643, "4.2"),
    of(9110, "9"),
  ]).toEqual(["Changing (PATCH)", "Lists and filters", "Reading", "Versions of the protocol", "Groups", "HTTP"]);
});

test("every finding is in one area, the worst area first", () => {
  const areas = areasOf(SAMPLE_RESULT);
  const sum = (name: "error" | "warning" | "notice" | "waived") => areas.reduce((total, area) => total + area[name], 0);
  const { error, warning, notice, waived } = SAMPLE_RESULT.summary.findings;
  expect([sum("error"), sum("warning"), sum("notice"), sum("waived")]).toEqual([error, warning, notice, waived]);
  expect(areas[0]?.error).toBeGreaterThan(0);
});
