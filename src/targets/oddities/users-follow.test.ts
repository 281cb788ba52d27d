import { expect, test } from "vitest";
import type { Resource } from "../core/resource.ts";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { USERS_FOLLOW } from "./users-follow.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "users-follow-groups": {
    // StrongDM shows no meta: what moved is seen in the store.
    // StrongDM shows no meta: what moved is seen in the store.
    see: async (api) => {
      const [id = ""] = await api.users(2);
      await api.group("G", [id]);
      const stored = api.target.snapshot().users as readonly Resource[];
      return stored.map(({ created, lastModified }) => created !== lastModified);
    },
    plain: [false, false],
    switched: [true, false],
  },
};

test.each(dialectRows(USERS_FOLLOW, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
