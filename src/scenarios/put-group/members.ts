import type { ShapeClass } from "../../result/index.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Depth, Scenario } from "../scenario.ts";
import { describeStep, type Pick, pick } from "./pick.ts";

interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly depth?: Depth;
  readonly shape: ShapeClass;
  /** How many users the recipe draws from. */
  readonly users: number;
  /** Members to begin with. */
  readonly start: Pick;
  /** Members of each PUT, in turn: each is confirmed before the next. */
  readonly puts: readonly Pick[];
}

/** PUTs of one member list after another, each followed by an independent read. */
function members(recipe: Recipe): Scenario {
  return {
    id: `put.group.members.${recipe.id}`,
    title: recipe.title,
    depth: recipe.depth ?? "standard",
    requirements: ["RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.1-RESPONSE-STATE", "RFC7644-3.5.1-200-FULL"],
    users: recipe.users,
    groups: 1,
    run: async (context) => {
      const users = await context.users(recipe.users);
      const group = await context.group(pick(users, recipe.start));
      let before = recipe.start;
      for (const wanted of recipe.puts) {
        const list = pick(users, wanted);
        const expected = stateOf(group.displayName, list);
        const answer = await context.write(
          group.id,
          groupBody(context, { displayName: group.displayName, members: list }),
          {
            title: describeStep(before, wanted),
            intent: { kind: "valid" },
          },
        );
        await expectWritten(context, { group, answer, expected, shape: recipe.shape });
        before = wanted;
      }
    },
  };
}

/** The first `n` users. */
function first(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}

/** Member lists replaced by others of every kind of size and overlap. */
export const memberScenarios: readonly Scenario[] = [
  members({
    id: "larger",
    title: "A PUT with more members adds the new ones and keeps the old ones",
    depth: "smoke",
    shape: "members-few",
    users: 4,
    start: [0, 1],
    puts: [[0, 1, 2, 3]],
  }),
  members({
    id: "smaller",
    title: "A PUT with fewer members removes the others and nobody else",
    depth: "smoke",
    shape: "members-few",
    users: 5,
    start: [0, 1, 2, 3, 4],
    puts: [[0, 1, 3, 4], [1]],
  }),
  members({
    id: "disjoint",
    title: "A PUT with entirely different members replaces them all",
    shape: "members-few",
    users: 4,
    start: [0, 1],
    puts: [[2, 3]],
  }),
  members({
    id: "overlapping",
    title: "A PUT that removes some and adds others does both",
    shape: "members-few",
    users: 4,
    start: [0, 1, 2],
    puts: [[1, 3]],
  }),
  members({
    id: "empty",
    title: "A PUT with an empty list removes everybody",
    depth: "smoke",
    shape: "members-empty",
    users: 2,
    start: [0, 1],
    puts: [[]],
  }),
  members({
    id: "one",
    title: "A PUT with a single member leaves exactly that one",
    shape: "members-one",
    users: 3,
    start: [],
    puts: [[0], [2], [], [1]],
  }),
  members({
    id: "equal",
    title: "A PUT with the same members changes nobody",
    shape: "members-few",
    users: 3,
    start: [0, 1, 2],
    puts: [[0, 1, 2]],
  }),
  members({
    id: "order",
    title: "A PUT with the same members in another order changes nobody",
    shape: "members-few",
    users: 3,
    start: [0, 1, 2],
    puts: [[2, 0, 1]],
  }),
  members({
    id: "back-and-forth",
    title: "Members who were removed can be put back, as often as one likes",
    shape: "members-few",
    users: 3,
    start: [0, 1],
    puts: [[2], [0, 1], [2], [0, 1, 2]],
  }),
  members({
    id: "step-by-step",
    title: "Members come and go one at a time, and no PUT is lost on the way",
    shape: "members-few",
    users: 6,
    start: [],
    puts: [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4], [0, 1, 3, 4], [0, 3, 4], [0, 4], [5], []],
  }),
  members({
    id: "many-emptied",
    title: "A PUT with an empty list removes everybody also from a larger Group",
    shape: "members-empty",
    users: 12,
    start: first(12),
    puts: [[], first(12), [3]],
  }),
  members({
    id: "of-1000",
    title: "A PUT with 1,000 members stores all of them, and one without the 501st removes that one",
    depth: "thorough",
    shape: "members-many",
    users: 1000,
    start: [0],
    puts: [first(1000), first(1000).filter((index) => index !== 500)],
  }),
  members({
    id: "of-101",
    title: "A PUT with 101 members stores all of them, and one without the 51st removes that one",
    shape: "members-many",
    users: 101,
    start: [0],
    puts: [first(101), first(101).filter((index) => index !== 50)],
  }),
];
