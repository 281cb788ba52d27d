import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { ID_ODDITIES } from "./ids.ts";

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

/**
 * The form of an id, and whether its resource works under it: as a member, in a PUT, in its own location and
 * in a filter.
 */
const works: See = async (api) => {
  const users = await api.users(2);
  const id = await api.group("G", users);
  const put = await api.put(id, "H", users.slice(0, 1));
  const there = await fetch(String(put.json.meta["location"]), {
    headers: { authorization: `Bearer ${api.target.token}` },
  });
  const list = await api.send("GET", `/Groups?filter=${encodeURIComponent(`id eq ${JSON.stringify(id)}`)}`);
  return [UUID.test(id), put.status, await api.members(id), there.status, list.json.totalResults].map((seen) =>
    Array.isArray(seen) ? seen[0] === users[0] : seen,
  );
};

const proof: Proof = { see: works, plain: [true, 200, true, 200, 1], switched: [false, 200, true, 200, 1] };
/** Whether a group gets the id of the one that was removed before it. */
const reused: Proof = {
  see: async (api) => {
    const id = await api.group("G");
    await api.send("DELETE", `/Groups/${encodeURIComponent(id)}`);
    return (await api.group("H")) === id;
  },
  plain: false,
  switched: true,
};
const proofs = { ...Object.fromEntries(ID_ODDITIES.map(({ id }) => [id, proof])), "ids-reused": reused };

test.each(dialectRows(ID_ODDITIES, proofs))("%s at %s", async (id, dialect, proved) => {
  const { plain, switched } = proved;
  expect(await observeBoth(proved, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
