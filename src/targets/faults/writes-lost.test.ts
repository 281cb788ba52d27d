import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, nameAfter, observeBoth, type Proof } from "../testing/observe.ts";
import { WRITES_LOST } from "./writes-lost.ts";

/** What each of several renames answered, and what was read after it. */
async function renames(api: Client, id: string, count: number): Promise<string> {
  const seen: string[] = [];
  for (let turn = 1; turn <= count; turn += 1) {
    const answer = await api.put(id, `N${turn}`);
    seen.push(`${answer.json.displayName}/${await api.name(id)}`);
  }
  return seen.join(" ");
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-rename-ignored": { see: nameAfter("After"), plain: "After", switched: "Before" },
  "put-echo-without-store": {
    see: async (api) => renames(api, await api.group("N0"), 1),
    plain: "N1/N1",
    switched: "N1/N0",
  },
  "put-third-lost": {
    see: async (api) => renames(api, await api.group("N0"), 4),
    plain: "N1/N1 N2/N2 N3/N3 N4/N4",
    switched: "N1/N1 N2/N2 N3/N2 N4/N4",
  },
  "put-forgotten-later": {
    see: async (api) => {
      const id = await api.group("N0");
      await api.put(id, "N1");
      const seen = [await api.name(id)];
      for (let sent = 0; sent < 100; sent += 1) await api.name(id);
      return [...seen, await api.name(id)];
    },
    plain: ["N1", "N1"],
    switched: ["N1", "N0"],
  },
  "put-second-group-lost": {
    see: async (api) => {
      const ids = [await api.group("N0"), await api.group("N0"), await api.group("N0")];
      const seen: string[] = [];
      for (const id of ids) seen.push(await renames(api, id, 1));
      return seen;
    },
    plain: ["N1/N1", "N1/N1", "N1/N1"],
    switched: ["N1/N1", "N1/N0", "N1/N1"],
  },
  "put-fourth-update-of-group-lost": {
    see: async (api) => renames(api, await api.group("N0"), 5),
    plain: "N1/N1 N2/N2 N3/N3 N4/N4 N5/N5",
    switched: "N1/N1 N2/N2 N3/N3 N4/N3 N5/N3",
  },
  "read-one-update-behind": {
    see: async (api) => renames(api, await api.group("N0"), 2),
    plain: "N1/N1 N2/N2",
    switched: "N1/N0 N2/N1",
  },
};

test.each(dialectRows(WRITES_LOST, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
