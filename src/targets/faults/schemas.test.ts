import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, putAnswer } from "../testing/observe.ts";
import { SCHEMAS } from "./schemas.ts";

const see = putAnswer(({ json }) => json.schemas);
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const plain = [GROUP];

const PROOFS: Readonly<Record<string, Proof>> = {
  "schemas-empty": { see, plain, switched: [] },
  "schemas-absent": { see, plain, switched: undefined },
  "schemas-of-user": { see, plain, switched: ["urn:ietf:params:scim:schemas:core:2.0:User"] },
  "schemas-of-scim-1": { see, plain, switched: ["urn:scim:schemas:core:1.0"] },
  "schemas-repeated": { see, plain, switched: [GROUP, GROUP] },
  "schemas-as-text": { see, plain, switched: GROUP },
};

test.each(dialectRows(SCHEMAS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
