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

  /** A number of two digits is a request of two operations. Alone, a 3 breaks one rule; with another, another one. */
  const paired = (history: readonly number[]): readonly string[] => {
    if (history.includes(3)) return ["ALONE"];
    return history.some((number) => number >= 10 && digitsOf(number).includes(3)) ? ["PAIR"] : [];
  };
  const digitsOf = (number: number): readonly number[] =>
    number < 10 ? [number] : [Math.floor(number / 10), number % 10];
  const apart = (history: readonly number[]): readonly (readonly number[])[] =>
    history.some((number) => number >= 10) ? [history.flatMap(digitsOf)] : [];

  test("what fails said more plainly as well is told so", async () => {
    const { context, judged } = world();
    const about = { ...subject(paired), openers: [[13]], plainer: apart };
    await search(context, about, { ...LIMITS, runs: 1 });
    expect(judged).toMatchObject([{ requirement: "ALONE", counterexample: { history: [3] } }]);
  });

  test("what fails said more plainly in a way that is known is no fault of its own", async () => {
    const { context, judged } = world();
    const about = { ...subject(paired), openers: [[3], [13], [31]], plainer: apart };
    await search(context, about, { ...LIMITS, runs: 20 });
    expect(judged.map(({ requirement }) => requirement)).toEqual(["ALONE"]);
  });

  test("what does not fail said more plainly is told as it was said", async () => {
    const { context, judged } = world();
    const wrong = (history: readonly number[]): readonly string[] => (history.includes(12) ? ["PAIR"] : []);
    await search(context, { ...subject(wrong), openers: [[12]], plainer: apart }, { ...LIMITS, runs: 1 });
    expect(judged).toMatchObject([{ requirement: "PAIR", counterexample: { history: [12] } }]);
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

describe("how far a search goes", () => {
  test("as many different faults as rounds, and no further", async () => {
    const { context, judged } = world();
    await search(
      context,
      subject((history) => history.slice(0, 1).map((number) => `R-${number}`)),
      { ...LIMITS, rounds: 2 },
    );
    expect(judged).toHaveLength(2);
  });

  test("no more histories than were asked for, whatever is found", async () => {
    const { context, judged } = world();
    await search(
      context,
      subject((history) => history.slice(0, 1).map((number) => `R-${number}`)),
      { ...LIMITS, runs: 3, rounds: 9 },
    );
    const counts = counterexamples(judged).map((one) => one?.effort.histories ?? 0);
    expect(counts).toEqual(counts.toSorted((left, right) => left - right));
    expect(counts.at(-1)).toBe(3);
    expect(judged).toHaveLength(3);
  });

  test("what is spent on making a counterexample small is bounded, and told", async () => {
    const { context, judged } = world();
    const server = subject((history) => (history.length > 0 ? ["ALWAYS"] : []));
    await search({ ...context, effort: { ...context.effort, shrinkRuns: 2 } }, server, { ...LIMITS, rounds: 1 });
    const [found] = counterexamples(judged);
    expect(found?.reruns).toEqual({ failed: 1, of: 1 });
    expect(found?.effort.shrinkRuns).toBeLessThanOrEqual(2 + 4);
    // The one that failed, those that make it small, and the one that is run again.
    expect(server.runs).toBe((found?.effort.histories ?? 0) + (found?.effort.shrinkRuns ?? 0) + 1);
  });

  test("a server that does not do the same twice is told once", async () => {
    const { context, judged } = world();
    await search(
      context,
      subject((_, run) => (run % 2 === 1 ? [`R-${run}`] : [])),
      LIMITS,
    );
    expect(judged).toHaveLength(1);
  });

  test("an error of our own is no search that ended: it is thrown when what was found is told", async () => {
    const { context, judged } = world();
    const server = subject((history, run) => {
      if (run > 40) throw new RangeError("broken");
      return history.includes(3) ? ["LOST"] : [];
    });
    await expect(search(context, server, { ...LIMITS, runs: 1000, rounds: 9 })).rejects.toThrow("broken");
    expect(judged.length).toBeGreaterThan(0);
    expect(server.runs).toBeLessThan(45);
    const first = subject(() => {
      throw new RangeError("broken at once");
    });
    await expect(search(world().context, first, LIMITS)).rejects.toThrow("broken at once");
  });

  test("no verdict where every history ends without one, and passes are told", async () => {
    const { context, judged } = world();
    const pass: ScenarioJudgement = { requirement: "R", invariant: "members", shape: "none", outcome: "passed" };
    const about = subject(() => []);
    const ended = search(
      context,
      {
        ...about,
        execute: async (history) => ({
          ...(await about.execute(history)),
          passes: [pass],
          noVerdict: new NoVerdict("inconclusive", "not to be read"),
        }),
      },
      { ...LIMITS, runs: 2 },
    );
    await expect(ended).rejects.toThrow("not to be read");
    expect(judged).toEqual([pass, pass]);
  });
});

describe("what is one fault", () => {
  /** Every history with a 3 fails, by a step whose shape depends on the history and which is of the kinds given. */
  const shaped = (kinds: readonly string[]): Subject<readonly number[], readonly number[]> => {
    const about = subject((history) => (history.includes(3) ? ["LOST"] : []));
    return {
      ...about,
      smaller: () => [],
      execute: async (history) => {
        const execution = await about.execute(history);
        const shape = history.length % 2 === 0 ? "edit-remove" : "edit-add";
        return {
          ...execution,
          kinds,
          failures: execution.failures.map((one) => Object.assign({}, one, { shape } as const)),
        };
      },
    };
  };

  test("the same rule broken by a step with a kind that is known to break it", async () => {
    const { context, judged } = world();
    await search(context, { ...shaped(["remove", "3"]), concretise: (draft) => draft }, { ...LIMITS, shrinkRuns: 0 });
    expect(judged).toHaveLength(1);
  });

  test("not the same rule broken by another kind of step", async () => {
    const { context, judged } = world();
    await search(context, { ...shaped([]), concretise: (draft) => draft }, { ...LIMITS, shrinkRuns: 0 });
    expect(judged.map(({ shape }) => shape).toSorted()).toEqual(["edit-add", "edit-remove"]);
  });

  test("told with the exchanges of its steps, and without its own rule beside it", async () => {
    const { context, judged } = world();
    const about = subject((history) => (history.includes(3) ? ["LOST", "LOST"] : []));
    const step = { number: 0, words: "", subjects: [], parted: true, exchanges: ["a", "b"] };
    await search(
      context,
      {
        ...about,
        execute: async (history) => ({
          ...(await about.execute(history)),
          tell: () => ({ steps: [step], story: "", edits: 1, members: 1 }),
        }),
      },
      LIMITS,
    );
    expect(judged).toMatchObject([{ exchanges: [{ id: "a" }, { id: "b" }], alsoViolates: [] }]);
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

  test("ends with the first run that fails", async () => {
    const { context, judged } = world(recorded);
    const server = subject((_, run) => (run >= 2 ? ["LOST"] : []));
    await search(context, server, LIMITS);
    expect(counterexamples(judged)).toMatchObject([
      { history: [3, 7], reruns: { failed: 2, of: 2 }, effort: { histories: 2 } },
    ]);
    expect(server.runs).toBe(4);
  });

  test("that does not come back keeps what was recorded", async () => {
    const { context, judged } = world(recorded);
    await search(
      context,
      subject(() => []),
      LIMITS,
    );
    expect(counterexamples(judged)).toEqual([{ ...recorded, reruns: { failed: 0, of: 3 } }]);
  });

  test("that cannot be judged says nothing of the record", async () => {
    const { context, judged } = world(recorded);
    const server = subject(() => {
      throw new NoVerdict("blocked", "no Group can be had");
    });
    await expect(search(context, server, LIMITS)).rejects.toThrow("no Group can be had");
    expect(judged).toEqual([]);
  });

  test("ends when the budget is spent", async () => {
    const { context } = world(recorded);
    const server = subject(() => {
      throw new HarnessError("BUDGET_SPENT", "enough");
    });
    await expect(search(context, server, LIMITS)).rejects.toMatchObject({ code: "BUDGET_SPENT" });
    expect(server.runs).toBe(1);
  });
});
