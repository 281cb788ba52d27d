import { expect, test } from "vitest";
import { observeBoth, type Proof, proofRows, type See } from "../testing/observe.ts";
import { MEMBERS_TAKEN } from "./members-taken.ts";

/** PUTs a known and an unknown member; sees the status and how many members there are afterwards. */
const unknown: See = async (api) => {
  const users = await api.users(2);
  const id = await api.group("G", users);
  const { status } = await api.put(id, "G", [...users.slice(0, 1), "nobody"]);
  return [status, (await api.members(id)).length];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "unknown-members-dropped": { see: unknown, plain: [400, 2], switched: [200, 1] },
  "unknown-members-stored": {
    see: async (api) => {
      const id = await api.group("G");
      const { status } = await api.put(id, "G", ["nobody"]);
      return [status, await api.members(id)];
    },
    plain: [400, []],
    switched: [200, ["nobody"]],
  },
  "unknown-members-404": { see: unknown, plain: [400, 2], switched: [404, 2] },
  "unknown-members-409": { see: unknown, plain: [400, 2], switched: [409, 2] },
  "repeated-members-refused": {
    see: async (api) => {
      const [user = ""] = await api.users(1);
      return (await api.put(await api.group("G"), "G", [user, user])).status;
    },
    plain: 200,
    switched: 400,
  },
  "group-member-refused": {
    see: async (api) => (await api.put(await api.group("G"), "G", [await api.group("Inner")])).status,
    plain: 200,
    switched: 400,
  },
};

test.each(proofRows(MEMBERS_TAKEN, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] })).toEqual({ plain, switched });
});
