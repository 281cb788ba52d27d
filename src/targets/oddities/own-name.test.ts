import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { OWN_NAME_ODDITIES } from "./own-name.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-name-fixed-conflict": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const { json } = await api.user(id);
      const { userName: old } = json;
      const names = [old, String(old).toUpperCase(), "new@example.test"];
      const answers = [];
      for (const userName of names)
        answers.push((await api.send("PUT", `/Users/${id}`, { body: { ...json, userName } })).status);
      return answers;
    },
    plain: [200, 200, 200],
    switched: [200, 409, 409],
  },
};

test.each(dialectRows(OWN_NAME_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
