import { expect, test } from "vitest";
import { nameAfter, observeBoth, type Proof, proofRows, putAnswer, unknownAnswer } from "../testing/observe.ts";
import { BODY_ODDITIES } from "./bodies.ts";

const EXTENSION = "urn:example:params:scim:schemas:extension:cost:2.0:Group";
const errorNames = unknownAnswer(({ json }) => Object.keys(json));
const PLAIN_ERROR = ["schemas", "status", "detail"];

const PROOFS: Readonly<Record<string, Proof>> = {
  "extra-attributes": { see: putAnswer(({ json }) => "tenant" in json), plain: false, switched: true },
  "extension-schema": {
    see: putAnswer(({ json }) => [json.schemas?.length, json.schemas?.[0] === EXTENSION, EXTENSION in json]),
    plain: [1, false, false],
    switched: [2, true, true],
  },
  "external-id-null": { see: putAnswer(({ json }) => json.externalId), plain: undefined, switched: null },
  "external-id-unsupported": {
    see: putAnswer(({ json }) => json.externalId, { externalId: "E1" }),
    plain: "E1",
    switched: undefined,
  },
  "rename-of-case-alone-kept": { see: nameAfter("BEFORE"), plain: "BEFORE", switched: "Before" },
  "keys-reversed": {
    see: putAnswer(({ json }) => Object.keys(json)),
    plain: ["schemas", "id", "displayName", "members", "meta"],
    switched: ["meta", "members", "displayName", "id", "schemas"],
  },
  "error-extra-fields": { see: errorNames, plain: PLAIN_ERROR, switched: [...PLAIN_ERROR, "errorId", "helpUrl"] },
  "error-detail-absent": { see: errorNames, plain: PLAIN_ERROR, switched: ["schemas", "status"] },
  "json-names-alike": {
    see: putAnswer(({ json }) => (json["labels"] as unknown[] | undefined)?.length),
    plain: undefined,
    switched: 2,
  },
  "json-indented": { see: putAnswer(({ text }) => text.split("\n").length > 5), plain: false, switched: true },
  "json-escaped": {
    see: async (api) => {
      const answer = await api.put(await api.group("G"), "é😀");
      return [answer.json.displayName, /[^\u0020-\u007E]/u.test(answer.text)];
    },
    plain: ["é😀", true],
    switched: ["é😀", false],
  },
};

test.each(proofRows(BODY_ODDITIES, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] })).toEqual({ plain, switched });
});
