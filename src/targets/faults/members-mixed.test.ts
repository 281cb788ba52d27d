import { expect, test } from "vitest";
import { dialectRows, membersAfter, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { MEMBERS_MIXED } from "./members-mixed.ts";

/** Puts somebody into a group; sees how many members another one of this name has then. */
function filledBeside(name: string): See {
  return async (api) => {
    const other = await api.group(name);
    await api.put(await api.group("Same"), "Same", await api.users(1));
    return (await api.members(other)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-rename-drops-members": {
    see: async (api) => {
      const users = await api.users(2);
      const id = await api.group("Old", users);
      await api.put(id, "New", users);
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 0,
  },
  "put-same-name-skips-members": { see: membersAfter("ab", "bc"), plain: "bc", switched: "ab" },
  "put-members-immutable-refused": { see: membersAfter("ab", "bc"), plain: "bc", switched: "ab" },
  "put-members-name-case-ignored": {
    see: async (api) => {
      const [value] = await api.users(1);
      const id = await api.group("G");
      await api.put(id, "G", [], { members: undefined, Members: [{ value }] });
      return (await api.members(id)).length;
    },
    plain: 1,
    switched: 0,
  },
  "put-members-by-display": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G");
      const display = (await api.send("GET", `/Users/${b}`)).json.userName;
      await api.put(id, "G", [], { members: [{ value: a, display }] });
      return (await api.members(id))[0] === a;
    },
    plain: true,
    switched: false,
  },
  "put-member-without-value-stored": {
    see: async (api) => {
      const id = await api.group("G", await api.users(1));
      const { status } = await api.put(id, "G", [], { members: [{ display: "nobody" }] });
      return [status, (await api.send("GET", `/Groups/${id}`)).json.members?.length ?? 0];
    },
    plain: [400, 1],
    switched: [200, 1],
  },
  "put-members-duplicated-on-repeat": { see: membersAfter("a", "ab", "ab"), plain: "ab", switched: "aabb" },
  "put-members-repeats-stored": { see: membersAfter("a", "bb"), plain: "b", switched: "bb" },
  "put-absent-members-kept-unshown": {
    see: async (api) => {
      const users = await api.users(2);
      const id = await api.group("G", users);
      const { json } = await api.put(id, "H", [], { members: undefined });
      const shown = json.members?.length ?? 0;
      return shown === (await api.members(id)).length;
    },
    plain: true,
    switched: false,
  },
  "put-members-leave-other-groups": {
    see: async (api) => {
      const users = await api.users(2);
      const other = await api.group("Other", users);
      await api.put(await api.group("G"), "G", users.slice(0, 1));
      return (await api.members(other)).length;
    },
    plain: 2,
    switched: 1,
  },
  "put-hits-same-name-group": { see: filledBeside("Same"), plain: 0, switched: 1 },
  "put-hits-name-in-other-case": { see: filledBeside("SAME"), plain: 0, switched: 1 },
  "put-renames-longer-names": {
    see: async (api) => {
      const other = await api.group("Team 2");
      await api.put(await api.group("Team"), "Crew");
      return await api.name(other);
    },
    plain: "Team 2",
    switched: "Crew 2",
  },
  "put-unknown-member-wipes": {
    see: async (api) => {
      const users = await api.users(2);
      const id = await api.group("G", users);
      const { status } = await api.put(id, "G", [...users, "nobody"]);
      return [status, (await api.members(id)).length];
    },
    plain: [400, 2],
    switched: [400, 0],
  },
  "put-unknown-member-500": {
    see: async (api) => (await api.put(await api.group("G"), "G", ["nobody"])).status,
    plain: 400,
    switched: 500,
  },
};

test.each(dialectRows(MEMBERS_MIXED, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
