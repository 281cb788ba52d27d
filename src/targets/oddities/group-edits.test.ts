import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { GROUP_EDIT_ODDITIES } from "./group-edits.ts";

const emails = [{ value: "kim@example.test" }];

const PROOFS: Readonly<Record<string, Proof>> = {
  "users-need-emails": {
    see: async (api) => [(await api.newUser()).status, (await api.newUser({ emails })).status],
    plain: [201, 201],
    switched: [400, 201],
  },
  "user-names-told-apart": {
    see: async (api) => {
      const statuses: number[] = [];
      for (const displayName of ["Kim", "Kim", "Jo"]) statuses.push((await api.newUser({ displayName })).status);
      return statuses;
    },
    plain: [201, 201, 201],
    switched: [201, 409, 201],
  },
  "put-member-without-value-dropped": {
    see: async (api) => (await api.put(await api.group("G"), "G", [], { members: [{ display: "nobody" }] })).status,
    plain: 400,
    switched: 200,
  },
  "group-made-of-active-alone": {
    see: async (api) => {
      const { id } = (await api.newUser({ active: false })).json;
      const body = { displayName: "G", members: [{ value: id }] };
      return (await api.send("POST", "/Groups", { body })).status;
    },
    plain: 201,
    switched: 400,
  },
  "group-names-plain": {
    see: async (api) => {
      const id = await api.group("G");
      const statuses: number[] = [];
      for (const name of ["=1", "Null", "a\tb", "a\u2060b", "Sales"]) statuses.push((await api.put(id, name)).status);
      return statuses;
    },
    plain: [200, 200, 200, 200, 200],
    switched: [400, 400, 400, 400, 200],
  },
  "post-external-id-ignored": {
    see: async (api) => {
      const { id } = (await api.send("POST", "/Groups", { body: { displayName: "G", externalId: "E-1" } })).json;
      return (await api.get(id)).json.externalId;
    },
    plain: "E-1",
    switched: "",
  },
};

test.each(dialectRows(GROUP_EDIT_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
