import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Counterexample, HarnessError } from "../result/index.ts";
import { NoVerdict, type ScenarioContext, type ScenarioJudgement } from "../scenarios/index.ts";
import { type Execution, type SearchLimits, type Subject, search } from "./search.ts";

type Failed = Extract<ScenarioJudgement, { readonly outcome: "failed" }>;

const LIMITS: SearchLimits = { runs: 60, shrinkRuns: 80, smallerRuns: 80, rounds: 3, reruns: 2 };

const failure = (requirement: string): Failed => ({
  requirement,
  invariant: "members-lost",
  shape: "edit-remove",
  outcome: "failed",
  expected: ["a"],
  actual: "b",
  message: "It is wrong.",
});

/** A context that only remembers what was judged. */
function world(replay?: Counterexample): { context: ScenarioContext; judged: ScenarioJudgement[] } {
  const judged: ScenarioJudgement[] = [];
  const context: Pick<ScenarioContext, "judge" | "effort" | "scenario"> = {
    scenario: "patch.group.histories.few-1",
    judge: (judgement) => judged.push(judgement),
    effort: { seed: 7, depth: "standard", concurrency: 1, ...(replay === undefined ? {} : { replay }) },
  };
  return { context: context as ScenarioContext, judged };
}

/** Histories of numbers, against a server that is wrong in the ways given: the first requirement that answers counts. */
function subject(
  wrong: (history: readonly number[], run: number) => readonly string[],
): Subject<readonly number[], readonly number[]> & { runs: number } {
  const made = {
    runs: 0,
    drafts: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 8, size: "max" as const }),
    concretise: (draft: readonly number[], aside: ReadonlySet<string>) =>
      draft.filter((number) => !aside.has(String(number))),
    smaller: (history: readonly number[]) => history.map((_, index) => history.toSpliced(index, 1)),
    execute: async (history: readonly number[]): Promise<Execution<readonly number[]>> => {
      made.runs += 1;
      const failures = wrong(history, made.runs).map(failure);
      return {
        history,
        failures,
        passes: [],
        kinds: failures.length === 0 ? [] : [String(history.at(-1))],
        noVerdict: undefined,
        tell: () => ({ steps: [], story: history.join(" → "), edits: history.length, members: new Set(history).size }),
      };
    },
  };
  return made;
}

test("openers are run first, whatever the seed, and made small like any other", async () => {
  const { context, judged } = world();
  const seen: (readonly number[])[] = [];
  const about = subject((history) => {
    seen.push(history);
    return history.includes(42) ? ["R-42"] : [];
  });
  await search(context, { ...about, openers: [[1], [3, 42, 5]] }, LIMITS);
  expect(seen.slice(0, 2)).toEqual([[1], [3, 42, 5]]);
  expect(counterexamples(judged)[0]).toMatchObject({ history: [42], effort: { histories: 2 } });
});

const counterexamples = (judged: readonly ScenarioJudgement[]): readonly (Counterexample | undefined)[] =>
  judged.map((one) => (one.outcome === "failed" ? one.counterexample : undefined));

describe("a search", () => {
  test("makes what it finds small, and runs it again", async () => {
    const { context, judged } = world();
    await search(
      context,
      subject((history) => (history.includes(3) && history.includes(7) ? ["LOST"] : [])),
      LIMITS,
    );
    const [found] = counterexamples(judged);
    expect([...((found?.history as number[]) ?? [])].sort((left, right) => left - right)).toEqual([3, 7]);
    expect(found?.reruns).toEqual({ failed: 2, of: 2 });
  });

  test("goes on for other faults behind the first, and tells each once", async () => {
    const { context, judged } = world();
    const server = subject((history) => (history.includes(3) ? ["FIRST"] : history.includes(5) ? ["SECOND"] : []));
    await search(context, server, LIMITS);
    expect(judged.map(({ requirement }) => requirement).sort()).toEqual(["FIRST", "SECOND"]);
  });

  test("tells one step that breaks two rules as one finding", async () => {
    const { context, judged } = world();
    await search(
      context,
      subject((history) => (history.includes(3) ? ["RFC7643-2.4-NO-DUP", "RFC7644-3.5.1-MEMBERS-REPLACED"] : [])),
      LIMITS,
    );
    expect(judged).toMatchObject([
      // The graver of the two speaks.
      { requirement: "RFC7644-3.5.1-MEMBERS-REPLACED", alsoViolates: ["RFC7643-2.4-NO-DUP"] },
    ]);
  });

  test("never drops a failure that does not come back: it is told as flaky", async () => {
    const { context, judged } = world();
    await search(
      context,
      subject((_, run) => (run === 5 ? ["ONCE"] : [])),
      LIMITS,
    );
    expect(judged).toHaveLength(1);
    expect(counterexamples(judged)[0]?.reruns).toEqual({ failed: 0, of: 2 });
    expect(judged[0]).toMatchObject({ message: expect.stringContaining("0 of 2 repetitions") as string });
  });

  test("says nothing of a server that is right", async () => {
    const { context, judged } = world();
    const server = subject(() => []);
    await search(context, server, LIMITS);
    expect(judged).toEqual([]);
    expect(server.runs).toBe(LIMITS.runs);
  });

  test("does the same twice", async () => {
    const told: unknown[] = [];
    for (let run = 0; run < 2; run += 1) {
      const { context, judged } = world();
      await search(
        context,
        subject((history) => (history.length > 4 ? ["LONG"] : [])),
        LIMITS,
      );
      told.push(judged);
    }
    expect(told[0]).toEqual(told[1]);
  });

  test("ends quietly when a budget is spent, tells what was found until then, and then says that it is spent", async () => {
    const { context, judged } = world();
    const server = subject((history, run) => {
      if (run > 40) throw new HarnessError("BUDGET_SPENT", "enough");
      return history.includes(3) ? ["LOST"] : [];
    });
    await expect(search(context, server, { ...LIMITS, runs: 1000, rounds: 9 })).rejects.toMatchObject({
      code: "BUDGET_SPENT",
    });
    expect(judged.length).toBeGreaterThan(0);
    expect(server.runs).toBeLessThan(45);
  });

  test("comes to no verdict when not one history could be judged", async () => {
    const { context, judged } = world();
    const server = subject(() => {
      throw new NoVerdict("blocked", "no Group can be had");
    });
    await expect(search(context, server, LIMITS)).rejects.toMatchObject({ outcome: "blocked" });
    expect(judged).toEqual([]);
  });
});

describe("a replay", () => {
  const recorded: Counterexample = {
    property: "patch.group.histories.few-1",
    history: [3, 7],
    story: "3 → 7 → lost",
    steps: [],
    edits: 2,
    members: 2,
    reruns: { failed: 2, of: 2 },
    effort: { histories: 1, shrinkRuns: 1 },
  };

  test("runs the recorded history and no other", async () => {
    const { context, judged } = world(recorded);
    const seen: unknown[] = [];
    const server = subject((history) => {
      seen.push(history);
      return ["LOST"];
    });
    await search(context, server, LIMITS);
    expect(seen).toEqual([recorded.history, recorded.history, recorded.history]);
    expect(counterexamples(judged)[0]?.history).toEqual([3, 7]);
  });

  test("tells both outcomes when the failure does not come back", async () => {
    const { context, judged } = world(recorded);
    await search(
      context,
      subject(() => []),
      LIMITS,
    );
    expect(judged).toMatchObject([
      { requirement: "HISTORY-REPEATS", expected: ["as recorded: 3 → 7 → lost"], actual: "it passed 3 times of 3" },
    ]);
  });
});
