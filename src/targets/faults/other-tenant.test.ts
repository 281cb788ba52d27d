import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { OTHER_TENANT } from "./other-tenant.ts";

/** Writes to a resource with the second tenant's token, by what the dialect offers. */
async function takeOver(
  api: Client,
  type: "Users" | "Groups",
  isPut = api.dialect === "cube" || api.dialect === "maia",
): Promise<[status: number, name: unknown]> {
  const token = api.target.otherToken;
  const id = type === "Groups" ? await api.group("Old") : ((await api.users(1))[0] ?? "");
  const body = isPut
    ? { displayName: "New", userName: "old@example.test", meta: { resourceType: type.slice(0, -1) } }
    : { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [api.renaming("New")] };
  const { status } = await api.send(isPut ? "PUT" : "PATCH", `/${type}/${id}`, { body, token });
  return [status, (await api.send("GET", `/${type}/${id}`)).json.displayName];
}

const group: See = (api) => takeOver(api, "Groups");
const user: See = (api) => takeOver(api, "Users");

/** What the second tenant is shown of a group: by its id, and how many in the list. */
const look: See = async (api) => {
  const token = api.target.otherToken;
  const id = await api.group("Old");
  const shown = await api.send("GET", `/Groups/${id}`, { token });
  const listed = await api.send("GET", "/Groups", { token });
  return [shown.status, listed.json.totalResults];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-by-other-tenant-applied": {
    see: (api) => takeOver(api, "Groups", true),
    plain: [404, "Old"],
    switched: [200, "New"],
  },
  "patch-by-other-tenant-applied": { see: group, plain: [404, "Old"], switched: [200, "New"] },
  "put-user-by-other-tenant-applied": { see: user, plain: [404, undefined], switched: [200, "New"] },
  "other-tenant-refused-applied": { see: group, plain: [404, "Old"], switched: [404, "New"] },
  "other-tenant-write-claimed": { see: group, plain: [404, "Old"], switched: [200, "Old"] },
  "get-shows-other-tenant": { see: look, plain: [404, 0], switched: [200, 0] },
  "list-shows-other-tenant": { see: look, plain: [404, 0], switched: [404, 1] },
  "other-company-told-apart": { see: group, plain: [404, "Old"], switched: [403, "Old"] },
};

test.each(dialectRows(OTHER_TENANT, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
