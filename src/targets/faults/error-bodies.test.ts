import { expect, test } from "vitest";
import { observeBoth, type Proof, proofRows, type See, unknownAnswer } from "../testing/observe.ts";
import { ERROR_BODIES } from "./error-bodies.ts";

const status = unknownAnswer(({ json }) => json.status);
const schemas = unknownAnswer(({ json }) => json.schemas?.length);
const names = unknownAnswer(({ json }) => Object.keys(json));
const type = unknownAnswer(({ headers, text }) => [headers.get("content-type"), text.slice(0, 1)]);
const unauthorised: See = async (api) =>
  (await api.send("GET", "/Groups", { token: null })).headers.get("content-type");
const PLAIN = ["schemas", "status", "detail"];
const JSON_TYPE = ["application/json", "{"];

const PROOFS: Readonly<Record<string, Proof>> = {
  "error-status-number": { see: status, plain: "404", switched: 404 },
  "error-without-status": { see: status, plain: "404", switched: undefined },
  "error-status-mismatch": { see: status, plain: "404", switched: "400" },
  "error-without-schemas": { see: schemas, plain: 1, switched: undefined },
  "error-of-scim-1": { see: names, plain: PLAIN, switched: ["Errors"] },
  "error-nested": { see: names, plain: PLAIN, switched: ["response"] },
  "error-in-error": { see: names, plain: PLAIN, switched: ["code", "message"] },
  "error-scim-type-unknown": {
    see: unknownAnswer(({ json }) => json.scimType),
    plain: undefined,
    switched: "schemaViolated",
  },
  "error-plain-text": { see: type, plain: JSON_TYPE, switched: ["text/plain", "U"] },
  "error-html": { see: type, plain: JSON_TYPE, switched: ["text/html", "<"] },
  "error-401-html": { see: unauthorised, plain: "application/json", switched: "text/html" },
  "error-empty": { see: unknownAnswer(({ text }) => text.length > 0), plain: true, switched: false },
};

test.each(proofRows(ERROR_BODIES, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] })).toEqual({ plain, switched });
});
