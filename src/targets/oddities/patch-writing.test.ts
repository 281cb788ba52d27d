import { expect, test } from "vitest";
import { dialectRows, edited, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_WRITING } from "./patch-writing.ts";

/** Sends one operation to a group of two; sees the class of the status, and how many members there are afterwards. */
function sent(make: (users: readonly string[]) => object): See {
  return async (api) => {
    const users = await api.users(3);
    const id = await api.group("G", users.slice(0, 2));
    const { status } = await api.patch(id, make(users));
    return [Math.floor(status / 100), (await api.members(id)).length];
  };
}

/** Renames a group; sees the class of the status, and the name afterwards. */
function renamed(make: (renaming: object, id: string) => object): See {
  return async (api) => {
    const id = await api.group("Old");
    const { status } = await api.patch(id, make(api.renaming("New"), id));
    return [Math.floor(status / 100), await api.name(id)];
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-repeat-in-value-refused": {
    see: sent(([, , value]) => ({ op: "add", path: "members", value: [{ value }, { value }] })),
    plain: [2, 3],
    switched: [4, 2],
  },
  "patch-compound-filter-refused": {
    see: sent(([a, b]) => ({ op: "remove", path: `members[value eq "${a}" or value eq "${b}"]` })),
    plain: [2, 0],
    switched: [4, 2],
  },
  "patch-spelled-paths-refused": {
    see: sent(([, , value]) => ({ op: "add", path: "Members", value: [{ value }] })),
    plain: [2, 3],
    switched: [4, 2],
  },
  "patch-foreign-id-refused": {
    see: renamed(() => ({ op: "replace", value: { id: "r-1", displayName: "New" } })),
    plain: [2, "New"],
    switched: [4, "Old"],
  },
  "patch-names-unique": {
    see: async (api) => {
      await api.group("NEW");
      const id = await api.group("Old");
      const { status } = await api.rename(id, "New");
      return [Math.floor(status / 100), await api.name(id)];
    },
    plain: [2, "New"],
    switched: [4, "Old"],
  },
  "patch-line-breaks-refused": {
    see: renamed((renaming) => ({ ...renaming, value: "one\r\ntwo" })),
    plain: [2, "one\r\ntwo"],
    switched: [4, "Old"],
  },
  "patch-times-whole-seconds": {
    see: async (api) => {
      const { id } = await edited(api, "a", "+b");
      return /\.\d+Z/u.test((await api.get(id)).text);
    },
    plain: true,
    switched: false,
  },
};

test.each(dialectRows(PATCH_WRITING, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
