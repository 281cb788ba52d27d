import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { OTHER_TENANT_ODDITIES } from "./other-tenant.ts";

/** How the second tenant's token fares: with a group of the first one, and with the list. */
const statuses: See = async (api) => {
  const token = api.target.otherToken;
  const id = await api.group("Old");
  const one = await api.send("GET", `/Groups/${id}`, { token });
  const list = await api.send("GET", "/Groups", { token });
  return [one.status, list.status >= 400];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "other-tenant-403": { see: statuses, plain: [404, false], switched: [403, false] },
  "other-tenant-locked-out": {
    see: statuses,
    plain: [404, false],
    switched: [expect.toSatisfy((status) => status === 401 || status === 403), true],
  },
};

test.each(dialectRows(OTHER_TENANT_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
