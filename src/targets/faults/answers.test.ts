import { expect, test } from "vitest";
import { valuesOf } from "../testing/client.ts";
import { observeBoth, type Proof, proofRows, putAnswer } from "../testing/observe.ts";
import { ANSWERS } from "./answers.ts";

const statusAndBody = putAnswer(({ status, text }) => [status, text !== ""]);

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-answers-old-state": { see: putAnswer(({ json }) => json.displayName), plain: "New", switched: "Old" },
  "put-answers-removed-members": { see: putAnswer((answer) => valuesOf(answer).length), plain: 2, switched: 3 },
  "put-answers-old-last-modified": {
    see: async (api) => {
      const id = await api.group("Old");
      const { meta } = (await api.get(id)).json;
      return (await api.put(id, "New")).json.meta?.["lastModified"] === meta?.["lastModified"];
    },
    plain: false,
    switched: true,
  },
  "put-answer-lists-first-twice": { see: putAnswer((answer) => valuesOf(answer).length), plain: 2, switched: 3 },
  "put-answer-without-members": { see: putAnswer(({ json }) => "members" in json), plain: true, switched: false },
  "put-answer-empty": { see: statusAndBody, plain: [200, true], switched: [200, false] },
  "put-answers-204": { see: statusAndBody, plain: [200, true], switched: [204, false] },
  "put-answers-201": { see: statusAndBody, plain: [200, true], switched: [201, true] },
  "put-answer-without-name": { see: putAnswer(({ json }) => json.displayName), plain: "New", switched: undefined },
  "put-answer-members-bare": {
    see: putAnswer(({ json }) => json.members?.map((member) => typeof member)),
    plain: ["object", "object"],
    switched: ["string", "string"],
  },
  "put-answer-id-number": { see: putAnswer(({ json }) => typeof json.id), plain: "string", switched: "number" },
  "put-answer-wrapped": { see: putAnswer(({ json }) => "data" in json), plain: false, switched: true },
  "put-own-name-refused": {
    see: async (api) => (await api.put(await api.group("G"), "G", await api.users(1))).status,
    plain: 200,
    switched: 409,
  },
  "put-no-change-refused": {
    see: async (api) => {
      const id = await api.group("G");
      const same = await api.put(id, "G");
      return [same.status, (await api.put(id, "G", await api.users(1))).status];
    },
    plain: [200, 200],
    switched: [400, 200],
  },
};

test.each(proofRows(ANSWERS, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] })).toEqual({ plain, switched });
});
