import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { RFC_REFUSALS } from "./rfc-refusals.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "scim-json-only": {
    see: async (api) => {
      const body = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "kim" };
      return (await api.send("POST", "/Users", { body, headers: { "content-type": "application/json" } })).status;
    },
    plain: 201,
    switched: 415,
  },
  "user-remove-no-match-refused": {
    see: async (api) => {
      const { json } = await api.newUser({ emails: [{ value: "a@example.test", type: "work" }] });
      return (await api.patchUser(json.id, { op: "remove", path: 'emails[type eq "home"]' })).status < 300;
    },
    plain: true,
    switched: false,
  },
};

test.each(dialectRows(RFC_REFUSALS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
