import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { LIFECYCLE } from "./lifecycle.ts";

/** The statuses of a PUT on an unknown id and of a GET after it. */
const unknown: See = async (api) => [(await api.put("unknown", "New")).status, (await api.get("unknown")).status];

/** The statuses of a PUT on a deleted id and of a GET after it. */
const deleted: See = async (api) => {
  const id = await api.group("Old");
  await api.send("DELETE", `/Groups/${id}`);
  return [(await api.put(id, "New")).status, (await api.get(id)).status];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-unknown-creates": { see: unknown, plain: [404, 404], switched: [200, 200] },
  "put-unknown-404-creates": { see: unknown, plain: [404, 404], switched: [404, 200] },
  "put-unknown-claimed": { see: unknown, plain: [404, 404], switched: [200, 404] },
  "put-unknown-500": { see: unknown, plain: [404, 404], switched: [500, 404] },
  "put-unknown-400": { see: unknown, plain: [404, 404], switched: [400, 404] },
  "put-deleted-resurrects": { see: deleted, plain: [404, 404], switched: [200, 200] },
  "put-deleted-claimed": { see: deleted, plain: [404, 404], switched: [200, 404] },
};

test.each(dialectRows(LIFECYCLE, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
