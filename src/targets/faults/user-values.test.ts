import { expect, test } from "vitest";
import type { Body } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { USER_VALUES } from "./user-values.ts";

/** The attribute that a read shows after PUTs of these bodies. */
function kept(name: string, ...puts: readonly object[]): See {
  return async (api) => {
    const [id = ""] = await api.users(1);
    const seen: Body[] = [];
    for (const put of puts) {
      await api.putUser(id, { userName: "kim@example.test", ...put });
      seen.push((await api.user(id)).json);
    }
    return seen.at(-1)?.[name];
  };
}

const a = { value: "a", type: "work" };
const b = { value: "b", type: "home" };
const main = { type: "work", streetAddress: "Main" };
const side = { type: "home", streetAddress: "Side" };

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-phones-empty-ignored": {
    see: kept("phoneNumbers", { phoneNumbers: [a] }, { phoneNumbers: [] }),
    plain: [],
    switched: [a],
  },
  "user-old-primary-kept": {
    see: kept("emails", { emails: [{ ...a, primary: true }, b] }, { emails: [a, { ...b, primary: true }] }),
    plain: [a, { ...b, primary: true }],
    switched: [
      { ...a, primary: true },
      { ...b, primary: true },
    ],
  },
  "user-phone-types-by-place": {
    see: kept("phoneNumbers", { phoneNumbers: [a, b] }, { phoneNumbers: [b, a] }),
    plain: [b, a],
    switched: [
      { value: "b", type: "work" },
      { value: "a", type: "home" },
    ],
  },
  "user-addresses-last-kept": {
    see: kept("addresses", { addresses: [main, side] }, { addresses: [main] }),
    plain: [main],
    switched: [main, side],
  },
  "user-left-out-by-turns": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const seen: unknown[] = [];
      for (const title of ["One", undefined, undefined]) {
        await api.putUser(id, { userName: "kim@example.test", title });
        seen.push((await api.user(id)).json["title"]);
      }
      return seen;
    },
    plain: ["One", undefined, undefined],
    switched: ["One", "One", undefined],
  },
  "user-title-cut": {
    see: kept("title", { title: "x".repeat(300) }),
    plain: "x".repeat(300),
    switched: "x".repeat(255),
  },
  "user-emoji-dropped": { see: kept("nickName", { nickName: "a🚀b" }), plain: "a🚀b", switched: "ab" },
  "user-street-escaped": {
    see: kept("addresses", { addresses: [{ streetAddress: "R&D <1>" }] }),
    plain: [{ streetAddress: "R&D <1>" }],
    switched: [{ streetAddress: "R&amp;D &lt;1>" }],
  },
  "user-formatted-name-stale": {
    see: kept("name", { name: { formatted: "Old" } }, { name: { formatted: "New", givenName: "N" } }),
    plain: { formatted: "New", givenName: "N" },
    switched: { formatted: "Old", givenName: "N" },
  },
};

test.each(dialectRows(USER_VALUES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
