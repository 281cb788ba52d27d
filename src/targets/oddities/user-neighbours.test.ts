import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { USER_NEIGHBOURS_ODD } from "./user-neighbours.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-values-unique": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const emails = [{ value: "x@example.test" }];
      const first = await api.putUser(a, { userName: "a@example.test", emails });
      const second = await api.putUser(b, { userName: "b@example.test", emails });
      return [first.status, second.status];
    },
    plain: [200, 200],
    switched: [200, 409],
  },
  "user-inactive-leaves-groups": {
    see: async (api) => {
      const users = await api.users(2);
      const group = await api.group("G", users);
      await api.putUser(users[0] ?? "", { userName: "kim@example.test", active: false });
      return (await api.members(group)).length;
    },
    plain: 2,
    switched: 1,
  },
};

test.each(dialectRows(USER_NEIGHBOURS_ODD, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
