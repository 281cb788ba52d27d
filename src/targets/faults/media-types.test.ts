import { expect, test } from "vitest";
import {
  dialectRows,
  observeBoth,
  type Proof,
  putAnswer,
  rawPut,
  type See,
  unknownAnswer,
} from "../testing/observe.ts";
import { MEDIA_TYPES } from "./media-types.ts";

const type = putAnswer(({ headers }) => headers.get("content-type"));
const scimJson = rawPut('{"displayName":"New","members":[]}', { "content-type": "application/scim+json" });
const firstBytes = putAnswer(({ bytes }) => bytes.subarray(0, 3).toString("latin1"));

const accented: See = async (api) => {
  const { bytes } = await api.put(await api.group("G"), "é");
  return [bytes.includes(Buffer.from("é", "utf8")), bytes.includes(Buffer.from("é", "latin1"))];
};

const large: See = async (api) => {
  const { bytes } = await api.put(await api.group("G"), "G", await api.users(80));
  return bytes.length > 4096;
};

const JSON_TYPE = "application/json";

const PROOFS: Readonly<Record<string, Proof>> = {
  "answer-json-scim": { see: type, plain: JSON_TYPE, switched: "application/json+scim" },
  "answer-text-html": { see: type, plain: JSON_TYPE, switched: "text/html" },
  "answer-without-type": { see: type, plain: JSON_TYPE, switched: null },
  "error-problem-json": {
    see: unknownAnswer(({ headers }) => headers.get("content-type")),
    plain: JSON_TYPE,
    switched: "application/problem+json",
  },
  "request-charset-refused": {
    see: async (api) => {
      const headers = { "content-type": "application/json; charset=utf-8" };
      return (await api.send("POST", "/Groups", { body: { displayName: "G" }, headers })).status;
    },
    plain: 201,
    switched: 415,
  },
  "scim-json-refused": { see: scimJson, plain: [200, "New", 0], switched: [415, "Old", 1] },
  "scim-json-ignored": { see: scimJson, plain: [200, "New", 0], switched: [200, "Old", 1] },
  "answer-latin1": { see: accented, plain: [true, false], switched: [false, true] },
  "answer-bom": { see: firstBytes, plain: '{"s', switched: "\xEF\xBB\xBF" },
  "answer-name-twice": {
    see: putAnswer(({ text, json }) => [text.split('"displayName"').length - 1, json.displayName]),
    plain: [1, "New"],
    switched: [2, "New"],
  },
  "answer-with-warning": { see: firstBytes, plain: '{"s', switched: "Not" },
  "answer-cut-at-4k": { see: large, plain: true, switched: false },
  "put-answer-form-encoded": { see: type, plain: JSON_TYPE, switched: "application/x-www-form-urlencoded" },
};

test.each(dialectRows(MEDIA_TYPES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
