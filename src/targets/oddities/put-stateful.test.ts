import { expect, test } from "vitest";
import { valuesOf } from "../testing/client.ts";
import { history } from "../testing/history.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { PUT_STATEFUL } from "./put-stateful.ts";

/** Whether ids look like UUIDs, and that a PUT and a GET by them work. */
const identified: See = async (api) => {
  const users = await api.users(2);
  const id = await api.group("G");
  await api.put(id, "G", users);
  return [/^[\da-f-]{36}$/u.test(id), (await api.members(id)).length];
};

/** PUTs a known and an unknown member; sees the status, and how many members there are afterwards. */
const unknown: See = async (api) => {
  const id = await api.group("G");
  const { status } = await api.put(id, "G", [...(await api.users(1)), "nobody"]);
  return [status, (await api.members(id)).length];
};

const ids: Proof = { see: identified, plain: [true, 2], switched: [false, 2] };

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-parallel-409": {
    see: async (api) => {
      const id = await api.group("G");
      const answers = await Promise.all([api.put(id, "One"), api.put(id, "Two")]);
      const won = answers.findIndex(({ status }) => status === 200);
      const statuses = answers.map(({ status }) => status).sort((left, right) => left - right);
      return [statuses, statuses[1] === 200 || (await api.name(id)) === ["One", "Two"][won]];
    },
    plain: [[200, 200], true],
    switched: [[200, 409], true],
  },
  "members-empty-by-turns": {
    see: async (api) => {
      const id = await api.group("G");
      return new Set(["members" in (await api.get(id)).json, "members" in (await api.get(id)).json]).size;
    },
    plain: 1,
    switched: 2,
  },
  "member-display-first-kept": {
    see: async (api) => {
      const [value = ""] = await api.users(1);
      const id = await api.group("G");
      await api.put(id, "G", [], { members: [{ value, display: "One" }] });
      return (await api.put(id, "G", [], { members: [{ value, display: "Two" }] })).json.members?.[0]?.display;
    },
    plain: "Two",
    switched: "One",
  },
  "times-in-steps": {
    see: async (api) => {
      const metas = [await api.get(await api.group("G")), await api.get(await api.group("H"))].map(
        ({ json }) => json.meta,
      );
      return metas.every(({ lastModified = "" }) => Date.parse(lastModified) % 2000 === 0);
    },
    plain: false,
    switched: true,
  },
  "ids-with-dots": ids,
  "ids-within-others": ids,
  "group-members-shuffled": {
    see: async (api) => {
      const id = await api.group("G", await api.users(2));
      return new Set([valuesOf(await api.get(id)).join(), valuesOf(await api.get(id)).join()]).size;
    },
    plain: 1,
    switched: 2,
  },
  "group-unknown-members-dropped": { see: unknown, plain: [400, 0], switched: [200, 1] },
  "group-unknown-members-stored": { see: unknown, plain: [400, 0], switched: [200, 2] },
};

test.each(dialectRows(PUT_STATEFUL, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});

test.each(["put-parallel-409", "ids-within-others"])("%s keeps the members what they are", async (id) => {
  const see = history("A:ab A=bc A= A=a A!New");
  expect(await observeBoth({ see, plain: "a", switched: "a" }, { oddities: [id] })).toEqual({
    plain: "a",
    switched: "a",
  });
});
