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
import { PATCH_ADDITIONS } from "./patch-additions.ts";

/** Whether an edit moves lastModified. */
function moves(edit: string): See {
  return async (api) => {
    const { id, answers } = await edited(api, "ab", edit);
    const { meta } = (await api.get(id)).json;
    return [answers[0]?.status, meta["lastModified"] !== meta["created"]];
  };
}

const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** How many members a group of two has after an operation without a path that names them so. */
function withoutPath(op: string, named: (users: readonly string[]) => readonly string[]): See {
  return async (api) => {
    const users = await api.users(3);
    const id = await api.group("G", users.slice(0, 2));
    await api.patch(id, { op, value: { members: named(users).map((value) => ({ value })) } });
    return (await api.members(id)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-add-no-path-ignored": { see: withoutPath("add", (users) => users.slice(2)), plain: 3, switched: 2 },
  "patch-add-no-path-replaces": { see: withoutPath("add", (users) => users.slice(2)), plain: 3, switched: 1 },
  "patch-replace-no-path-adds": { see: withoutPath("replace", (users) => users.slice(2)), plain: 1, switched: 3 },
  "patch-members-lose-external-id": {
    see: async (api) => {
      const id = await api.group("G");
      await api.send("PATCH", `/Groups/${id}`, {
        body: {
          schemas: [PATCH_OP],
          Operations: [{ op: "add", path: "externalId", value: "x" }],
        },
      });
      await api.patch(id, { op: "add", path: "members", value: [{ value: (await api.users(1))[0] }] });
      return (await api.get(id)).json["externalId"];
    },
    plain: "x",
    switched: undefined,
  },
  "patch-add-replaces": { see: membersPatched("ab", "+c"), plain: "abc", switched: "c" },
  "patch-add-ignored": { see: membersPatched("ab", "+c"), plain: "abc", switched: "ab" },
  "patch-add-first-only": { see: membersPatched("ab", "+cd"), plain: "abcd", switched: "abc" },
  "patch-add-several-replaces": { see: membersPatched("ab", "+c", "+de"), plain: "abcde", switched: "de" },
  "patch-add-to-empty-ignored": { see: membersPatched("", "+a"), plain: "a", switched: "" },
  "patch-add-drops-first": { see: membersPatched("abcde", "+f"), plain: "abcdef", switched: "bcdef" },
  "patch-readd-duplicates": { see: membersPatched("ab", "+a"), plain: "ab", switched: "aab" },
  "patch-readd-display-duplicates": {
    see: async (api) => {
      const users = await api.users(2);
      const id = await api.group("G", users);
      await api.patch(id, { op: "add", path: "members", value: [{ value: users[0] }] });
      await api.patch(id, { op: "add", path: "members", value: [{ value: users[0], display: "Another" }] });
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 3,
  },
  "patch-add-beside-known-ignored": { see: membersPatched("ab", "+bc"), plain: "abc", switched: "ab" },
  "patch-readd-409": { see: refusedPatch("ab", "+a"), plain: [false, "ab"], switched: [true, "ab"] },
  "patch-readd-500": { see: refusedPatch("ab", "+a"), plain: [false, "ab"], switched: [true, "ab"] },
  "patch-readd-removes": { see: membersPatched("ab", "+a"), plain: "ab", switched: "b" },
  "patch-readd-moves-last-modified": { see: moves("+a"), plain: [200, false], switched: [200, true] },
  "patch-add-keeps-last-modified": { see: moves("+c"), plain: [200, true], switched: [200, false] },
  "patch-add-repeat-in-request": { see: membersPatched("a", "+bb"), plain: "ab", switched: "abb" },
  "patch-add-leaves-other-groups": {
    see: async (api) => {
      const users = await api.users(2);
      const other = await api.group("Other", users);
      await api.patch(await api.group("G"), { op: "add", path: "members", value: [{ value: users[0] }] });
      return (await api.members(other)).length;
    },
    plain: 2,
    switched: 1,
  },
  "patch-replace-adds": { see: membersPatched("ab", "=bc"), plain: "bc", switched: "abc" },
  "patch-replace-empties": { see: membersPatched("ab", "=bc"), plain: "bc", switched: "" },
  "patch-replace-ignored": { see: membersPatched("ab", "=bc"), plain: "bc", switched: "ab" },
  "patch-replace-drops-those-kept": { see: membersPatched("ab", "=bc"), plain: "bc", switched: "c" },
  "patch-replace-last-only": { see: membersPatched("ab", "=bc"), plain: "bc", switched: "c" },
  "patch-replace-with-none-ignored": { see: membersPatched("ab", "="), plain: "", switched: "ab" },
  "patch-replace-with-none-refused": { see: refusedPatch("ab", "="), plain: [false, ""], switched: [true, "ab"] },
  "patch-replace-disjoint-keeps-one": { see: membersPatched("ab", "=cd"), plain: "cd", switched: "acd" },
};

test.each(dialectRows(PATCH_ADDITIONS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
