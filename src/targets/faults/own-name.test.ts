import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { OWN_NAME } from "./own-name.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-own-name-case-taken": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const { json } = await api.user(id);
      const put = async (userName: unknown): Promise<number> =>
        (await api.send("PUT", `/Users/${id}`, { body: { ...json, userName } })).status;
      return [await put(json.userName), await put(String(json.userName).toUpperCase()), await put("new@example.test")];
    },
    plain: [200, 200, 200],
    switched: [200, 409, 200],
  },
};

test.each(dialectRows(OWN_NAME, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
