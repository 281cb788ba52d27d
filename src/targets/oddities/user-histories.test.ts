import { expect, test } from "vitest";
import { PATCH_OP } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { USER_HISTORY_ODDITIES } from "./user-histories.ts";

const userName = "kim@example.test";
const WORK = { value: "w", type: "work" };
const HOME = { value: "h", type: "home" };

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-lists-shuffled": {
    see: async (api) => {
      const { json } = await api.send("POST", "/Users", { body: { userName, emails: [WORK, HOME] } });
      return (await api.user(json.id)).json["emails"];
    },
    plain: [WORK, HOME],
    switched: [
      { ...HOME, primary: false },
      { ...WORK, primary: false },
    ],
  },
  "user-texts-kept-lists-cleared": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      await api.putUser(id, { userName, title: "T", emails: [WORK] });
      const { json } = await api.putUser(id, { userName });
      return [json["title"], json["emails"]];
    },
    plain: [undefined, undefined],
    switched: ["T", undefined],
  },
  "user-twins-refused": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      return (await api.putUser(id, { userName, emails: [WORK, { ...WORK, type: "home" }] })).status;
    },
    plain: 200,
    switched: 400,
  },
  "user-types-once": {
    see: async (api) => {
      const emails = [WORK, { ...WORK, value: "v" }];
      return (await api.send("POST", "/Users", { body: { userName, emails } })).status;
    },
    plain: 201,
    switched: 400,
  },
  "user-binaries-as-bytes": {
    see: async (api) => {
      const { json } = await api.send("POST", "/Users", {
        body: { userName, x509Certificates: [{ value: "MIIBBB==" }] },
      });
      return (await api.user(json.id)).json["x509Certificates"];
    },
    plain: [{ value: "MIIBBB==" }],
    switched: [{ value: "MIIBBA==" }],
  },
  "user-patch-record-merged": {
    see: async (api) => {
      const { json } = await api.send("POST", "/Users", { body: { userName, emails: [WORK] } });
      const Operations = [{ op: "replace", path: 'emails[type eq "work"]', value: { value: "n" } }];
      await api.send("PATCH", `/Users/${json.id}`, { body: { schemas: [PATCH_OP], Operations } });
      return (await api.user(json.id)).json["emails"];
    },
    plain: [{ value: "n" }],
    switched: [{ ...WORK, value: "n" }],
  },
};

test.each(dialectRows(USER_HISTORY_ODDITIES, PROOFS))("%s on %s", async (id, dialect, proof) => {
  const { plain, switched } = await observeBoth(proof, { oddities: [id] }, dialect);
  expect({ plain, switched }).toEqual({ plain: proof.plain, switched: proof.switched });
});
