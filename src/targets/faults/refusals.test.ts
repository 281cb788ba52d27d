import { expect, test } from "vitest";
import { observeBoth, type Proof, proofRows, rawPut } from "../testing/observe.ts";
import { REFUSALS } from "./refusals.ts";

const malformed = rawPut('{"displayName":"New","members":[');
const badMembers = rawPut('{"displayName":"New","members":7}');
const badName = rawPut('{"displayName":7,"members":[]}');
const noName = rawPut('{"members":[]}');
const kept = [400, "Old", 1];

const PROOFS: Readonly<Record<string, Proof>> = {
  "malformed-json-500": { see: malformed, plain: kept, switched: [500, "Old", 1] },
  "malformed-json-claimed": { see: malformed, plain: kept, switched: [200, "Old", 1] },
  "malformed-json-422": { see: malformed, plain: kept, switched: [422, "Old", 1] },
  "invalid-value-500": { see: badName, plain: kept, switched: [500, "Old", 1] },
  "invalid-value-claimed": { see: badMembers, plain: kept, switched: [200, "Old", 1] },
  "invalid-name-applied": { see: badMembers, plain: kept, switched: [400, "New", 1] },
  "invalid-members-applied": { see: badName, plain: kept, switched: [400, "Old", 0] },
  "put-without-name-empties-name": { see: noName, plain: kept, switched: [200, "", 0] },
  "put-without-name-unnames": { see: noName, plain: kept, switched: [200, undefined, 1] },
};

test.each(proofRows(REFUSALS, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] })).toEqual({ plain, switched });
});
