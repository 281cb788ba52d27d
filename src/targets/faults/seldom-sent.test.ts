import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { SELDOM_SENT } from "./seldom-sent.ts";

/** What a User shows after a PUT of this. */
async function afterPut(api: Client, attributes: object): Promise<Readonly<Record<string, unknown>>> {
  const { json } = await api.newUser();
  await api.putUser(json.id, { userName: json["userName"], ...attributes });
  return (await api.user(json.id)).json;
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-operations-capped-at-twenty": {
    see: async (api) => {
      const id = await api.group("G");
      await api.patch(id, ...Array.from({ length: 21 }, (_, at) => api.renaming(`G ${at}`)));
      return await api.name(id);
    },
    plain: "G 20",
    switched: "G 19",
  },
  "patch-members-beside-name-ignored": {
    see: async (api) => {
      const [value = ""] = await api.users(1);
      const id = await api.group("G");
      await api.patch(id, { op: "replace", value: { displayName: "H", members: [{ value }] } });
      return [await api.name(id), (await api.members(id)).length];
    },
    plain: ["H", 1],
    switched: ["H", 0],
  },
  "patch-hits-same-external-id-group": {
    see: async (api) => {
      const [value = ""] = await api.users(1);
      const ids = [await api.group("G"), await api.group("H")];
      for (const id of ids) await api.patch(id, { op: "add", path: "externalId", value: "E" });
      await api.patch(ids[1] ?? "", { op: "add", path: "members", value: [{ value }] });
      return (await api.members(ids[0] ?? "")).length;
    },
    plain: 0,
    switched: 1,
  },
  "put-list-cut-at-ten": {
    see: async (api) => {
      const emails = Array.from({ length: 12 }, (_, at) => ({ value: `mail-${at}@example.test` }));
      const shown = (await afterPut(api, { emails }))["emails"];
      return Array.isArray(shown) ? shown.length : shown;
    },
    plain: 12,
    switched: 10,
  },
  "put-display-of-email-lost": {
    see: async (api) => (await afterPut(api, { emails: [{ value: "a@example.test", display: "A" }] }))["emails"],
    plain: [{ value: "a@example.test", display: "A" }],
    switched: [{ value: "a@example.test" }],
  },
  "put-null-word-dropped": {
    see: async (api) => (await afterPut(api, { name: { givenName: "Ada", familyName: "Null" } }))["name"],
    plain: { givenName: "Ada", familyName: "Null" },
    switched: { givenName: "Ada", familyName: "" },
  },
};

test.each(dialectRows(SELDOM_SENT, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
