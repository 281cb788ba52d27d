import { expect, test } from "vitest";
import { BEHAVIOURS } from "../bench/hostile/catalogue.ts";
import { runInChild } from "../bench/hostile/in-child.ts";
import { problemsOf } from "../bench/hostile/judge.ts";

const rows = BEHAVIOURS.filter(({ heavy, slow }) => heavy === true && slow !== true);

test.each(rows.map((row) => [row.id, row] as const))("%s takes less than 300 MB", async (_, behaviour) => {
  const child = await runInChild(behaviour);
  expect(problemsOf(behaviour, child)).toEqual([]);
  expect(child.peakMb).toBeLessThan(300);
});
