import { expect, test } from "vitest";
import { tellGroups } from "./group-story.ts";
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
