import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { PATCH_BARE_ID } from "./patch-bare-id.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-bare-id-only": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G");
      const values = [[{ value: a }], JSON.stringify([{ value: a }]), `${a},${b}`, "", b];
      const statuses: number[] = [];
      for (const value of values)
        statuses.push((await api.patch(id, { op: "replace", path: "members", value })).status);
      return [statuses, (await api.members(id)).length];
    },
    plain: [[200, 200, 400, 200, 200], 1],
    switched: [[404, 404, 404, 404, 200], 1],
  },
};

test.each(dialectRows(PATCH_BARE_ID, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
