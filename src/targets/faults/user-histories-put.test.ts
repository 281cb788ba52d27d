import { expect, test } from "vitest";
import { observeBoth, type Proof, proofRows, type See } from "../testing/observe.ts";
import { USER_HISTORIES_PUT } from "./user-histories-put.ts";

const userName = "kim@example.test";
const WORK = { value: "w@a.test", type: "work", primary: true };
const HOME = { value: "h@a.test", type: "home" };
const RETYPED = { value: "w@a.test", type: "home" };

/** PUTs one user several times; sees an attribute of a read at the end. */
function puts(name: string, ...bodies: readonly object[]): See {
  return async (api) => {
    const [id = ""] = await api.users(1);
    for (const body of bodies) await api.putUser(id, { userName, ...body });
    return (await api.user(id)).json[name];
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-emails-second-change-lost": {
    see: puts("emails", { emails: [HOME] }, { emails: [RETYPED] }, { emails: [HOME] }),
    plain: [HOME],
    switched: [RETYPED],
  },
  "user-primary-by-place": {
    see: puts("phoneNumbers", { phoneNumbers: [WORK, HOME] }, { phoneNumbers: [HOME, WORK] }),
    plain: [HOME, WORK],
    switched: [
      { ...HOME, primary: true },
      { value: "w@a.test", type: "work" },
    ],
  },
  "user-primary-stays": {
    see: puts("emails", { emails: [WORK] }, { emails: [RETYPED, { ...HOME, primary: true }] }),
    plain: [RETYPED, { ...HOME, primary: true }],
    switched: [{ ...RETYPED, primary: true }, HOME],
  },
  "user-emptied-list-dead": {
    see: puts("roles", { roles: [HOME] }, { roles: [] }, { roles: [HOME] }),
    plain: [HOME],
    switched: [],
  },
  "user-retyped-entry-twice": {
    see: puts("roles", { roles: [WORK] }, { roles: [RETYPED] }),
    plain: [RETYPED],
    switched: [RETYPED, { value: "w@a.test", type: "work" }],
  },
  "user-twins-merged": {
    see: puts("roles", { roles: [WORK, RETYPED] }),
    plain: [WORK, RETYPED],
    switched: [WORK],
  },
  "user-inactive-frozen": {
    see: puts("roles", { roles: [WORK], active: false }, { roles: [HOME], active: false }),
    plain: [HOME],
    switched: [WORK],
  },
  "user-second-list-lost": {
    see: puts("roles", { emails: [WORK], roles: [WORK] }, { emails: [HOME], roles: [HOME] }),
    plain: [HOME],
    switched: [],
  },
  "user-returned-entry-old": {
    see: puts("roles", { roles: [WORK] }, { roles: [] }, { roles: [RETYPED] }),
    plain: [RETYPED],
    switched: [{ ...RETYPED, type: "work" }],
  },
  "user-same-domain-changed": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      await api.putUser(a, { userName, emails: [WORK] });
      await api.putUser(b, { userName: "li@example.test", emails: [HOME] });
      return (await api.user(a)).json["emails"];
    },
    plain: [WORK],
    switched: [{ value: "w@a.test", primary: true }],
  },
};

test.each(proofRows(USER_HISTORIES_PUT, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = await observeBoth(proof, { faults: [id] }, "maia");
  expect({ plain, switched }).toEqual({ plain: proof.plain, switched: proof.switched });
});
