import { describe, expect, test } from "vitest";
import { recordedWith, selectionOf } from "../detected-by.ts";
import { onlyScenario } from "../embedded.ts";
import { jobsOf, provedOn } from "./jobs.ts";
import type { Job, Measurement } from "./measurement.ts";
import { markdownOf, textOf } from "./show.ts";
import { missedLines, summarize } from "./summary.ts";

const FAULTS = [
  { id: "easy", requirement: "R-1", category: "membership", difficulty: 1 },
  { id: "hard", requirement: "R-2", category: "names", difficulty: 5 },
] as const;

function run(job: Partial<Job>, parts: Partial<Measurement> = {}): Measurement {
  return {
    job: {
      dialect: "cube",
      kind: "fault",
      id: "easy",
      seed: 1,
      depth: "standard",
      record: false,
      whole: false,
      ...job,
    },
    verdict: "nonconformant",
    detected: true,
    alarms: [],
    requests: 10,
    seconds: 2,
    ...parts,
  };
}

/** Runs of one fault, seeds 1 to 5, detected by the first so many. */
const seeds = (id: string, detected: number): readonly Measurement[] =>
  [1, 2, 3, 4, 5].map((seed) => run({ id, seed }, { detected: seed <= detected }));

const faithful = run({ kind: "faithful", id: "" }, { detected: false, verdict: "conformant" });

describe("a summary of one seed", () => {
  const summary = summarize(
    [run({}, { firstDetection: 7 }), run({ id: "hard" }, { detected: false }), faithful],
    FAULTS,
  );

  test("counts what was planted, detected and missed, and adds up", () => {
    const [byDialect] = summary.tables;
    expect(byDialect?.head.slice(0, 5)).toEqual(["dialect", "planted", "detected", "missed", "share"]);
    expect(byDialect?.rows.at(-1)).toEqual(["all", "2", "1", "1", "50.0 %", "7", "7", "20", "4"]);
  });

  test("names what was missed, with its requirement and difficulty", () => {
    expect(missedLines(summary)).toEqual(["cube hard (R-2, difficulty 5)"]);
    expect(textOf(summary)).toContain("cube hard (R-2, difficulty 5)");
  });

  test("says which goals are met", () => {
    expect(summary.goals.map(({ met }) => met)).toEqual([true, false, true]);
    expect(markdownOf(summary, "npm run bench:faults", "2026-11-01")).toContain("- **Not met**: at least 95 %");
  });
});

describe("a summary of several seeds", () => {
  test("tells every seed from 4 of 5, some and none", () => {
    const summary = summarize([...seeds("easy", 4), ...seeds("hard", 0)], FAULTS);
    const [byDialect] = summary.tables;
    expect(byDialect?.head.slice(1, 6)).toEqual(["planted", "every seed", "≥ 4 of 5", "some", "none"]);
    expect(byDialect?.rows.at(-1)?.slice(1, 6)).toEqual(["2", "0", "1", "0", "1"]);
    expect(missedLines(summary)).toEqual([
      "cube hard (R-2, difficulty 5): detected by 0 of 5 seeds",
      "cube easy (R-1, difficulty 1): detected by 4 of 5 seeds",
    ]);
    expect(summary.goals[0]?.met).toBe(false);
  });

  test("3 of 5 is some", () => {
    expect(summarize(seeds("easy", 3), FAULTS).tables[0]?.rows[0]?.slice(2, 6)).toEqual(["0", "0", "1", "0"]);
  });
});

test("a false alarm is named, and the goal is not met", () => {
  const summary = summarize([run({ kind: "oddity", id: "odd" }, { alarms: ["error R-1"] })], FAULTS);
  expect(summary.alarms).toEqual([{ where: "cube odd, seed 1", alarm: "error R-1" }]);
  expect(summary.goals[2]).toMatchObject({ met: false });
});

test("a bench that failed is no run without a false alarm", () => {
  const summary = summarize([{ ...faithful, error: "it broke" }], FAULTS);
  expect(summary.goals[2]).toMatchObject({ met: false });
  expect(summary.errors).toHaveLength(1);
});

test("counterexamples are told by their median and their worst", () => {
  const sizes = [1, 2, 9].map((steps, index) =>
    run({ seed: index + 1 }, { counterexample: { steps, members: steps + 1 } }),
  );
  expect(summarize(sizes, FAULTS).tables.at(-1)?.rows).toEqual([
    ["steps", "2", "9"],
    ["members", "3", "10"],
  ]);
});

describe("the runs of a bench", () => {
  test("are each dialect faithful, with every fault and every oddity, for each seed", () => {
    const jobs = jobsOf({ seeds: 2, dialect: "cube", depth: "standard", record: false, whole: false, once: false });
    expect(jobs.filter(({ kind }) => kind === "faithful").map(({ seed }) => seed)).toEqual([1, 2]);
    expect(new Set(jobs.map(({ dialect }) => dialect))).toEqual(new Set(["cube"]));
  });

  test("are faults alone where faults are chosen", () => {
    const jobs = jobsOf({
      seeds: 1,
      fault: /^put-members-merged$/u,
      depth: "standard",
      record: false,
      whole: false,
      once: false,
    });
    expect(jobs.length).toBeGreaterThan(0);
    expect(new Set(jobs.map(({ kind, id }) => `${kind} ${id}`))).toEqual(new Set(["fault put-members-merged"]));
  });
});

test("a record is made of each fault where the tests prove it, and of nothing else", () => {
  const jobs = jobsOf({ seeds: 1, depth: "standard", record: true, whole: false, once: false });
  expect(jobs.filter(({ kind }) => kind !== "fault")).toEqual([]);
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
  expect(provedOn(["maia", "cube"])).toBe("cube");
});

test("a record takes what is new, takes out what nothing detects any more, and leaves the rest", () => {
  const before = { cube: { gone: "s.1", kept: "s.2", moved: "s.3" } };
  const measured = [
    { dialect: "cube", fault: "gone", scenario: undefined },
    { dialect: "cube", fault: "moved", scenario: "s.4" },
    { dialect: "maia", fault: "new", scenario: "s.5" },
  ];
  expect(recordedWith(before, measured)).toEqual({ cube: { kept: "s.2", moved: "s.4" }, maia: { new: "s.5" } });
  expect(before.cube.gone).toBe("s.1");
});

test("what no scenario detects alone is met by all of them", () => {
  expect(selectionOf("*")).toEqual({});
  expect(selectionOf("put.group.members").grep?.source).toContain("put");
});

test("a scenario is selected by its whole id", () => {
  const text = (id: string): string => `${id} A title`;
  expect(onlyScenario("put.group.members").test(text("put.group.members"))).toBe(true);
  expect(onlyScenario("put.group.members").test(text("put.group.members.smaller"))).toBe(false);
  expect(onlyScenario("put.group.members").test(text("putXgroup.members"))).toBe(false);
});
