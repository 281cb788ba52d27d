import fc from "fast-check";
import { expect, test } from "vitest";
import { concretise, type Pool } from "./concretise.ts";
import { FEW, historyDrafts } from "./draft.ts";
import { FIRST_NAME, type GroupEdit, type GroupHistory, type MemberOperation } from "./history.ts";
import { expectationOf, type GroupModel, startOf } from "./model.ts";

interface Step {
  readonly edit: GroupEdit;
  readonly before: GroupModel;
}

const POOL: Pool = {
  users: 9,
  nobody: true,
  groups: 2,
  values: ["array", "no-path"],
  patchIsOffered: true,
  putIsOffered: false,
  canRead: true,
};

function histories(pool: Pool): readonly GroupHistory[] {
  const drafts = historyDrafts({
    patch: pool.patchIsOffered,
    put: pool.putIsOffered,
    entries: ["plain"],
    values: pool.values,
    compound: true,
    removeAll: true,
    sizes: FEW,
    fresh: [
      [4, 0],
      [8, 1],
      [4, 2],
    ],
    maxEdits: 9,
  });
  // As many as one lane of a standard run makes.
  return fc.sample(drafts, { numRuns: 72, seed: 5 }).map((draft) => concretise(draft, pool, new Set()));
}

function stepsOf(history: GroupHistory): readonly Step[] {
  const world = new Map(startOf(history));
  return history.edits.flatMap((edit) => {
    const before = world.get(edit.group);
    if (before === undefined) return [];
    const { kind, after } = expectationOf(edit, before);
    if (kind === "applied" || kind === "either") world.set(edit.group, after);
    return [{ edit, before }];
  });
}

const operationsOf = (edit: GroupEdit): readonly MemberOperation[] => (edit.do === "patch" ? edit.operations : []);

const nameOf = (edit: GroupEdit): string | undefined => {
  if (edit.do === "put") return edit.name;
  return operationsOf(edit).find((operation) => operation.op === "rename")?.name;
};

function comesBack(steps: readonly Step[], times: number): boolean {
  const counts = new Map<string, number>();
  for (const { edit, before } of steps) {
    for (const operation of operationsOf(edit)) {
      if (operation.op !== "add") continue;
      for (const user of operation.users) {
        if (!before.members.has(user))
          counts.set(`${edit.group} ${user}`, (counts.get(`${edit.group} ${user}`) ?? 0) + 1);
      }
    }
  }
  return [...counts.values()].some((count) => count >= times);
}

const PATCHES = histories(POOL).map(stepsOf);
const PUTS = histories({ ...POOL, patchIsOffered: false, putIsOffered: true }).map(stepsOf);

test.each<[string, (steps: readonly Step[]) => boolean]>([
  [
    "the first name comes back after another",
    (steps) => steps.some(({ edit, before }) => nameOf(edit) === FIRST_NAME && before.name !== undefined),
  ],
  ["the same person comes in three times", (steps) => comesBack(steps, 3)],
  [
    "as many leave as come in within one request",
    (steps) =>
      steps.some(({ edit, before }) => {
        const { after } = expectationOf(edit, before);
        const gone = [...before.members].filter((user) => !after.members.has(user)).length;
        return operationsOf(edit).length > 1 && gone >= 2 && after.members.size === before.members.size;
      }),
  ],
  [
    "the same members are written in another order",
    (steps) =>
      steps.some(({ edit, before }) =>
        operationsOf(edit).some(
          (operation) =>
            operation.op === "replace" &&
            operation.users.length >= 3 &&
            new Set(operation.users).size === before.members.size &&
            operation.users.every((user) => before.members.has(user)) &&
            operation.users.join() !== [...before.members].join(),
        ),
      ),
  ],
  [
    "one removal is said twice in a request",
    (steps) =>
      steps.some(({ edit }) =>
        operationsOf(edit).some((each) => each.op === "remove" && new Set(each.users).size < each.users.length),
      ),
  ],
  [
    "a request that adds somebody and is refused is followed by another",
    (steps) =>
      steps.some(
        ({ edit }, index) =>
          operationsOf(edit).some(({ op }) => op === "add") &&
          operationsOf(edit).some(({ op }) => op === "invalid") &&
          steps[index + 1]?.edit.group === edit.group,
      ),
  ],
])("histories of PATCH, as many as a standard run makes: %s", (_, holds) => {
  expect(PATCHES.filter(holds).length).toBeGreaterThan(0);
});

test("histories of PUT: the first name comes back after another, and others are members", () => {
  const holds = (steps: readonly Step[]): boolean =>
    steps.some(
      ({ edit, before }) =>
        edit.do === "put" &&
        nameOf(edit) === FIRST_NAME &&
        before.name !== undefined &&
        edit.users.some((user) => !before.members.has(user)),
    );
  expect(PUTS.filter(holds).length).toBeGreaterThan(0);
});
