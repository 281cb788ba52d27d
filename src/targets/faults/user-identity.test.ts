import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { USER_IDENTITY } from "./user-identity.ts";

const SECRET = "Xy-4711-secret";

/** The status of a PUT, and the name that a read shows. */
function named(attributes: object): See {
  return async (api) => {
    const [id = ""] = await api.users(1);
    const { status } = await api.putUser(id, attributes);
    return [status, (await api.user(id)).json.userName];
  };
}

/** Whether a password shows in the answer to the PUT that sets it, in a read and in a list. */
const password: See = async (api) => {
  const [id = ""] = await api.users(1);
  const put = await api.putUser(id, { userName: "kim@example.test", password: SECRET });
  return [put, await api.user(id), await api.send("GET", "/Users")].map(({ text }) => text.includes(SECRET));
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-name-never-changes": {
    see: named({ userName: "kim@example.test" }),
    plain: [200, "kim@example.test"],
    switched: [200, "user-1@example.test"],
  },
  "user-put-without-name": {
    see: named({ title: "One" }),
    plain: [400, "user-1@example.test"],
    switched: [200, undefined],
  },
  "user-put-empty-name": { see: named({ userName: "" }), plain: [400, "user-1@example.test"], switched: [200, ""] },
  "user-taken-name-half-applied": {
    see: async (api) => {
      const [, id = ""] = await api.users(2);
      const { status } = await api.putUser(id, { userName: "user-1@example.test", nickName: "K" });
      const { json } = await api.user(id);
      return [status, json.userName, json["nickName"]];
    },
    plain: [409, "user-2@example.test", undefined],
    switched: [409, "user-2@example.test", "K"],
  },
  "user-groups-refused": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const groups = [{ value: await api.group("G") }];
      return (await api.putUser(id, { userName: "kim@example.test", groups })).status;
    },
    plain: 200,
    switched: 400,
  },
  "user-body-meta-taken": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const created = "1999-12-31T23:59:59Z";
      await api.putUser(id, { userName: "kim@example.test", meta: { created } });
      return (await api.user(id)).json.meta["created"] === created;
    },
    plain: false,
    switched: true,
  },
  "user-last-modified-stands": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const before = (await api.user(id)).json.meta["lastModified"];
      await api.putUser(id, { userName: "kim@example.test" });
      return (await api.user(id)).json.meta["lastModified"] === before;
    },
    plain: false,
    switched: true,
  },
  "user-last-modified-ignores-lists": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const { json } = await api.user(id);
      const before = json.meta["lastModified"];
      const { userName } = json;
      await api.putUser(id, { userName, emails: [{ value: "kim@example.test" }] });
      return (await api.user(id)).json.meta["lastModified"] === before;
    },
    plain: false,
    switched: true,
  },
  "user-password-in-get": { see: password, plain: [false, false, false], switched: [false, true, false] },
  "user-password-in-list": { see: password, plain: [false, false, false], switched: [false, false, true] },
  "user-password-renamed": { see: password, plain: [false, false, false], switched: [false, true, true] },
};

test.each(dialectRows(USER_IDENTITY, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
