import { expect, test } from "vitest";
import { dialectRows, edited, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_SPELLINGS } from "./patch-spellings.ts";

/** Sends one operation to a group of two; sees the class of the status, and how many members there are afterwards. */
function sent(make: (users: readonly string[]) => object): See {
  return async (api) => {
    const users = await api.users(3);
    const id = await api.group("G", users.slice(0, 2));
    const { status } = await api.patch(id, make(users));
    return [Math.floor(status / 100), (await api.members(id)).length];
  };
}

/** Replaces `id`; sees the class of the status, and whether the group is where it was. */
const idByPath: See = async (api) => {
  const id = await api.group("G");
  const { status } = await api.patch(id, api.renaming("New"), { op: "replace", path: "id", value: "other" });
  return [Math.floor(status / 100), (await api.get(id)).status, (await api.get("other")).status];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-path-display-name-claimed": {
    see: sent(() => ({ op: "replace", path: "displayName", value: "New" })),
    plain: [4, 2],
    switched: [2, 2],
  },
  "patch-readd-display-refused": {
    see: sent(([value]) => ({ op: "add", path: "members", value: [{ value, display: "Another" }] })),
    plain: [2, 2],
    switched: [4, 2],
  },
  "patch-op-absent-claimed": {
    see: sent(([a]) => ({ path: "members", value: [{ value: a }] })),
    plain: [4, 2],
    switched: [2, 2],
  },
  "patch-bare-id-replaces": {
    see: sent(([, , c]) => ({ op: "add", path: "members", value: c })),
    plain: [2, 3],
    switched: [2, 1],
  },
  "patch-either-filter-first-only": {
    see: sent(([a, b]) => ({ op: "remove", path: `members[value eq "${a}" or value eq "${b}"]` })),
    plain: [2, 0],
    switched: [2, 1],
  },
  "patch-replace-without-match-adds": {
    see: sent(([, , c]) => ({ op: "replace", path: `members[value eq "${c}"]`, value: { value: c } })),
    plain: [4, 2],
    switched: [2, 3],
  },
  "patch-id-path-becomes-id": { see: idByPath, plain: [4, 200, 404], switched: [2, 404, 200] },
  "patch-id-path-claimed": { see: idByPath, plain: [4, 200, 404], switched: [2, 200, 404] },
  "patch-one-attribute-in-request": {
    see: async (api) => {
      const { name, members } = await edited(api, "ab", "!New-a");
      return [name, members];
    },
    plain: ["New", "b"],
    switched: ["Group", "b"],
  },
};

test.each(dialectRows(PATCH_SPELLINGS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
