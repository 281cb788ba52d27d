import { expect, test } from "vitest";
import { BEHAVIOURS } from "../bench/hostile/catalogue.ts";
import { problemsOf } from "../bench/hostile/judge.ts";
import { runHostile } from "../bench/hostile/run-hostile.ts";

// The large ones run in processes of their own, where their memory can be measured.
const rows = BEHAVIOURS.filter(({ heavy, slow }) => heavy !== true && slow !== true);

test.each(rows.map((row) => [row.id, row] as const))("%s", { concurrent: true }, async (_, behaviour) => {
  expect(problemsOf(behaviour, await runHostile(behaviour))).toEqual([]);
});
