import type { ScenarioContext } from "../context.ts";
import { expectLegal } from "../expect-legal.ts";
import { patchRules } from "../expect-patched.ts";
import {
  addMembers,
  asTheRfc,
  type PatchOperation,
  type PatchStyle,
  removeMembers,
  renameTo,
} from "../patch-operations.ts";
import type { Depth, Scenario } from "../scenario.ts";
import { stateAfter, styleOf } from "./style.ts";

const SEQUENTIAL = "RFC7644-3.5.2-SEQUENTIAL";
const RULES = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");

/** What a request is made from: users by their place, names by their label. */
interface Parts {
  readonly users: readonly string[];
  readonly name: (label: string) => string;
  /** The name that the Group has before the request. */
  readonly called: string;
}

interface Request {
  readonly title: string;
  readonly operations: (style: PatchStyle, parts: Parts) => readonly PatchOperation[];
}

interface Recipe {
  readonly id: string;
  readonly title: string;
  readonly depth?: Depth;
  readonly requirements: readonly string[];
  readonly users: number;
  /** How many of the users are members to begin with. */
  readonly start: number;
  readonly requests: readonly Request[];
  /** True where a server may have a limit of its own, and refuses what is beyond it. */
  readonly mayRefuse?: true;
}

/** Requests of several operations, one after another; what each must come to is computed, and seen by a read. */
function operations(recipe: Recipe): Scenario {
  return {
    id: `patch.group.${recipe.id}`,
    title: recipe.title,
    depth: recipe.depth ?? "standard",
    requirements: recipe.requirements,
    users: recipe.users,
    groups: 1,
    run: async (context) => await runRecipe(context, recipe),
  };
}

async function runRecipe(context: ScenarioContext, recipe: Recipe): Promise<void> {
  const style = await styleOf(context);
  const users = await context.users(recipe.users);
  const group = await context.group(users.slice(0, recipe.start));
  let before: Parameters<typeof expectLegal>[1]["before"] = group;
  for (const { title, operations: asked } of recipe.requests) {
    const parts: Parts = { users, name: (label) => context.name(label), called: before.displayName };
    const answer = await context.write(group.id, asked(style, parts), {
      title: `PATCH: ${title}`,
      intent: recipe.mayRefuse === true ? { kind: "open", why: recipe.title } : { kind: "valid" },
    });
    const seen = await expectLegal(context, {
      group,
      before,
      answer,
      operations: asked(asTheRfc(style), parts),
      shape: "members-few",
      rules: RULES,
      about: SEQUENTIAL,
      ...(recipe.mayRefuse === true ? { mayRefuse: true } : {}),
    });
    before = stateAfter(context, before, answer, seen);
  }
}

const at = ({ users }: Parts, ...places: readonly number[]): readonly string[] =>
  places.flatMap((place) => users[place] ?? []);

/** Several operations of one request apply in their order, each on the result of the one before. */
export const patchOperations: readonly Scenario[] = [
  operations({
    id: "several-operations",
    title: "The operations of one PATCH apply in their order",
    requirements: [SEQUENTIAL, "RFC7644-3.5.2.3-SINGLE"],
    users: 3,
    start: 1,
    requests: [
      {
        title: "rename, add a member, rename again, add another",
        operations: (style, parts) => [
          renameTo(style, parts.name("first")),
          ...addMembers(style, at(parts, 1)),
          renameTo(style, parts.name("last")),
          ...addMembers(style, at(parts, 2)),
        ],
      },
    ],
  }),
  operations({
    id: "operations-order",
    title: "Operations of one PATCH on the same member apply in their order",
    requirements: [SEQUENTIAL, "RFC7644-3.5.2.1-MULTI-APPEND", "RFC7644-3.5.2.2-FILTER-VALUE"],
    users: 3,
    start: 2,
    requests: [
      {
        title: "add a member, remove that member, rename",
        operations: (style, parts) => [
          ...addMembers(style, at(parts, 2)),
          ...removeMembers(style, at(parts, 2)),
          renameTo(style, parts.name("first")),
        ],
      },
      {
        title: "remove a member, add that member, rename",
        operations: (style, parts) => [
          ...removeMembers(style, at(parts, 0)),
          ...addMembers(style, at(parts, 0)),
          renameTo(style, parts.name("second")),
        ],
      },
      {
        title: "remove one member, add another, remove a second",
        operations: (style, parts) => [
          ...removeMembers(style, at(parts, 0)),
          ...addMembers(style, at(parts, 2)),
          ...removeMembers(style, at(parts, 1)),
        ],
      },
    ],
  }),
  operations({
    id: "operations-many",
    title: "All of a dozen operations in one PATCH apply",
    requirements: [SEQUENTIAL, "RFC7644-3.5.2.2-FILTER-VALUE"],
    users: 12,
    start: 6,
    requests: [
      {
        title: "remove 5 of 6 members and add 6 others, one by one, and rename",
        operations: (style, parts) => [
          ...removeMembers(style, at(parts, 0, 1, 2, 3, 4)),
          ...[6, 7, 8, 9, 10, 11].flatMap((place) => addMembers(style, at(parts, place))),
          renameTo(style, parts.name("last of all")),
        ],
      },
    ],
  }),
  operations({
    id: "operations-25",
    title: "All of 25 operations in one PATCH apply, or it is refused without effect",
    requirements: [SEQUENTIAL, "RFC7644-3.5.2.2-FILTER-VALUE"],
    users: 6,
    start: 3,
    mayRefuse: true,
    requests: [
      {
        title: "add a member and remove that member ten times, add three others, and remove two that were there",
        operations: (style, parts) => [
          ...Array.from({ length: 10 }, () => [
            ...addMembers(style, at(parts, 3)),
            ...removeMembers(style, at(parts, 3)),
          ]).flat(),
          ...[3, 4, 5].flatMap((place) => addMembers(style, at(parts, place))),
          ...removeMembers(style, at(parts, 0, 1)),
        ],
      },
    ],
  }),
  operations({
    id: "operations-undone",
    title: "A PATCH whose operations undo each other changes nothing",
    requirements: ["OPENAPI-PATCH-NO-CHANGE-STATUS", SEQUENTIAL],
    users: 3,
    start: 2,
    requests: [
      {
        title: "rename, and rename back",
        operations: (style, parts) => [renameTo(style, parts.name("away")), renameTo(style, parts.called)],
      },
      {
        title: "add a member and remove that member",
        operations: (style, parts) => [...addMembers(style, at(parts, 2)), ...removeMembers(style, at(parts, 2))],
      },
      {
        title: "remove a member and add that member",
        operations: (style, parts) => [...removeMembers(style, at(parts, 1)), ...addMembers(style, at(parts, 1))],
      },
    ],
  }),
];
