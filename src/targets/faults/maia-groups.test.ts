import { expect, test } from "vitest";
import { valuesOf } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { MAIA_GROUPS } from "./maia-groups.ts";

/** PUTs an externalId, then a body without; what the second answer and the reads show of it. */
const externalId: See = async (api) => {
  const id = await api.group("G");
  await api.put(id, "G", [], { externalId: "Ab" });
  const stored = (await api.get(id)).json.externalId;
  const answered = (await api.put(id, "G")).json.externalId;
  return [stored, answered, (await api.get(id)).json.externalId];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "group-external-id-lower-cased": {
    see: externalId,
    plain: ["Ab", undefined, undefined],
    switched: ["ab", undefined, undefined],
  },
  "group-external-id-lost": {
    see: externalId,
    plain: ["Ab", undefined, undefined],
    switched: [undefined, undefined, undefined],
  },
  "group-external-id-answered": {
    see: externalId,
    plain: ["Ab", undefined, undefined],
    switched: ["Ab", "Ab", undefined],
  },
  "group-put-without-name": {
    see: async (api) => {
      const id = await api.group("G");
      const { status } = await api.put(id, "", [], { displayName: undefined });
      return [status, await api.name(id)];
    },
    plain: [400, "G"],
    switched: [200, undefined],
  },
  "group-member-type-user": {
    see: async (api) => {
      const id = await api.group("G", [...(await api.users(1)), await api.group("Inner")]);
      return (await api.get(id)).json.members?.map(({ type }) => type);
    },
    plain: ["USER", "GROUP"],
    switched: ["USER", "USER"],
  },
  "group-members-with-ref-lost": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const id = await api.group("G");
      const answer = await api.put(id, "G", [], { members: [{ value: a, ref: `Users/${a}` }, { value: b }] });
      return valuesOf(answer).length;
    },
    plain: 2,
    switched: 1,
  },
  "group-member-ref-of-group": {
    see: async (api) => {
      const [user = ""] = await api.users(1);
      const id = await api.group("G", [user]);
      const [member] = (await api.get(id)).json.members ?? [];
      return String((member as { readonly ref?: unknown }).ref).endsWith(user);
    },
    plain: true,
    switched: false,
  },
  "group-nested-flattened": {
    see: async (api) => {
      const users = await api.users(2);
      const inner = await api.group("Inner", users);
      const id = await api.group("G");
      await api.put(id, "G", [], { members: [{ value: inner, type: "GROUP" }] });
      return (await api.members(id)).length;
    },
    plain: 1,
    switched: 2,
  },
  "group-external-id-number": {
    see: async (api) => {
      const id = await api.group("G");
      await api.put(id, "G", [], { externalId: "0042" });
      return (await api.get(id)).json["externalId"];
    },
    plain: "0042",
    switched: "42",
  },
  "put-list-taken-for-first": {
    see: async (api) => {
      const id = await api.group("G");
      const { json } = await api.get(id);
      return (await api.send("PUT", `/Groups/${id}`, { body: [{ ...json, displayName: "H" }] })).status;
    },
    plain: 400,
    switched: 200,
  },
};

test.each(dialectRows(MAIA_GROUPS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
