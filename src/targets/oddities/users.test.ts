import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { MAIL_DOMAIN, USER_ODDITIES } from "./users.ts";

const userName = "kim@example.test";

/** PUTs a user and looks at its status and at one attribute of a later read. */
function kept(name: string, attributes: object, query = ""): See {
  return async (api) => {
    const [id = ""] = await api.users(1);
    const { status } = await api.putUser(id, { userName, ...attributes });
    return [status, (await api.send("GET", `/Users/${id}${query}`)).json[name]];
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-mail-domain": {
    see: async (api) => {
      const post = async (mail: string): Promise<number> =>
        (await api.send("POST", "/Users", { body: { userName: mail, emails: [{ value: mail }] } })).status;
      return [await post("a@example.test"), await post(`a@${MAIL_DOMAIN}`)];
    },
    plain: [201, 201],
    switched: [400, 201],
  },
  "user-values-canonical": {
    see: kept("phoneNumbers", { phoneNumbers: [{ value: "+49 30 1" }] }),
    plain: [200, [{ value: "+49 30 1" }]],
    switched: [200, [{ value: "tel:+49-30-1" }]],
  },
  "user-name-as-text": {
    see: kept("name", { name: { givenName: "Kim", familyName: "Li" } }),
    plain: [200, { givenName: "Kim", familyName: "Li" }],
    switched: [200, { formatted: "Kim Li" }],
  },
  "user-attributes-on-request": {
    see: async (api) => [
      await kept("photos", { photos: [{ value: "p" }] })(api),
      await kept("photos", { userName: "li@example.test", photos: [{ value: "p" }] }, "?attributes=photos")(api),
    ],
    plain: [
      [200, [{ value: "p" }]],
      [200, [{ value: "p" }]],
    ],
    switched: [
      [200, undefined],
      [200, [{ value: "p" }]],
    ],
  },
  "user-emails-demanded": {
    see: kept("emails", { emails: [] }),
    plain: [200, []],
    switched: [400, undefined],
  },
  "user-name-fixed": { see: kept("userName", {}), plain: [200, userName], switched: [400, "user-1@example.test"] },
  "user-defaults": { see: kept("locale", {}), plain: [200, undefined], switched: [200, "fr-FR"] },
  "user-primary-chosen": {
    see: kept("emails", { emails: [{ value: "a" }] }),
    plain: [200, [{ value: "a" }]],
    switched: [200, [{ value: "a", primary: true }]],
  },
  "user-name-by-case": {
    see: async (api) => {
      const [, id = ""] = await api.users(2);
      const statuses = [];
      for (const name of ["USER-1@example.test", "user-1@example.test"]) {
        statuses.push((await api.putUser(id, { userName: name })).status);
      }
      return statuses;
    },
    plain: [409, 409],
    switched: [200, 409],
  },
};

test.each(dialectRows(USER_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
