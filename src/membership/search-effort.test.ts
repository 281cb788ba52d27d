import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Counterexample, HarnessError } from "../result/index.ts";
import { NoVerdict, type ScenarioContext, type ScenarioJudgement } from "../scenarios/index.ts";
import { type SearchLimits, type Subject, search } from "./search.ts";

const LIMITS: SearchLimits = { runs: 30, shrinkRuns: 0, smallerRuns: 0, rounds: 1, reruns: 0 };

type History = readonly number[];

/** What a server does with one run: the rules that it breaks. */
type Answer = (history: History, run: number) => readonly string[];

interface Ran {
  readonly judged: readonly ScenarioJudgement[];
  readonly found: readonly Counterexample[];
  /** The histories that were executed, in order. */
  readonly executed: readonly History[];
  /** What was left out of each draft, in order. */
  readonly aside: readonly (readonly string[])[];
  readonly error: unknown;
}

interface Parts {
  readonly subject?: Partial<Subject<number, History>>;
  readonly noVerdict?: NoVerdict;
  readonly effort?: Partial<ScenarioContext["effort"]>;
}

/** Histories of one number each, up to 999, against a server that answers as given. */
async function run(answer: Answer, limits: Partial<SearchLimits> = {}, parts: Parts = {}): Promise<Ran> {
  const judged: ScenarioJudgement[] = [];
  const executed: History[] = [];
  const aside: (readonly string[])[] = [];
  const context: Pick<ScenarioContext, "judge" | "effort" | "scenario"> = {
    scenario: "patch.group.histories.few-1",
    judge: (judgement) => judged.push(judgement),
    effort: { seed: 7, depth: "standard", concurrency: 1, ...parts.effort },
  };
  const subject: Subject<number, History> = {
    drafts: fc.nat({ max: 999 }),
    concretise: (draft, setAside) => {
      aside.push([...setAside]);
      return [draft];
    },
    smaller: () => [],
    execute: async (history) => {
      executed.push(history);
      const failures = answer(history, executed.length).map((requirement) => ({
        requirement,
        invariant: "members-lost",
        shape: "edit-remove" as const,
        outcome: "failed" as const,
        expected: [],
        actual: "",
        message: "It is wrong.",
      }));
      const kinds = failures.map(({ requirement }) => `kind of ${requirement}`);
      const tell = (): ReturnType<Awaited<ReturnType<typeof subject.execute>>["tell"]> => ({
        steps: [],
        story: "",
        edits: 1,
        members: 1,
      });
      return await Promise.resolve({ history, failures, passes: [], kinds, noVerdict: parts.noVerdict, tell });
    },
    ...parts.subject,
  };
  const error: unknown = await search(context as ScenarioContext, subject, { ...LIMITS, ...limits }).catch(
    (thrown: unknown) => thrown,
  );
  const found = judged.flatMap((one) => (one.outcome === "failed" && one.counterexample ? [one.counterexample] : []));
  return { judged, found, executed, aside, error };
}

const blocked = (): never => {
  throw new NoVerdict("blocked", "no Group can be had");
};
const spent = (): never => {
  throw new HarnessError("BUDGET_SPENT", "enough");
};

describe("how many histories are run", () => {
  test("as many as were asked for in all, also where one of them fails", async () => {
    const { aside, executed, found } = await run((_, at) => (at === 10 ? ["LOST"] : []), { rounds: 9 });
    expect([aside.length, executed.length, found.length]).toEqual([30, 30, 1]);
  });

  test("others in the next round than in the first, and openers in the first alone", async () => {
    const { executed } = await run(
      (_, at) => (at === 3 ? ["LOST"] : []),
      { rounds: 2, runs: 12 },
      { subject: { openers: [1000, 1001] } },
    );
    expect(executed.slice(0, 2)).toEqual([[1000], [1001]]);
    expect(executed.slice(3).filter(([number]) => number !== undefined && number >= 1000)).toEqual([]);
    expect(executed[3]).not.toEqual(executed[2]);
    const [, , first, ...rest] = executed;
    expect(rest).not.toContainEqual(first);
  });

  test("one at least, and none fewer for one that comes to no verdict", async () => {
    const { executed, found, error } = await run((_, at) => (at === 2 ? blocked() : at === 29 ? ["LOST"] : []));
    expect([executed.length, found.length, error]).toEqual([29, 1, undefined]);
  });

  test("numbers of every size: fast-check's own leaning to small and large ones is off", async () => {
    const { executed } = await run(() => [], { runs: 200 });
    const edges = executed.filter(([number = 0]) => number < 20 || number > 979);
    expect(edges.length).toBeLessThan(20);
  });
});

describe("what is known to fail is left out", () => {
  test("of two histories of three, and of what made the first one small not at all", async () => {
    const { aside, found } = await run((_, at) => (at === 5 ? ["LOST"] : []), { rounds: 2, runs: 14 });
    expect(found).toHaveLength(1);
    const known = ["kind of LOST"];
    expect(aside.slice(0, 5).flat()).toEqual([]);
    expect(aside.slice(5)).toEqual([[], known, known, [], known, known, [], known, known]);
  });

  test("as it was left out of the history that failed, so of its smaller ones", async () => {
    let first: number | undefined;
    const answer: Answer = ([number = 0, left]) => {
      first ??= number;
      if (number === first) return ["FIRST"];
      return number > 500 && left === 1 ? ["SECOND"] : [];
    };
    const { found, executed } = await run(
      answer,
      { rounds: 2, shrinkRuns: 6 },
      { subject: { concretise: (draft, setAside) => [draft, setAside.size] } },
    );
    const [, second] = found;
    // The next one would be the third of three, of which nothing is left out.
    expect((second?.effort.histories ?? 0) % 3).toBe(2);
    expect(second?.effort.shrinkRuns).toBe(6);
    expect(executed.slice(-7).map(([, left]) => left)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });
});

describe("what is spent on making it small", () => {
  test("fast-check's share, to the last run", async () => {
    const { found, executed } = await run(([number = 0]) => (number > 2 ? ["LOST"] : []), { shrinkRuns: 3, reruns: 2 });
    const { effort } = found[0] ?? {};
    expect(effort).toEqual({ histories: 1, shrinkRuns: 3 });
    expect(executed).toHaveLength(1 + 3 + 2);
  });

  test("nothing on a history that was run already", async () => {
    const { found, executed } = await run(
      ([number]) => (number === 1 ? ["LOST"] : []),
      { shrinkRuns: 50 },
      { subject: { concretise: (draft) => [draft > 0 ? 1 : 0] } },
    );
    expect(found[0]?.effort.shrinkRuns).toBe(1);
    expect(executed).toEqual([[1], [0]]);
  });

  test("the smaller ones, to the last run, each once, and those without a verdict passed over", async () => {
    const tried = async (smallerRuns: number): Promise<Ran> =>
      await run(
        ([number], at) => (at === 1 || number === 1003 ? ["LOST"] : number === 1002 ? blocked() : []),
        { smallerRuns },
        { subject: { smaller: ([number = 0]) => (number > 999 ? [] : [[1001], [1001], [1002], [1003], [1004]]) } },
      );
    const whole = await tried(9);
    expect(whole.executed.slice(1)).toEqual([[1001], [1002], [1003]]);
    expect(whole.found[0]).toMatchObject({ history: [1003], effort: { shrinkRuns: 3 } });
    const part = await tried(2);
    expect(part.executed.slice(1)).toEqual([[1001], [1002]]);
    expect(part.found[0]).toMatchObject({ history: part.executed[0], effort: { shrinkRuns: 2 } });
    expect((await tried(0)).executed).toHaveLength(1);
  });

  test("twice as much on the smaller ones as was asked for fast-check's, and one repetition", async () => {
    const { executed } = await run(
      (_, at) => (at === 1 ? ["LOST"] : []),
      { reruns: 5 },
      {
        effort: { shrinkRuns: 2 },
        subject: { smaller: () => Array.from({ length: 20 }, (_, at) => [2000 + at]) },
      },
    );
    expect(executed.filter(([number = 0]) => number >= 2000)).toHaveLength(4);
    expect(executed).toHaveLength(1 + 2 + 4 + 1);
  });

  test("nothing once the budget is spent", async () => {
    const { executed, found, error } = await run((_, at) => (at === 1 ? ["LOST"] : spent()), {
      shrinkRuns: 9,
      smallerRuns: 9,
      reruns: 3,
      rounds: 3,
    });
    expect(executed).toHaveLength(2);
    expect(found.map(({ reruns }) => reruns)).toEqual([{ failed: 0, of: 0 }]);
    expect(error).toMatchObject({ code: "BUDGET_SPENT" });
    const smaller = await run(
      (_, at) => (at === 1 ? ["LOST"] : spent()),
      { smallerRuns: 9, reruns: 3 },
      { subject: { smaller: () => [[2000], [2001]] } },
    );
    expect(smaller.executed).toHaveLength(2);
  });
});

describe("repetitions", () => {
  test("end with one that comes to no verdict", async () => {
    const { executed, found, judged } = await run((_, at) => (at === 3 ? blocked() : ["LOST"]), { reruns: 5, runs: 1 });
    expect(executed).toHaveLength(3);
    expect(found.map(({ reruns }) => reruns)).toEqual([{ failed: 1, of: 1 }]);
    expect(judged).toMatchObject([{ message: "It is wrong." }]);
  });

  test("a failure is one although what came after had no verdict", async () => {
    const noVerdict = new NoVerdict("inconclusive", "the rest is open");
    const { error, found } = await run(() => ["LOST"], { runs: 1 }, { noVerdict });
    expect([found.length, error]).toEqual([1, undefined]);
    expect((await run(() => [], { runs: 1 }, { noVerdict })).error).toBe(noVerdict);
  });
});

describe("a replay counts as passes only what passed", () => {
  const recorded: Counterexample = {
    property: "patch.group.histories.few-1",
    history: [3],
    story: "3",
    steps: [],
    edits: 1,
    members: 1,
    reruns: { failed: 2, of: 2 },
    effort: { histories: 1, shrinkRuns: 1 },
  };
  test.each<[string, Answer, string, number, number]>([
    ["all three", () => [], "it passed 3 times of 3", 3, 3],
    ["two, beside one that came to no verdict", (_, at) => (at === 2 ? blocked() : []), "it passed 2 times of 2", 3, 2],
    ["one, before the budget was spent", (_, at) => (at === 2 ? spent() : []), "it passed once", 2, 1],
  ])("%s", async (_, answer, words, runs, passed) => {
    const { judged, executed, found } = await run(answer, {}, { effort: { replay: recorded } });
    expect(executed).toHaveLength(runs);
    expect(judged).toMatchObject([{ requirement: "HISTORY-REPEATS", actual: words }]);
    expect(found[0]?.reruns).toEqual({ failed: 0, of: passed });
  });
});
