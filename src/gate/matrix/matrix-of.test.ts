import { expect, test } from "vitest";
import { SAMPLE_RESULT } from "../../report/fixtures/sample-result.ts";
import type { MatrixPlace, MatrixTarget, Verdict } from "../../result/index.ts";
import { matrixOf, matrixTarget, missingTarget, worstExitCode } from "./matrix-of.ts";

const PLACE: MatrixPlace = { name: "a", vendor: "v", environment: "e" };
const target = (verdict: Verdict, exitCode: number): MatrixTarget =>
  matrixTarget(PLACE, { ...SAMPLE_RESULT, verdict }, exitCode, {});

test("one exit code for several: the worst, findings before a set-up that was wrong, that before what could not be tested", () => {
  const order = [130, 143, 4, 1, 2, 3, 0];
  for (const [index, code] of order.entries()) {
    expect(worstExitCode(order.slice(index).toReversed())).toBe(code);
    expect(worstExitCode([0, code])).toBe(code);
  }
  expect(worstExitCode([])).toBe(3);
});

test("nothing is better than its worst target, and one without a result was not tested", () => {
  const right = target("conformant", 0);
  expect(matrixOf("1", [right, right])).toMatchObject({ verdict: "conformant", exitCode: 0 });
  expect(matrixOf("1", [right, target("nonconformant", 1)])).toMatchObject({ verdict: "nonconformant", exitCode: 1 });
  const gap = missingTarget(PLACE, 2, "no variable");
  expect(matrixOf("1", [right, gap])).toMatchObject({
    verdict: "inconclusive",
    exitCode: 2,
    sentence: expect.stringContaining(
      "2 targets: 1 conformant, 0 nonconformant, 0 inconclusive, 1 without a result.",
    ) as unknown,
  });
  expect(matrixOf("1", [])).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
});

test("a run of which a report could not be written is told by its exit code, whatever its verdict", () => {
  expect(matrixOf("1", [target("conformant", 4)])).toMatchObject({ verdict: "conformant", exitCode: 4 });
});
