import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { USER_NEIGHBOURS } from "./user-neighbours.ts";

const mail = (value: string): object => ({ emails: [{ value, type: "work" }] });
const PATCH = {
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: [{ op: "replace", path: "active", value: false }],
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-deactivation-empties-groups": {
    see: async (api) => {
      const users = await api.users(2);
      const group = await api.group("G", users);
      await api.putUser(users[0] ?? "", { userName: "kim@example.test", active: false });
      return (await api.members(group)).length;
    },
    plain: 2,
    switched: 0,
  },
  "patch-user-deactivation-empties-groups": {
    see: async (api) => {
      const users = await api.users(2);
      const group = await api.group("G", users);
      await api.send("PATCH", `/Users/${users[0] ?? ""}`, { body: PATCH });
      return (await api.members(group)).length;
    },
    plain: 2,
    switched: 0,
  },
  "user-mail-taken-over": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      await api.putUser(a, { userName: "a@example.test", ...mail("x@example.test") });
      await api.putUser(b, { userName: "b@example.test", ...mail("x@example.test") });
      return ((await api.user(a)).json["emails"] as unknown[] | undefined)?.length ?? 0;
    },
    plain: 1,
    switched: 0,
  },
  "user-rename-forgets-rights": {
    see: async (api) => {
      const [a = ""] = await api.users(1);
      await api.putUser(a, { userName: "another@example.test", entitlements: [{ value: "reader" }] });
      return (await api.user(a)).json["entitlements"];
    },
    plain: [{ value: "reader" }],
    switched: undefined,
  },
  "user-mail-tag-dropped": {
    see: async (api) => {
      const [a = ""] = await api.users(1);
      await api.putUser(a, { userName: "a@example.test", ...mail("ann+test@example.test") });
      return (await api.user(a)).json["emails"];
    },
    plain: [{ value: "ann+test@example.test", type: "work" }],
    switched: [{ value: "ann@example.test", type: "work" }],
  },
};

test.each(dialectRows(USER_NEIGHBOURS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
