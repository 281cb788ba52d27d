import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, nameAfter, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { GROUP_EDITS } from "./group-edits.ts";

const EMAILS = [{ value: "kim@example.test" }];

/** An ordinary User and one who is not, both in a Group; how many are left after an edit. */
function left(odd: object, edit: (api: Client, group: string, odd: string, usual: string) => Promise<unknown>): See {
  return async (api) => {
    const usual = (await api.newUser({ emails: EMAILS, displayName: "Kim" })).json.id;
    const other = (await api.newUser({ emails: EMAILS, displayName: "Kim", ...odd })).json.id;
    const id = await api.group("G", [usual, other]);
    await edit(api, id, other, usual);
    return (await api.members(id)).length;
  };
}

const putWithout = async (api: Client, id: string, _: string, usual: string): Promise<unknown> =>
  await api.put(id, "G", [usual]);
const remove = async (api: Client, id: string, odd: string): Promise<unknown> =>
  await api.patch(id, { op: "remove", path: `members[value eq "${odd}"]` });

/** Whether a User who is not active is so after a write of the Group that he is in. */
function active(write: (api: Client, group: string, user: string) => Promise<unknown>): See {
  return async (api) => {
    const { id } = (await api.newUser({ active: false })).json;
    await write(api, await api.group("G", [id]), id);
    return (await api.user(id)).json["active"];
  };
}

/** How many members a write leaves of one without emails. */
function minimal(write: (api: Client, group: string, user: string) => Promise<unknown>): See {
  return async (api) => {
    const { id } = (await api.newUser()).json;
    const group = await api.group("G");
    await write(api, group, id);
    return (await api.members(group)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-inactive-member-stays": { see: left({ active: false }, putWithout), plain: 1, switched: 2 },
  "patch-inactive-member-stays": { see: left({ active: false }, remove), plain: 1, switched: 2 },
  "put-member-reactivated": {
    see: active(async (api, group, user) => await api.put(group, "H", [user])),
    plain: false,
    switched: true,
  },
  "patch-member-reactivated": {
    see: active(async (api, group) => await api.rename(group, "H")),
    plain: false,
    switched: true,
  },
  "put-longer-name-ignored": { see: nameAfter("Before 2"), plain: "Before 2", switched: "Before" },
  "patch-longer-name-ignored": {
    see: async (api) => {
      const id = await api.group("Before");
      await api.rename(id, "Before 2");
      return await api.name(id);
    },
    plain: "Before 2",
    switched: "Before",
  },
  "put-namesakes-leave-together": { see: left({}, putWithout), plain: 1, switched: 0 },
  "patch-namesakes-leave-together": { see: left({}, remove), plain: 1, switched: 0 },
  "put-member-without-emails-left-out": {
    see: minimal(async (api, group, user) => await api.put(group, "G", [user])),
    plain: 1,
    switched: 0,
  },
  "patch-member-without-emails-left-out": {
    see: minimal(
      async (api, group, user) => await api.patch(group, { op: "add", path: "members", value: [{ value: user }] }),
    ),
    plain: 1,
    switched: 0,
  },
  "patch-clears-external-id": {
    see: async (api) => {
      const body = { displayName: "G", externalId: "E-1" };
      const { id } = (await api.send("POST", "/Groups", { body })).json;
      await api.rename(id, "H");
      return (await api.get(id)).json.externalId;
    },
    plain: "E-1",
    switched: "",
  },
  "name-formula-guarded": { see: nameAfter("=1"), plain: "=1", switched: "'=1" },
  "name-word-emptied": { see: nameAfter("Null"), plain: "Null", switched: "-" },
  "name-lines-joined": { see: nameAfter("a\tb\nc"), plain: "a\tb\nc", switched: "a b c" },
};

test.each(dialectRows(GROUP_EDITS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
