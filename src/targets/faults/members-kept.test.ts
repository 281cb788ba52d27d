import { expect, test } from "vitest";
import { dialectRows, membersAfter, observeBoth, type Proof } from "../testing/observe.ts";
import { MEMBERS_KEPT } from "./members-kept.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-members-merged": { see: membersAfter("ab", "bc"), plain: "bc", switched: "abc" },
  "put-members-empty-ignored": { see: membersAfter("ab", ""), plain: "", switched: "ab" },
  "put-members-removal-only-dropped": { see: membersAfter("abc", "bc"), plain: "bc", switched: "abc" },
  "put-members-swap-keeps-old": { see: membersAfter("ab", "bc"), plain: "bc", switched: "abc" },
  "put-members-removal-skips-next": { see: membersAfter("abcd", "d"), plain: "d", switched: "bd" },
  "put-members-removes-one-only": { see: membersAfter("abc", "c"), plain: "c", switched: "abc" },
  "put-members-disjoint-keeps-one": { see: membersAfter("ab", "cd"), plain: "cd", switched: "acd" },
  "put-members-same-count-ignored": { see: membersAfter("ab", "bc"), plain: "bc", switched: "ab" },
};

test.each(dialectRows(MEMBERS_KEPT, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});

// Each of these hides from the edits that look nearest to the one that shows it.
test.each([
  ["put-members-empty-ignored", membersAfter("ab", "b"), "b"],
  ["put-members-removal-only-dropped", membersAfter("ab", "bc"), "bc"],
  ["put-members-swap-keeps-old", membersAfter("ab", "b"), "b"],
  ["put-members-removal-skips-next", membersAfter("abcd", "bcd"), "bcd"],
  ["put-members-removes-one-only", membersAfter("abc", "bc"), "bc"],
  ["put-members-disjoint-keeps-one", membersAfter("ab", "bc"), "bc"],
  ["put-members-same-count-ignored", membersAfter("ab", "bcd"), "bcd"],
])("%s does not show elsewhere", async (id, see, right) => {
  const both = await observeBoth({ see, plain: right, switched: right }, { faults: [id] });
  expect(both).toEqual({ plain: right, switched: right });
});
