import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { CUT_AT_SIGNS } from "./cut-at-signs.ts";

const EMAILS = [{ value: "a@example.test" }, { value: "b@example.test" }];

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-comma-name-keeps-members": {
    see: async (api) => {
      const id = await api.group("G", await api.users(1));
      const answer = await api.put(id, "G, H", await api.users(2));
      return [answer.json["displayName"], (await api.members(id)).length];
    },
    plain: ["G, H", 2],
    switched: ["G, H", 1],
  },
  "group-external-id-loses-braces": {
    see: async (api) => {
      const id = await api.group("G");
      await api.put(id, "G", [], { externalId: "{1-2}" });
      return (await api.get(id)).json["externalId"];
    },
    plain: "{1-2}",
    switched: "1-2",
  },
  "put-hits-same-external-id-group": {
    see: async (api) => {
      const [first, second] = [await api.group("G"), await api.group("H")];
      await api.put(first, "G", [], { externalId: "E" });
      await api.put(second, "H", await api.users(1), { externalId: "E" });
      return (await api.members(first)).length;
    },
    plain: 0,
    switched: 1,
  },
  "put-member-keeps-one-email": {
    see: async (api) => {
      const { json } = await api.newUser({ emails: EMAILS });
      await api.put(await api.group("G"), "G", [json.id]);
      const { emails } = (await api.user(json.id)).json as { readonly emails?: unknown };
      return Array.isArray(emails) ? emails.length : emails;
    },
    plain: 2,
    switched: 1,
  },
};

test.each(dialectRows(CUT_AT_SIGNS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
