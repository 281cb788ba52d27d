import { expect, test } from "vitest";
import { ODDITIES } from "../../src/targets/index.ts";
import { repeatCommand, soakJobs } from "./jobs.ts";

const CUBE = ODDITIES.filter(({ dialects }) => dialects.includes("cube"));

test("the faithful target comes with each seed, every oddity once in five", () => {
  const jobs = soakJobs({ seeds: 5, from: 11, dialect: "cube" });
  expect(jobs.filter(({ kind }) => kind === "faithful").map(({ seed }) => seed)).toEqual([11, 12, 13, 14, 15]);
  expect(
    jobs
      .filter(({ kind }) => kind === "oddity")
      .map(({ id }) => id)
      .sort(),
  ).toEqual(CUBE.map(({ id }) => id).sort());
});

test("the command of a run makes that run and no other", () => {
  const [oddity] = CUBE;
  const jobs = soakJobs({ seeds: 1, from: 42, dialect: "cube", only: oddity?.id ?? "" });
  expect(jobs.map(({ id, seed }) => [id, seed])).toEqual([[oddity?.id, 42]]);
  expect(jobs.map(repeatCommand)).toEqual([
    `npm run soak -- --dialect cube --only ${oddity?.id ?? ""} --from 42 --seeds 1`,
  ]);
  expect(soakJobs({ seeds: 1, from: 1, only: "no-such" })).toEqual([]);
});
