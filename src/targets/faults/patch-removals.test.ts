import { expect, test } from "vitest";
import {
  dialectRows,
  edited,
  membersPatched,
  observeBoth,
  type Proof,
  refusedPatch,
  type See,
} from "../testing/observe.ts";
import { PATCH_REMOVALS } from "./patch-removals.ts";

/** The status of the last edit as a class: 2 or 5. */
function statusClass(first: string, ...edits: readonly string[]): See {
  return async (api) => Math.floor(((await edited(api, first, ...edits)).statuses.at(-1) ?? 0) / 100);
}

/** Removes so many of a large group and counts those left. */
function countAfterRemoval(size: number): See {
  return async (api) => {
    const users = await api.users(size);
    const id = await api.group("Large", users);
    await api.patch(id, { op: "remove", path: `members[value eq "${users[0] ?? ""}"]` });
    return (await api.members(id)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-remove-one-empties": { see: membersPatched("abc", "-a"), plain: "bc", switched: "" },
  "patch-remove-one-ignored": { see: membersPatched("abc", "-a"), plain: "bc", switched: "abc" },
  "patch-remove-one-hits-next": { see: membersPatched("abc", "-a"), plain: "bc", switched: "ac" },
  "patch-remove-one-takes-next-too": { see: membersPatched("abc", "-a"), plain: "bc", switched: "c" },
  "patch-removals-index-shift": { see: membersPatched("abcd", "-ab"), plain: "cd", switched: "bd" },
  "patch-removals-only-first": { see: membersPatched("abcd", "-ab"), plain: "cd", switched: "bcd" },
  "patch-remove-majority-500": { see: statusClass("abc", "-ab"), plain: 2, switched: 5 },
  "patch-remove-majority-empties": { see: membersPatched("abc", "-ab"), plain: "c", switched: "" },
  "patch-remove-last-ignored": { see: membersPatched("ab", "-a", "-b"), plain: "", switched: "b" },
  "patch-remove-by-first-letters": {
    see: async (api) => (await countAfterRemoval(60)(api)) === 59,
    plain: true,
    switched: false,
  },
  "patch-large-group-cut": { see: countAfterRemoval(103), plain: 102, switched: 99 },
  "patch-remove-stranger-404": { see: refusedPatch("ab", "-c"), plain: [false, "ab"], switched: [true, "ab"] },
  "patch-remove-stranger-500": { see: statusClass("ab", "-c"), plain: 2, switched: 5 },
  "patch-remove-stranger-takes-last": { see: membersPatched("ab", "-c"), plain: "ab", switched: "a" },
  "patch-remove-stranger-empties": { see: membersPatched("ab", "-c"), plain: "ab", switched: "" },
  "patch-removed-member-locked-out": { see: membersPatched("ab", "-a", "+a"), plain: "ab", switched: "b" },
  "patch-rename-brings-back-removed": { see: membersPatched("ab", "-a", "!New"), plain: "b", switched: "ab" },
};

test.each(dialectRows(PATCH_REMOVALS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
