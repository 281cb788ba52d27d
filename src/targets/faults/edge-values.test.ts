import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { EDGE_VALUES } from "./edge-values.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** Makes a User, sends an operation and shows what is of interest. */
async function patched(api: Client, attributes: object, operation: object): Promise<Record<string, unknown>> {
  const { json } = await api.newUser(attributes);
  await api.patchUser(json.id, operation);
  return (await api.user(json.id)).json;
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-add-nobody-empties": {
    see: async (api) => {
      const id = await api.group("G", await api.users(2));
      await api.patch(id, { op: "add", path: "members", value: [] });
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 0,
  },
  "patch-same-body-once": {
    see: async (api) => {
      const [value] = await api.users(1);
      const id = await api.group("G");
      const add = { op: "add", path: "members", value: [{ value }] };
      await api.patch(id, add);
      await api.patch(id, { op: "remove", path: `members[value eq "${value ?? ""}"]` });
      await api.patch(id, add);
      return (await api.members(id)).length;
    },
    plain: 1,
    switched: 0,
  },
  "patch-add-to-100-lost": {
    see: async (api) => {
      const users = await api.users(101);
      const id = await api.group("G", users.slice(1));
      await api.patch(id, { op: "add", path: "members", value: [{ value: users[0] }] });
      return (await api.members(id)).length;
    },
    plain: 101,
    switched: 100,
  },
  "put-members-null-500": {
    see: async (api) => {
      const answer = await api.put(await api.group("G"), "G", [], { members: null });
      return answer.status === 500;
    },
    plain: false,
    switched: true,
  },
  "put-members-null-kept": {
    see: async (api) => {
      const id = await api.group("G", await api.users(1));
      await api.put(id, "G", [], { members: null });
      return (await api.members(id)).length;
    },
    plain: 0,
    switched: 1,
  },
  "patch-members-null-ignored": {
    see: async (api) => {
      const id = await api.group("G", await api.users(1));
      const { status } = await api.patch(id, { op: "replace", path: "members", value: null });
      return [status < 300, (await api.members(id)).length];
    },
    plain: [true, 0],
    switched: [true, 1],
  },
  "patch-remove-ne-as-eq": {
    see: async (api) => {
      const [a, b] = await api.users(2);
      const id = await api.group("G", [a ?? "", b ?? ""]);
      await api.patch(id, { op: "remove", path: `members[value ne "${a ?? ""}"]` });
      return (await api.members(id))[0] === a;
    },
    plain: true,
    switched: false,
  },
  "user-digits-as-number": {
    see: async (api) => (await patched(api, {}, { op: "replace", path: "title", value: "007" }))["title"],
    plain: "007",
    switched: "7",
  },
  "user-filter-cut-at-bracket": {
    see: async (api) => {
      const emails = [
        { value: "a@example.test", display: "A ] B" },
        { value: "b@example.test", display: "B" },
      ];
      const after = await patched(api, { emails }, { op: "remove", path: 'emails[display eq "A ] B"]' });
      return (after["emails"] as readonly unknown[]).length;
    },
    plain: 1,
    switched: 2,
  },
  "user-extension-no-path-wipes": {
    see: async (api) => {
      const value = { [ENTERPRISE]: { department: "New" } };
      const begin = { [ENTERPRISE]: { department: "Old", costCenter: "1" } };
      return (await patched(api, begin, { op: "replace", value }))[ENTERPRISE];
    },
    plain: { department: "New", costCenter: "1" },
    switched: { department: "New" },
  },
  "user-active-text-truthy": {
    see: async (api) => {
      const { json } = await api.newUser({ active: false });
      await api.patchUser(json.id, { op: "replace", path: "active", value: "False" });
      return (await api.user(json.id)).json["active"];
    },
    plain: false,
    switched: true,
  },
};

test.each(dialectRows(EDGE_VALUES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
