import fc from "fast-check";
import { expect, test } from "vitest";
import { concretise } from "./concretise.ts";
import { FEW, historyDrafts } from "./draft.ts";
import { type GroupHistory, usersIn } from "./history.ts";
import { smallerGroups } from "./smaller.ts";

const history = (start: GroupHistory["start"], ...edits: GroupHistory["edits"]): GroupHistory => ({
  kind: "group",
  start,
  edits,
});

const tried = (one: GroupHistory): readonly string[] => [...smallerGroups(one)].map((each) => JSON.stringify(each));

test("takes an edit out of the middle", () => {
  const put = (...users: string[]): GroupHistory["edits"][number] => ({ do: "put", group: "g1", users });
  const long = history({ g1: [] }, put("u1"), put("u2"), put("u3"));
  expect(tried(long)).toContain(JSON.stringify(history({ g1: [] }, put("u1"), put("u3"))));
});

test("begins in the state that the first edit led to", () => {
  const long = history({ g1: [] }, { do: "put", group: "g1", users: ["u2"] }, { do: "put", group: "g1", users: [] });
  expect(tried(long)).toContain(JSON.stringify(history({ g1: ["u2"] }, { do: "put", group: "g1", users: [] })));
});

test("is about Group 1 where only Group 2 is edited", () => {
  const second = history({ g1: ["u1"], g2: ["u2"] }, { do: "put", group: "g2", users: [] });
  expect(tried(second)).toContain(JSON.stringify(history({ g1: ["u2"] }, { do: "put", group: "g1", users: [] })));
});

test("is about the first people there are", () => {
  const late = history({ g1: ["u4"] }, { do: "put", group: "g1", users: ["u7", "x1"] });
  expect(tried(late)).toContain(
    JSON.stringify(history({ g1: ["u1"] }, { do: "put", group: "g1", users: ["u2", "x1"] })),
  );
});

/** A measure that every step makes smaller, or leaves and makes plainer: no search goes round in circles. */
function weight(one: GroupHistory): number {
  const text = JSON.stringify(one);
  const numbers = usersIn(one).reduce((sum, user) => sum + Number(user.slice(1)), 0);
  return one.edits.length * 1e6 + text.length * 1e3 + numbers;
}

test("each is smaller than the one it comes from, and still a history", () => {
  const drafts = historyDrafts({
    patch: true,
    put: false,
    entries: ["plain", "display", "type"],
    values: ["array", "no-path"],
    compound: true,
    removeAll: true,
    sizes: FEW,
    fresh: [
      [1, 1],
      [1, 2],
    ],
    maxEdits: 6,
  });
  const pool = {
    users: 9,
    nobody: true,
    groups: 2,
    values: ["array", "no-path"],
    patchIsOffered: true,
    putIsOffered: false,
    canRead: true,
  } as const;
  fc.assert(
    fc.property(drafts, (draft) => {
      const from = concretise(draft, pool, new Set());
      for (const smaller of smallerGroups(from)) {
        expect(weight(smaller), JSON.stringify([from, smaller])).toBeLessThan(weight(from));
        expect(smaller.edits.every(({ group }) => smaller.start[group] !== undefined)).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
