import { expect, test } from "vitest";
import { valuesOf } from "../testing/client.ts";
import { history } from "../testing/history.ts";
import { dialectRows, edited, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PATCH_STATEFUL } from "./patch-stateful.ts";

/** Two parallel adds to a group: their statuses, and how many of the acknowledged are members afterwards. */
const parallel: See = async (api) => {
  const users = await api.users(2);
  const id = await api.group("G");
  const answers = await Promise.all(
    users.map((value) => api.patch(id, { op: "add", path: "members", value: [{ value }] })),
  );
  const statuses = answers.map(({ status }) => status).sort((left, right) => left - right);
  return [statuses, (await api.members(id)).length];
};

/** The order of two members in three reads, as digits of the order in which they were added. */
const order: See = async (api) => {
  const users = await api.users(2);
  const id = await api.group("G", users);
  const seen: string[] = [];
  for (let read = 0; read < 3; read += 1) {
    seen.push((await api.members(id)).map((value) => users.indexOf(value)).join(""));
  }
  return new Set(seen).size;
};

/** Adds two, removes the first of them; sees how the ids look, and that the second is left. */
const identified: See = async (api) => {
  const [a = "", b = ""] = await api.users(2);
  const id = await api.group("G");
  await api.patch(id, { op: "add", path: "members", value: [{ value: a }, { value: b }] });
  await api.patch(id, { op: "remove", path: `members[value eq ${JSON.stringify(a)}]` });
  const left = await api.members(id);
  return [/^(?:a-)?[\da-f-]{12,}$/u.test(b), left.length === 1 && left[0] === b];
};

const refused = (status: number): Proof => ({ see: parallel, plain: [[200, 200], 2], switched: [[200, status], 1] });
const ids: Proof = { see: identified, plain: [true, true], switched: [false, true] };

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-parallel-409": refused(409),
  "patch-parallel-429": refused(429),
  "patch-parallel-503": refused(503),
  "patch-parallel-gathered": {
    see: async (api) => {
      const began = Date.now();
      const members = await history("A:abc A+d|A-a|A-b|A!New")(api);
      for (const edit of ["+b", "-b", "+b"]) await edited(api, "a", edit);
      return [members, Date.now() - began >= 80];
    },
    plain: ["cd", expect.any(Boolean)],
    switched: ["cd", true],
  },
  "patch-members-shuffled": { see: order, plain: 1, switched: 2 },
  "patch-members-sorted": {
    see: async (api) => {
      const users = (await api.users(4)).sort().toReversed();
      return (await api.members(await api.group("G", users)))[0] === users[0];
    },
    plain: true,
    switched: false,
  },
  "patch-slow-by-turns": {
    see: async (api) => {
      await api.group("G");
      const began = performance.now();
      for (let turn = 0; turn < 6; turn += 1) await api.get("unknown");
      return performance.now() - began >= 85;
    },
    plain: expect.any(Boolean),
    switched: true,
  },
  "patch-rate-limited": {
    see: async (api) => {
      const statuses = (await edited(api, "", "+a", "+b", "+c", "+d", "+e", "+f", "+g", "+h")).answers;
      return statuses.map(({ status }) => status).lastIndexOf(429);
    },
    plain: -1,
    switched: 6,
  },
  "patch-deleted-user-stays": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G", [a, b]);
      await api.send("DELETE", `/Users/${encodeURIComponent(a)}`);
      const dangling = (await api.members(id)).length;
      await api.patch(id, { op: "remove", path: `members[value eq "${a}"]` });
      return [dangling, (await api.members(id)).length];
    },
    plain: [1, 1],
    switched: [2, 1],
  },
  "patch-times-in-steps": {
    see: async (api) => {
      const metas = [await api.get(await api.group("G")), await api.get(await api.group("H"))].map(
        ({ json }) => json.meta,
      );
      return metas.every(({ lastModified = "" }) => Date.parse(lastModified) % 2000 === 0);
    },
    plain: false,
    switched: true,
  },
  "patch-ids-with-dots": ids,
  "patch-ids-with-spaces": ids,
  "patch-ids-with-slash": ids,
  "patch-ids-within-others": ids,
};

test.each(dialectRows(PATCH_STATEFUL, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});

test("what a refused parallel PATCH asked for can be asked for again", async () => {
  const again: See = async (api) => {
    const users = await api.users(2);
    const id = await api.group("G");
    const add = (value: string): ReturnType<typeof api.patch> =>
      api.patch(id, { op: "add", path: "members", value: [{ value }] });
    await Promise.all(users.map(add));
    for (const value of users) await add(value);
    return valuesOf(await api.get(id)).length;
  };
  const seen = await observeBoth(
    { see: again, plain: 2, switched: 2 },
    { oddities: ["patch-parallel-409"] },
    "lighton",
  );
  expect(seen).toEqual({ plain: 2, switched: 2 });
});

test("a group that is deleted while a PATCH of it waits is not brought back", async () => {
  const both: See = async (api) => {
    const id = await api.group("G");
    const answers = await Promise.all([api.rename(id, "New"), api.send("DELETE", `/Groups/${id}`)]);
    return [answers[1].status, (await api.get(id)).status];
  };
  const { switched } = await observeBoth(
    { see: both, plain: undefined, switched: undefined },
    { oddities: ["patch-parallel-gathered"] },
    "strongdm",
  );
  expect(switched).toEqual([204, 404]);
});
