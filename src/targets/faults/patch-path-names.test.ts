import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_PATH_NAMES } from "./patch-path-names.ts";

/** Adds somebody under a path; sees how many members there are afterwards. */
function addedUnder(path: string): See {
  return async (api) => {
    const [value] = await api.users(1);
    const id = await api.group("G");
    await api.patch(id, { op: "add", path, value: [{ value }] });
    return (await api.members(id)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-path-case-ignored": { see: addedUnder("Members"), plain: 1, switched: 0 },
  "patch-filter-case-ignored": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G", [a, b]);
      await api.patch(id, { op: "remove", path: `members[Value eq "${a}"]` });
      await api.patch(id, { op: "remove", path: `members[value EQ "${b}"]` });
      return (await api.members(id)).length;
    },
    plain: 0,
    switched: 2,
  },
  "patch-urn-path-ignored": {
    see: addedUnder("urn:ietf:params:scim:schemas:core:2.0:Group:members"),
    plain: 1,
    switched: 0,
  },
};

test.each(dialectRows(PATCH_PATH_NAMES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
