import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { TAKEN_FOR_ANOTHER } from "./taken-for-another.ts";

/** Makes one who is active and one who is not. */
async function twoUsers(api: Client): Promise<string[]> {
  const { json } = await api.newUser({ active: false });
  return [...(await api.users(1)), json.id];
}

/** PATCHes a group without members and counts them. */
async function added(api: Client, value: readonly object[]): Promise<number> {
  const id = await api.group("G");
  await api.patch(id, { op: "add", path: "members", value });
  return (await api.members(id)).length;
}

async function titleAfter(api: Client, write: (group: string, user: string) => Promise<unknown>): Promise<unknown> {
  const { json } = await api.newUser({ title: "Engineer" });
  await write(await api.group("G", [json.id]), json.id);
  return (await api.user(json.id)).json["title"];
}

const sameDisplay = (ids: readonly string[]): readonly object[] => ids.map((value) => ({ value, display: "Kim" }));

const replaceWithoutValue: Proof = {
  see: async (api) => {
    const id = await api.group("G");
    const { status } = await api.patch(id, api.renaming("H"), { op: "replace", path: "members" });
    return [status < 300, await api.name(id)];
  },
  plain: [false, "G"],
  switched: [true, "G"],
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-inactive-member-left-out": {
    see: async (api) => {
      const id = await api.group("G");
      await api.put(id, "G", await twoUsers(api));
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 1,
  },
  "patch-inactive-member-left-out": {
    see: async (api) =>
      await added(
        api,
        (await twoUsers(api)).map((value) => ({ value })),
      ),
    plain: 2,
    switched: 1,
  },
  "put-same-display-merged": {
    see: async (api) => {
      const id = await api.group("G");
      await api.put(id, "G", [], { members: sameDisplay(await api.users(2)) });
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 1,
  },
  "patch-same-display-merged": {
    see: async (api) => await added(api, sameDisplay(await api.users(2))),
    plain: 2,
    switched: 1,
  },
  "put-id-read-as-number": {
    see: async (api) => {
      const id = await api.group("G");
      await api.put(`${id}x`, "H");
      return await api.name(id);
    },
    plain: "G",
    switched: "H",
  },
  "patch-id-read-as-number": {
    see: async (api) => {
      const id = await api.group("G");
      await api.rename(`${id}x`, "H");
      return await api.name(id);
    },
    plain: "G",
    switched: "H",
  },
  "patch-remove-by-prefix": {
    see: async (api) => {
      const [user = ""] = await api.users(1);
      const id = await api.group("G", [user]);
      await api.patch(id, { op: "remove", path: `members[value eq "${user.slice(0, -1)}"]` });
      return (await api.members(id)).length;
    },
    plain: 1,
    switched: 0,
  },
  "patch-replace-without-value-claimed": { ...replaceWithoutValue, switched: [true, "H"] },
  "patch-replace-without-value-stops-all": replaceWithoutValue,
  "user-emails-follow-user-name": {
    see: async (api) => {
      const emails = [{ value: "a@example.test" }];
      const { json } = await api.newUser({ emails });
      await api.putUser(json.id, { userName: "renamed@example.test", emails });
      return (await api.user(json.id)).json["emails"];
    },
    plain: [{ value: "a@example.test" }],
    switched: [{ value: "renamed@example.test" }],
  },
  "user-null-as-text": {
    see: async (api) => {
      const { json } = await api.newUser({ title: "Engineer" });
      await api.putUser(json.id, { userName: "renamed@example.test", title: null });
      return (await api.user(json.id)).json["title"];
    },
    plain: undefined,
    switched: "null",
  },
  "put-group-name-as-title": {
    see: async (api) => await titleAfter(api, async (group, user) => await api.put(group, "H", [user])),
    plain: "Engineer",
    switched: "H",
  },
  "patch-group-name-as-title": {
    see: async (api) => await titleAfter(api, async (group) => await api.rename(group, "H")),
    plain: "Engineer",
    switched: "H",
  },
};

test.each(dialectRows(TAKEN_FOR_ANOTHER, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
