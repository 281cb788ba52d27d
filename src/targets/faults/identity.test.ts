import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, putAnswer, type See } from "../testing/observe.ts";
import { IDENTITY } from "./identity.ts";

/** PUTs a body with an id of its own; sees whether the group and the other id are found under their URLs. */
const foreignId: See = async (api) => {
  const id = await api.group("Old");
  const answer = await api.put(id, "New", [], { id: "foreign" });
  return [answer.json.id === id, (await api.get(id)).status, (await api.get("foreign")).status];
};

/** The last two segments of the location, the id replaced by its name. */
const location = putAnswer(({ json }) => json.meta["location"]?.replace(json.id, "ID").split("/").slice(-2).join("/"));

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-body-id-becomes-id": { see: foreignId, plain: [true, 200, 404], switched: [false, 404, 200] },
  "put-body-id-writes-other": {
    see: async (api) => {
      const id = await api.group("Old");
      const other = await api.group("Other");
      await api.put(id, "New", [], { id: other });
      return [await api.name(id), await api.name(other)];
    },
    plain: ["New", "Other"],
    switched: ["Old", "New"],
  },
  "put-answers-body-id": { see: foreignId, plain: [true, 200, 404], switched: [false, 200, 404] },
  "put-makes-new-id": {
    see: async (api) => {
      const id = await api.group("Old");
      return [(await api.put(id, "New")).json.id === id, (await api.get(id)).status];
    },
    plain: [true, 200],
    switched: [false, 404],
  },
  "put-readonly-refused": { see: putAnswer(({ status }) => status, { id: "x" }), plain: 200, switched: 400 },
  "put-answer-without-id": { see: putAnswer(({ json }) => "id" in json), plain: true, switched: false },
  "location-of-other-group": { see: location, plain: "Groups/ID", switched: "Groups/4711" },
  "location-of-collection": { see: location, plain: "Groups/ID", switched: "v2/Groups" },
  "location-among-users": { see: location, plain: "Groups/ID", switched: "Users/ID" },
};

test.each(dialectRows(IDENTITY, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
