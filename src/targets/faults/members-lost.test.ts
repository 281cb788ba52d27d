import { expect, test } from "vitest";
import { dialectRows, membersAfter, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { MEMBERS_LOST } from "./members-lost.ts";

/** PUTs so many members and counts those that are read back. */
function countAfter(count: number): See {
  return async (api) => {
    const users = await api.users(count);
    const id = await api.group("Large");
    await api.put(id, "Large", users);
    return (await api.members(id)).length;
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-members-ignored": { see: membersAfter("ab", "bc"), plain: "bc", switched: "ab" },
  "put-members-cleared": { see: membersAfter("ab", "bc"), plain: "bc", switched: "" },
  "put-members-first-only": { see: membersAfter("a", "bcd"), plain: "bcd", switched: "b" },
  "put-members-last-only": { see: membersAfter("a", "bcd"), plain: "bcd", switched: "d" },
  "put-members-without-display-dropped": { see: membersAfter("a", "bcd"), plain: "bcd", switched: "" },
  "put-members-singleton-ignored": { see: membersAfter("abc", "a"), plain: "a", switched: "abc" },
  "put-members-capped-100": { see: countAfter(101), plain: 101, switched: 100 },
  "put-members-batch-edge-lost": { see: countAfter(51), plain: 51, switched: 49 },
  "put-members-readd-blocked": { see: membersAfter("ab", "a", "ab"), plain: "ab", switched: "a" },
};

test.each(dialectRows(MEMBERS_LOST, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
