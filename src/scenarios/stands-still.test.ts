import { expect, test } from "vitest";
import type { Observation, ScenarioJudgement } from "./context.ts";
import { judgeStandsStill } from "./stands-still.ts";

/** What is said of reads that show these times, one after the other, the last one for ever. */
async function judged(...times: readonly string[]): Promise<readonly string[]> {
  const said: ScenarioJudgement[] = [];
  let reads = 0;
  const { text } = await judgeStandsStill(
    {
      wait: () => Promise.resolve(),
      judge: (judgement) => said.push(judgement),
      read: () => {
        const time = times[Math.min(reads, times.length - 1)] ?? "";
        reads += 1;
        return Promise.resolve({
          kind: "present",
          resource: { meta: { lastModified: `2026-01-01T00:00:${time}Z` } },
        } as unknown as Observation);
      },
    },
    "1",
  );
  return [...said.map(({ outcome }) => outcome), text.slice(17, -1)];
}

test.each([
  ["stands", ["01.1", "01.1"], ["passed", "01.1"]],
  ["is the same written otherwise", ["01.1", "01.100"], ["passed", "01.100"]],
  ["stands on the minute: it may show whole minutes", ["00", "00"], ["00"]],
  ["moves once: what was asked before was finished", ["01.1", "01.2", "01.2"], ["01.2"]],
  ["is another one at each of two nodes", ["01.1", "01.3", "01.1"], ["01.1"]],
  ["is the time of the answer", ["01.1", "01.2", "01.3"], ["failed", "01.3"]],
  ["is the time of the answer, in whole seconds", ["01", "02", "03"], ["failed", "03"]],
])("a time that %s", async (_, times, said) => {
  expect(await judged(...times)).toEqual(said);
});
