import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { USERS_FOLLOW } from "./users-follow.ts";

const URN = "urn:ietf:params:scim:schemas:core:2.0:User";

const PROOFS: Readonly<Record<string, Proof>> = {
  "users-follow-groups": {
    see: async (api) => {
      const made = await Promise.all(
        ["a", "b"].map(async (name) => {
          const body = { schemas: [URN], userName: `${name}@example.test`, active: false };
          return (await api.send("POST", "/Users", { body })).json.id;
        }),
      );
      await api.group("G", made.slice(0, 1));
      const shown = await Promise.all(made.map(async (id) => await api.user(id)));
      return shown.map(({ json }) => json["active"]);
    },
    plain: [false, false],
    switched: [true, false],
  },
};

test.each(dialectRows(USERS_FOLLOW, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
