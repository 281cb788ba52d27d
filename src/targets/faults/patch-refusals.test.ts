import { expect, test } from "vitest";
import { dialectRows, edited, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_REFUSALS } from "./patch-refusals.ts";

/** Sends one operation to a group of two; sees the status, and how many members there are afterwards. */
function sent(make: (user: string) => object): See {
  return async (api) => {
    const users = await api.users(3);
    const id = await api.group("G", users.slice(0, 2));
    const { status } = await api.patch(id, make(users[2] ?? ""));
    return [status, (await api.members(id)).length];
  };
}

/** The status of an edit of a group of two, and how many members there are afterwards. */
function edit(text: string): See {
  return async (api) => {
    const { statuses, members } = await edited(api, "ab", text);
    return [statuses[0], members.length];
  };
}

/** Whether an edit was refused by a status below 500, and how many members there are afterwards. */
function refusal(text: string): See {
  return async (api) => {
    const { statuses, members } = await edited(api, "ab", text);
    return [Math.floor((statuses[0] ?? 0) / 100), members.length];
  };
}

const foreign = sent((user) => ({ op: "remove", path: `members[value ne "${user}"]` }));
const bareRemove = sent(() => ({ op: "remove", path: "members" }));
const bareMembers = sent((user) => ({ op: "add", path: "members", value: [user] }));
const emptyName: See = async (api) => {
  const id = await api.group("G");
  const { status } = await api.rename(id, "");
  return [status, await api.name(id)];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-foreign-filter-empties": { see: foreign, plain: [400, 2], switched: [200, 0] },
  "patch-foreign-filter-claimed": { see: foreign, plain: [400, 2], switched: [204, 2] },
  "patch-foreign-filter-as-eq": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G", [a, b]);
      await api.patch(id, { op: "remove", path: `members[value eq "${b}" and display eq "x"]` });
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 1,
  },
  "patch-remove-by-value-taken": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G", [a, b]);
      await api.patch(id, { op: "remove", path: "members", value: [{ value: b }] });
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 1,
  },
  "patch-foreign-filter-500": { see: foreign, plain: [400, 2], switched: [500, 2] },
  "patch-remove-without-filter-empties": { see: bareRemove, plain: [400, 2], switched: [200, 0] },
  "patch-remove-without-filter-claimed": { see: bareRemove, plain: [400, 2], switched: [204, 2] },
  "patch-bare-members-taken": { see: bareMembers, plain: [400, 2], switched: [200, 3] },
  "patch-bare-members-claimed": { see: bareMembers, plain: [400, 2], switched: [204, 2] },
  "patch-members-without-value-claimed": {
    see: sent(() => ({ op: "add", path: "members", value: [{ display: "x" }] })),
    plain: [400, 2],
    switched: [204, 2],
  },
  "patch-empty-name-stored": { see: emptyName, plain: [400, "G"], switched: [200, ""] },
  "patch-empty-name-claimed": { see: emptyName, plain: [400, "G"], switched: [204, "G"] },
  "patch-unknown-user-dropped": { see: edit("+c?"), plain: [404, 2], switched: [200, 3] },
  "patch-unknown-user-dropped-in-replace": { see: edit("=c?"), plain: [404, 2], switched: [200, 1] },
  "patch-unknown-user-stored": { see: edit("+c?"), plain: [404, 2], switched: [200, 4] },
  "patch-unknown-user-400": { see: edit("+c?"), plain: [404, 2], switched: [400, 2] },
  "patch-unknown-user-empties": { see: refusal("=a?"), plain: [4, 2], switched: [4, 0] },
  "patch-unknown-user-500": { see: refusal("+?"), plain: [4, 2], switched: [5, 2] },
  "patch-remove-unknown-user-404": { see: edit("-?"), plain: [204, 2], switched: [404, 2] },
  "patch-other-attribute-claimed": {
    see: sent(() => ({ op: "replace", path: "nickName", value: "x" })),
    plain: [400, 2],
    switched: [204, 2],
  },
};

test.each(dialectRows(PATCH_REFUSALS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
