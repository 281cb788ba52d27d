import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { UNSETTLED } from "./unsettled.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "members-inactive-refused": {
    see: async (api) => {
      const { json } = await api.newUser({ active: false });
      const id = await api.group("G");
      const { status } =
        api.dialect === "lighton" || api.dialect === "strongdm"
          ? await api.patch(id, { op: "add", path: "members", value: [{ value: json.id }] })
          : await api.put(id, "G", [json.id]);
      return [status, await api.members(id).then((members) => members.length)];
    },
    plain: [200, 1],
    switched: [400, 0],
  },
  "ids-integers-checked": {
    see: async (api) => {
      const id = await api.group("G");
      return [/^\d+$/u.test(id), (await api.put(`${id}x`, "G")).status];
    },
    plain: [false, 404],
    switched: [true, 400],
  },
  "patch-replace-without-value-clears": {
    see: async (api) => {
      const id = await api.group("G", await api.users(1));
      const { status } = await api.patch(id, { op: "replace", path: "members" });
      return [status < 300, (await api.members(id)).length];
    },
    plain: [false, 1],
    switched: [true, 0],
  },
};

test.each(dialectRows(UNSETTLED, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
