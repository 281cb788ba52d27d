import { expect, test } from "vitest";
import { group, valuesOf } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { MAIA_ODDITIES } from "./maia.ts";

/** Whether the first member of a group has a part. */
function memberHas(part: string): See {
  return async (api) => {
    const { json } = await api.get(await api.group("G", await api.users(1)));
    return Object.keys(json.members?.[0] ?? {}).includes(part);
  };
}

const problem: See = async (api) => Object.keys((await api.get("unknown")).json).length > 1;

const PROOFS: Readonly<Record<string, Proof>> = {
  "meta-not-demanded": {
    see: async (api) => (await api.send("PUT", `/Groups/${await api.group("G")}`, { body: group("New") })).status,
    plain: 400,
    switched: 200,
  },
  "meta-demanded-on-create": {
    see: async (api) => [
      (await api.send("POST", "/Groups", { body: group("G") })).status,
      (await api.send("POST", "/Groups", { body: { meta: {}, ...group("G") } })).status,
    ],
    plain: [201, 201],
    switched: [400, 201],
  },
  "token-refused-401": {
    see: async (api) => (await api.send("GET", "/Groups", { token: "wrong" })).status,
    plain: 403,
    switched: 401,
  },
  "member-dollar-ref": { see: memberHas("$ref"), plain: false, switched: true },
  "member-value-alone": { see: memberHas("type"), plain: true, switched: false },
  "group-plain": {
    see: async (api) => (await api.get(await api.group("G"))).text.includes("projectId"),
    plain: true,
    switched: false,
  },
  "problem-type-blank": {
    see: async (api) => (await api.get("unknown")).json["type"] === "about:blank",
    plain: false,
    switched: true,
  },
  "problem-bare": { see: problem, plain: true, switched: false },
  "absent-members-kept": {
    see: async (api) => {
      const id = await api.group("G", await api.users(1));
      const put = await api.put(id, "G", [], { members: undefined });
      return [valuesOf(put).length, (await api.members(id)).length];
    },
    plain: [0, 0],
    switched: [1, 1],
  },
  "absent-user-attributes-kept": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      await api.putUser(id, { userName: "kim@example.test", title: "One" });
      await api.putUser(id, { userName: "kim@example.test" });
      return (await api.user(id)).json["title"];
    },
    plain: undefined,
    switched: "One",
  },
  "groups-absent": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      return (await api.user(id)).text.includes('"groups"');
    },
    plain: true,
    switched: false,
  },
};

test.each(dialectRows(MAIA_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
