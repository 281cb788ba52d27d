import { expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { judgeAdvance, offTheMinute } from "./advance.ts";
import type { ScenarioJudgement } from "./context.ts";

const at = (text: string) => ({ text, epochMs: Date.parse(text) });

async function judged(lastModified: string): Promise<readonly string[]> {
  const said: ScenarioJudgement[] = [];
  const answer = {
    response: { status: 200, body: JSON.stringify({ meta: { lastModified } }) },
  } as unknown as Exchange;
  await judgeAdvance(
    { wait: () => Promise.resolve(), learn: () => {}, judge: (judgement) => said.push(judgement) },
    {
      before: at("2026-01-01T00:00:01.500Z"),
      after: at("2026-01-01T00:00:01.700Z"),
      deed: "PUT changed the Group",
      answer,
      again: () => Promise.reject(new Error("not asked: the time advanced at once")),
    },
  );
  return said.filter(({ invariant }) => invariant === "lastModified").map(({ outcome }) => outcome);
}

test.each([
  ["as the read after it", "2026-01-01T00:00:01.700Z", ["passed"]],
  ["in whole seconds", "2026-01-01T00:00:01Z", []],
  ["in whole seconds, in another second", "2026-01-01T00:00:02Z", ["passed"]],
  ["from before the write", "2026-01-01T00:00:01.500Z", ["failed"]],
  ["from long before the write", "2026-01-01T00:00:00.900Z", ["failed"]],
])("an answer with the time %s", async (_, lastModified, outcomes) => {
  expect(await judged(lastModified)).toEqual(outcomes);
});

const onTheMinute = at("2026-01-01T00:01:00Z");

test("a time on the minute that moved is no whole minute", async () => {
  const said: ScenarioJudgement[] = [];
  const context = { wait: () => Promise.resolve(), learn: () => {}, judge: (one: ScenarioJudgement) => said.push(one) };
  const rest = { deed: "PUT changed the Group", answer: {} as Exchange, again: () => Promise.resolve(0) };
  await judgeAdvance(context, { ...rest, before: onTheMinute, after: at("2026-01-01T00:01:02Z") });
  expect(said.map(({ outcome }) => outcome)).toEqual(["passed"]);
  const same = judgeAdvance(context, { ...rest, before: onTheMinute, after: onTheMinute });
  await expect(same).rejects.toThrow("whole minutes");
});

test("what was modified on the minute is modified again, and nothing else is", async () => {
  const context = { wait: () => Promise.resolve() };
  const again = () => Promise.resolve(at("2026-01-01T00:01:01Z"));
  const time = (one: ReturnType<typeof at>) => one;
  expect((await offTheMinute(context, onTheMinute, time, again)).text).toBe("2026-01-01T00:01:01Z");
  const seconds = at("2026-01-01T00:01:03Z");
  expect(await offTheMinute(context, seconds, time, again)).toBe(seconds);
});
