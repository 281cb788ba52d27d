import type { ShapeClass } from "../../result/index.ts";
import { NoVerdict } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import {
  addMembers,
  holdsOne,
  type PatchOperation,
  type PatchStyle,
  removeMembers,
  replaceMembers,
} from "../patch-operations.ts";
import { type Pick, pick } from "../put-group/pick.ts";
import type { Depth, Scenario } from "../scenario.ts";
import { styleOf } from "./style.ts";

const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const ADDED = "RFC7644-3.5.2.1-MEMBER-ADD";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const REPLACE = "RFC7644-3.5.2.3-MULTI-ALL";

interface Step {
  readonly title: string;
  readonly operations: (style: PatchStyle, users: readonly string[]) => readonly PatchOperation[];
  /** Who is a member afterwards. */
  readonly leaves: Pick;
  /** The requirement that this step rests on, where it is another one than the recipe's. */
  readonly requirement?: string;
}

interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly depth?: Depth;
  readonly shape: ShapeClass;
  readonly requirement: string;
  readonly users: number;
  readonly start: Pick;
  readonly steps: readonly Step[];
}

/** PATCHes of members one after another, each followed by an independent read. */
function members(recipe: Recipe): Scenario {
  return {
    id: `patch.group.members.${recipe.id}`,
    title: recipe.title,
    depth: recipe.depth ?? "standard",
    requirements: [recipe.requirement, ADDED, "RFC7644-3.1-RESPONSE-STATE", "RFC7644-3.5.2-200-FULL"],
    users: recipe.users,
    groups: 1,
    run: async (context) => {
      const style = await styleOf(context);
      const users = await context.users(recipe.users);
      const group = await context.group(pick(users, recipe.start));
      for (const step of recipe.steps) {
        const answer = await context.write(group.id, step.operations(style, users), {
          title: `PATCH: ${step.title}`,
          intent: { kind: "valid" },
        });
        const rule = step.requirement ?? recipe.requirement;
        await expectPatched(context, {
          group,
          answer,
          expected: stateOf(group.displayName, pick(users, step.leaves)),
          shape: recipe.shape,
          rules: patchRules(rule),
          changes: true,
          ...(rule === APPEND ? { about: ADDED } : {}),
        });
      }
    },
  };
}

const add =
  (...who: number[]): Step["operations"] =>
  (style, users) =>
    addMembers(style, pick(users, who));
const remove =
  (...who: number[]): Step["operations"] =>
  (style, users) =>
    removeMembers(style, pick(users, who));
const replace =
  (...who: number[]): Step["operations"] =>
  (style, users) => {
    if (who.length === 0 && holdsOne(style))
      throw new NoVerdict(
        "not-applicable",
        "members are written as bare ids, by which a list of nobody cannot be sent",
      );
    return replaceMembers(style, pick(users, who));
  };
const first = (n: number): number[] => Array.from({ length: n }, (_, index) => index);

/** Members added, removed and replaced, in every kind of size and overlap. */
export const patchMemberScenarios: readonly Scenario[] = [
  members({
    id: "add-one",
    title: "Adding one member keeps the others",
    depth: "smoke",
    shape: "members-few",
    requirement: APPEND,
    users: 3,
    start: [0, 1],
    steps: [{ title: "add a third member", operations: add(2), leaves: [0, 1, 2] }],
  }),
  members({
    id: "add-several",
    title: "Adding several members in one request adds them all",
    shape: "members-few",
    requirement: APPEND,
    users: 12,
    start: [0],
    steps: [
      { title: "add 2 members", operations: add(1, 2), leaves: [0, 1, 2] },
      { title: "add 2 more", operations: add(3, 4), leaves: [0, 1, 2, 3, 4] },
      { title: "add 6 more", operations: add(5, 6, 7, 8, 9, 10), leaves: first(11) },
      { title: "add a twelfth", operations: add(11), leaves: first(12) },
    ],
  }),
  members({
    id: "add-first",
    title: "Adding to a Group without members makes the first member",
    shape: "members-one",
    requirement: APPEND,
    users: 2,
    start: [],
    steps: [
      { title: "add the first member", operations: add(0), leaves: [0] },
      { title: "add a second", operations: add(1), leaves: [0, 1] },
    ],
  }),
  members({
    id: "remove-one",
    title: "Removing one member keeps the others",
    depth: "smoke",
    shape: "members-few",
    requirement: FILTER,
    users: 4,
    start: [0, 1, 2, 3],
    steps: [
      { title: "remove the second of 4 members", operations: remove(1), leaves: [0, 2, 3] },
      { title: "remove the first of 3 members", operations: remove(0), leaves: [2, 3] },
    ],
  }),
  members({
    id: "remove-several",
    title: "Removing several members in one request removes those and no others",
    shape: "members-few",
    requirement: FILTER,
    users: 5,
    start: [0, 1, 2, 3, 4],
    steps: [{ title: "remove the second and the fourth of 5 members", operations: remove(1, 3), leaves: [0, 2, 4] }],
  }),
  members({
    id: "remove-more-than-half",
    title: "Removing more than half of the members in one request keeps the rest",
    shape: "members-few",
    requirement: FILTER,
    users: 5,
    start: [0, 1, 2, 3, 4],
    steps: [{ title: "remove 4 of 5 members", operations: remove(0, 1, 2, 4), leaves: [3] }],
  }),
  members({
    id: "remove-last",
    title: "Removing the last member leaves none",
    shape: "members-one",
    requirement: "RFC7644-3.5.2.2-FILTER-LAST",
    users: 1,
    start: [0],
    steps: [{ title: "remove the only member", operations: remove(0), leaves: [] }],
  }),
  members({
    id: "remove-one-of-101",
    title: "Removing one of 101 members keeps the other 100",
    shape: "members-many",
    requirement: FILTER,
    users: 101,
    start: first(101),
    steps: [
      { title: "remove the 51st of 101 members", operations: remove(50), leaves: first(101).filter((n) => n !== 50) },
      { title: "add that member again", operations: add(50), leaves: first(101), requirement: APPEND },
    ],
  }),
  members({
    id: "add-100",
    title: "Adding 100 members in one request adds them all",
    shape: "members-many",
    requirement: APPEND,
    users: 101,
    start: [0],
    steps: [
      { title: "add 100 members", operations: add(...first(101).slice(1)), leaves: first(101) },
      {
        title: "replace 101 members by 100 of them",
        operations: replace(...first(101).slice(1)),
        leaves: first(101).slice(1),
        requirement: REPLACE,
      },
      { title: "add one member to 100", operations: add(0), leaves: first(101) },
    ],
  }),
  members({
    id: "replace",
    title: "Replacing the members leaves exactly the ones sent",
    depth: "smoke",
    shape: "members-few",
    requirement: REPLACE,
    users: 4,
    start: [0, 1],
    steps: [
      { title: "replace 2 members by 3, one of them the same", operations: replace(1, 2, 3), leaves: [1, 2, 3] },
      { title: "replace 3 members by 1 of them", operations: replace(2), leaves: [2] },
    ],
  }),
  members({
    id: "replace-overlapping",
    title: "Replacing members by some of them and others does both",
    shape: "members-few",
    requirement: REPLACE,
    users: 4,
    start: [0, 1, 2],
    steps: [{ title: "replace 3 members by 1 of them and another", operations: replace(1, 3), leaves: [1, 3] }],
  }),
  members({
    id: "replace-disjoint",
    title: "Replacing members by entirely different ones replaces them all",
    shape: "members-few",
    requirement: REPLACE,
    users: 4,
    start: [0, 1],
    steps: [{ title: "replace 2 members by 2 others", operations: replace(2, 3), leaves: [2, 3] }],
  }),
  members({
    id: "replace-with-none",
    title: "Replacing the members by none removes everybody",
    shape: "members-empty",
    requirement: REPLACE,
    users: 2,
    start: [0, 1],
    steps: [{ title: "replace 2 members by none", operations: replace(), leaves: [] }],
  }),
  members({
    id: "remove-then-re-add",
    title: "A member who was removed can be added again, also in one request",
    shape: "members-few",
    requirement: APPEND,
    users: 3,
    start: [0, 1],
    steps: [
      { title: "remove a member", operations: remove(1), leaves: [0], requirement: FILTER },
      { title: "add that member again", operations: add(1), leaves: [0, 1] },
      {
        title: "remove one member and add another in one request",
        operations: (style, users) => [
          ...removeMembers(style, pick(users, [0])),
          ...addMembers(style, pick(users, [2])),
        ],
        leaves: [1, 2],
      },
      {
        title: "remove everybody one by one in one request",
        operations: remove(1, 2),
        leaves: [],
        requirement: FILTER,
      },
      { title: "add two of them again", operations: add(0, 2), leaves: [0, 2] },
      // To the letter what was sent before: a server that takes it for a repetition does nothing.
      { title: "add the first one of all once more", operations: add(1), leaves: [0, 1, 2] },
      { title: "remove that one once more", operations: remove(1), leaves: [0, 2], requirement: FILTER },
    ],
  }),
];
