import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { USERS_TOUCHED } from "./users-touched.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-display-renames-user": {
    see: async (api) => {
      const [value = ""] = await api.users(1);
      await api.put(await api.group("G"), "G", [], { members: [{ value, display: "Somebody Else" }] });
      return (await api.user(value)).json.displayName === "Somebody Else";
    },
    plain: false,
    switched: true,
  },
  "put-left-out-member-unlinked": {
    see: async (api) => {
      const { json } = await api.send("POST", "/Users", { body: { ...USER, externalId: "x-1" } });
      const id = json.id;
      await api.put(await api.group("G", [id]), "G", []);
      return (await api.user(id)).json.externalId;
    },
    plain: "x-1",
    switched: undefined,
  },
  "patch-removed-member-deactivated": {
    see: async (api) => {
      const users = await api.users(1);
      const id = await api.group("G", users);
      await api.patch(id, { op: "remove", path: `members[value eq "${users[0] ?? ""}"]` });
      return (await api.user(users[0] ?? "")).json["active"] === false;
    },
    plain: false,
    switched: true,
  },
  "patch-removed-member-deleted": {
    see: async (api) => {
      const [a = ""] = await api.users(1);
      const id = await api.group("G", [a]);
      await api.patch(id, { op: "remove", path: `members[value eq "${a}"]` });
      return (await api.user(a)).status;
    },
    plain: 200,
    switched: 404,
  },
  "user-rename-leaves-groups": {
    see: async (api) => {
      const users = await api.users(1);
      const id = await api.group("G", users);
      const { json } = await api.user(users[0] ?? "");
      await api.send("PUT", `/Users/${json.id}`, { body: { ...json, userName: "renamed@example.test" } });
      return (await api.members(id)).length;
    },
    plain: 1,
    switched: 0,
  },
  "patch-user-leaves-second-group": {
    see: async (api) => {
      const users = await api.users(1);
      const groups = [await api.group("G", users), await api.group("H", users)];
      await api.send("PATCH", `/Users/${users[0] ?? ""}`, { body: PATCH });
      return await Promise.all(groups.map(async (id) => (await api.members(id)).length));
    },
    plain: [1, 1],
    switched: [1, 0],
  },
};

const USER = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "unlinked@example.test" };

const PATCH = {
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: [{ op: "replace", path: "displayName", value: "New" }],
};

test.each(dialectRows(USERS_TOUCHED, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
