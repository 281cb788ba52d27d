import { expect, test } from "vitest";
import { startTarget } from "../start-target.ts";
import { Client, group } from "../testing/client.ts";
import { observeBoth, type Proof, proofRows, type See } from "../testing/observe.ts";
import { REFUSAL_ODDITIES } from "./refusals.ts";

/** The status of a PUT of a name, that of an ordinary one, and the name afterwards. */
function naming(name: string): See {
  return async (api) => {
    const id = await api.group("Old");
    const ordinary = await api.put(id, "O'Brien & Søn");
    const odd = await api.put(id, name);
    return [ordinary.status, odd.status, (await api.name(id)) === name];
  };
}

/** The status of a request to a group that exists, or to the collection. */
function status(method: string, one: boolean): See {
  return async (api) => {
    const id = await api.group("G");
    return (await api.send(method, one ? `/Groups/${id}` : "/Groups")).status;
  };
}

const taken = [200, 200, true];
const refused = [200, 400, false];

const PROOFS: Readonly<Record<string, Proof>> = {
  "long-names-refused": { see: naming("x".repeat(101)), plain: taken, switched: refused },
  "emoji-names-refused": { see: naming("😀"), plain: taken, switched: refused },
  "markup-names-refused": { see: naming("<b>"), plain: taken, switched: refused },
  "names-unique": {
    see: async (api) => {
      await api.group("Taken");
      const id = await api.group("Own");
      return [(await api.put(id, "Own")).status, (await api.put(id, "TAKEN")).status];
    },
    plain: [200, 200],
    switched: [200, 409],
  },
  "schemas-required": {
    see: async (api) => {
      const id = await api.group("G");
      const without = await api.send("PUT", `/Groups/${id}`, { body: { displayName: "H" } });
      return [without.status, (await api.put(id, "H")).status];
    },
    plain: [200, 200],
    switched: [400, 200],
  },
  "group-get-405": { see: status("GET", true), plain: 200, switched: 405 },
  "group-get-404": { see: status("GET", true), plain: 200, switched: 404 },
  "lists-405": { see: status("GET", false), plain: 200, switched: 405 },
  "group-delete-405": { see: status("DELETE", true), plain: 204, switched: 405 },
  "updates-only": { see: async (api) => (await api.send("GET", "/Users")).status, plain: 200, switched: 405 },
};

test.each(proofRows(REFUSAL_ODDITIES, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] })).toEqual({ plain, switched });
});

test("updates-only takes a PUT on a seeded group", async () => {
  const target = await startTarget({ dialect: "cube", oddities: ["updates-only"], seed: { users: 1, groups: 1 } });
  const api = new Client(target);
  const [one] = target.snapshot().groups as readonly { readonly id: string }[];
  const answer = await api.send("PUT", `/Groups/${one?.id}`, { body: group("New") });
  await target.close();
  expect([answer.status, answer.json.displayName]).toEqual([200, "New"]);
});
