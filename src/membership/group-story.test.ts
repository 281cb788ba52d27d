import { describe, expect, test } from "vitest";
import { tellGroups } from "./group-story.ts";
import type { GroupModel } from "./model.ts";
import type { FailedJudgement, StepRun } from "./run-types.ts";
import { acknowledgeOnly, add, history, patch, play, remove } from "./testing/play-history.ts";

test("a failed run is told step by step, what must be and what was side by side", async () => {
  const what = history({ g1: ["u1", "u2"], g2: [] }, [patch(remove("u1"))]);
  const { run } = await play(what, acknowledgeOnly);
  const told = tellGroups(what, run);
  expect(told).toMatchObject({
    story: "Group 1 has Ana and Ben → remove Ana from Group 1 → in Group 1 Ana is still there",
    edits: 1,
    members: 2,
    steps: [
      { number: 0, words: "begin with Ana and Ben in Group 1, nobody in Group 2", parted: false },
      { number: 1, words: "remove Ana from Group 1", parted: true },
    ],
  });
  expect(told.steps[1]?.subjects).toEqual([
    { id: "g1", name: "Group 1", expected: ["Ben"], actual: ["Ana", "Ben"] },
    { id: "g2", name: "Group 2", expected: [], actual: [] },
  ]);
});

test("a run that passed has no outcome, and a large Group is told by those who part", async () => {
  const right = history({ g1: ["u1"] }, [patch(add("u2"))]);
  const { run } = await play(right);
  expect(tellGroups(right, run).story).toBe("Group 1 has Ana → add Ben to Group 1");
  const many = Array.from({ length: 13 }, (_, at) => `u${at + 1}`);
  const members = new Set(many);
  const before = new Map([["g1", { members, name: undefined }]]);
  const step = {
    edit: patch(add("u13")),
    kinds: [],
    shape: "edit-add",
    before,
    expected: before,
    actual: new Map([["g1", new Set(many.slice(0, 12))]]),
    exchanges: [],
    failures: [],
  } as const;
  const told = tellGroups(right, { steps: [step], passes: [], failed: step, noVerdict: undefined });
  const [subject] = told.steps[0]?.subjects ?? [];
  expect(subject?.expected).toHaveLength(12);
  expect(subject?.expected[0]).toBe("Mia");
  expect(subject?.expected.at(-1)).toBe("and 2 more");
  expect(subject?.actual).toHaveLength(12);
});

describe("how a story ends", () => {
  const WHAT = history({ g1: ["u1"], g2: ["u2"] }, [patch(add("u3"))]);
  const model = (...users: readonly string[]): GroupModel => ({ members: new Set(users), name: undefined });
  const failing = (
    actual: readonly (readonly [string, readonly string[] | null])[],
    more: Partial<StepRun> = {},
  ): StepRun => ({
    edit: patch(add("u3")),
    kinds: ["add"],
    shape: "edit-add",
    before: new Map([
      ["g1", model("u1")],
      ["g2", model("u2")],
    ]),
    expected: new Map([
      ["g1", model("u1", "u3")],
      ["g2", model("u2")],
    ]),
    actual: new Map(actual.map(([group, users]) => [group, users === null ? null : new Set(users)])),
    exchanges: ["one"],
    failures: [{ message: "What the finding says." } as FailedJudgement],
    ...more,
  });
  const told = (step: StepRun, what = WHAT): ReturnType<typeof tellGroups> =>
    tellGroups(what, { steps: [step], passes: [], failed: step, noVerdict: undefined });
  const BEGUN = "Group 1 has Ana, Group 2 has Ben → add Cleo to Group 1";

  test.each<[string, StepRun, string]>([
    [
      "with both Groups, where both part",
      failing([
        ["g1", ["u1"]],
        ["g2", []],
      ]),
      "in Group 1 Cleo is not there; in Group 2 Ben is gone too",
    ],
    [
      "with the Group that parts",
      failing([
        ["g1", ["u1", "u3"]],
        ["g2", ["u2", "u4"]],
      ]),
      "in Group 2 Dan is there, whom nobody added",
    ],
    [
      "with the finding, where none parts",
      failing([
        ["g1", ["u1", "u3"]],
        ["g2", ["u2"]],
      ]),
      "What the finding says.",
    ],
    ["with the finding, where none could be seen", failing([["g1", null]]), "What the finding says."],
    [
      "with whom nobody added, where the Group was not there before",
      failing([["g1", ["u1", "u3", "u4"]]], { before: new Map() }),
      "in Group 1 Dan is there, whom nobody added",
    ],
  ])("%s", (_, step, end) => {
    expect(told(step).story).toBe(`${BEGUN} → ${end}`);
  });

  test("with no name of the Group, where there is but one", () => {
    const step = failing([["g1", ["u1"]]], { expected: new Map([["g1", model("u1", "u3")]]) });
    expect(told(step, history({ g1: ["u1"] }, [patch(add("u3"))])).story).toBe(
      "Group 1 has Ana → add Cleo to Group 1 → Cleo is not there",
    );
  });

  test("with nothing, where nothing is to be said", () => {
    expect(told(failing([], { failures: [] })).story).toBe(BEGUN);
  });

  test("a second Group of nobody is not told of, a first one is", () => {
    const { story } = told(failing([]), history({ g1: [], g2: [] }, [patch(add("u3"))]));
    expect(story).toBe("Group 1 has nobody → add Cleo to Group 1 → What the finding says.");
  });

  test("a Group that could not be seen has nothing beside what it must have; one that was not looked at has that", () => {
    expect(told(failing([["g1", null]])).steps[0]?.subjects).toEqual([
      { id: "g1", name: "Group 1", expected: ["Ana", "Cleo"], actual: null },
      { id: "g2", name: "Group 2", expected: ["Ben"], actual: ["Ben"] },
    ]);
  });

  test("of twelve all are named, of thirteen those who part first, each once", () => {
    const users = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `u${at + 1}`);
    const shown = (count: number, actual: readonly string[]): readonly unknown[] => {
      const step = failing([["g1", actual]], { expected: new Map([["g1", model(...users(count))]]) });
      const [subject] = told(step).steps[0]?.subjects ?? [];
      return [subject?.expected, subject?.actual];
    };
    expect(shown(12, users(12))[0]).toHaveLength(12);
    expect(shown(12, users(12))[0]).not.toContain("and 1 more");
    const [expected, actual] = shown(13, users(14).slice(1)) as readonly (readonly string[])[];
    expect([expected?.[0], expected?.at(-1), actual?.[0], actual?.at(-1)]).toEqual([
      "Ana",
      "and 2 more",
      "Ned",
      "and 2 more",
    ]);
    expect(new Set(expected).size).toBe(12);
  });
});
