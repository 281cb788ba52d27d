import { expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import type { ScenarioContext } from "./context.ts";
import { type GrowthMeans, growthScenario } from "./growth.ts";

test("a server that is slow at first is not taken for one that is slow with small Groups", async () => {
  let changes = 0;
  const answer = (durationMs: number): Exchange => ({ durationMs, response: { status: 200 } }) as unknown as Exchange;
  const means: GrowthMeans = {
    grow: () => Promise.resolve(answer(1)),
    change: () => {
      changes += 1;
      return Promise.resolve(answer(changes <= 6 ? 900 - 100 * changes : 5));
    },
    expect: () => Promise.resolve(),
  };
  const learnt: Parameters<ScenarioContext["learn"]>[0][] = [];
  const context = {
    users: (count: number) => Promise.resolve(Array.from({ length: count }, (_, at) => `user-${at}`)),
    group: () => Promise.resolve({}),
    learn: (one: (typeof learnt)[number]) => learnt.push(one),
  } as unknown as ScenarioContext;
  await growthScenario({ id: "growth", requirements: [] }, () => Promise.resolve(means), [2, 4]).run(context);
  expect(learnt.map(({ series }) => series)).toEqual([
    [
      { at: 2, value: 5 },
      { at: 4, value: 5 },
    ],
  ]);
});
