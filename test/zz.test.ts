import { expect, test } from "vitest";
import { line, speaks } from "../bench/embedded.ts";
import { runPatchUsers } from "./support/patch-users.ts";
test("x", async () => {
  const t = Date.now();
  const { result } = await runPatchUsers({}, { concurrency: 1, seed: 1, timeoutMs: 2000, selection: { grepInvert: /histories/u } as any });
  console.log(Date.now() - t, result.sentence, result.summary.requests);
  for (const f of result.findings) console.log((speaks(f) ? "LOUD " : "quiet ") + f.requirement + " " + f.message + " " + f.actual + " exp " + f.expected.join("/") + " " + f.scenarios.join(","));
  for (const s of result.suites[0]!.scenarios) if (s.outcome !== "passed") console.log("  ", s.id, s.outcome, s.reason);
  for (const s of result.suites[0]!.capabilities) console.log("   cap", s.id, s.value);
  expect(1).toBe(1);
});
