import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concretise } from "./concretise.ts";
import { FEW, historyDrafts } from "./draft.ts";
import { type GroupEdit, type GroupHistory, type MemberOperation, usersIn } from "./history.ts";
import { plainerGroups, smallerGroups } from "./smaller.ts";

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

const add = (users: readonly string[], more: object = {}): MemberOperation => ({ op: "add", users, ...more });
const patch = (...operations: readonly MemberOperation[]): GroupEdit => ({ do: "patch", group: "g1", operations });
const put = (users: readonly string[], more: object = {}): GroupEdit => ({ do: "put", group: "g1", users, ...more });
const named = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `u${from + at}`);

describe("an edit is made smaller, and what is not about it stays", () => {
  // Nobody is in the Group to begin with, one edit is no start for another, and the users are numbered already.
  const smallerThan = (edit: GroupEdit): readonly GroupEdit[] =>
    [...smallerGroups(history({ g1: [] }, edit))].map(({ start, edits, ...rest }) => {
      expect([start, rest, edits.length]).toEqual([{ g1: [] }, { kind: "group" }, 1]);
      return edits[0] as GroupEdit;
    });

  test.each<[string, GroupEdit, readonly GroupEdit[]]>([
    ["PUT of two: of the first alone, of the second alone", put(["u1", "u2"]), [put(["u1"]), put(["u2"])]],
    ["PUT of nobody: nothing is smaller", put([]), []],
    [
      "PUT of one with a name: the name goes, the user goes",
      put(["u1"], { name: "n1" }),
      [put(["u1"]), put([], { name: "n1" })],
    ],
    [
      "PUT with a name and display: the name goes, display stays, and the other way round",
      put([], { name: "n1", entry: "display" }),
      [put([], { entry: "display" }), put([], { name: "n1" })],
    ],
    ["PUT as GET shows it: nothing is smaller", { do: "put-back", group: "g1" }, []],
    [
      "PUT that is not valid: of nobody",
      { do: "put-invalid", group: "g1", users: ["u1"] },
      [{ do: "put-invalid", group: "g1", users: [] }],
    ],
    ["an addition of one: of nobody it would be another", patch(add(["u1"])), []],
    ["an addition of two", patch(add(["u1", "u2"])), [patch(add(["u1"])), patch(add(["u2"]))]],
    [
      "an addition with type, in a shape of its own",
      patch(add(["u1"], { entry: "type", value: "no-path" })),
      [patch(add(["u1"], { value: "no-path" })), patch(add(["u1"], { entry: "type" }))],
    ],
    ["a replacement by one: by nobody", patch({ op: "replace", users: ["u1"] }), [patch({ op: "replace", users: [] })]],
    [
      "a replacement by an id alone: in the usual shape, and never by nobody",
      patch({ op: "replace", users: ["u1"], value: "bare-id" }),
      [patch({ op: "replace", users: ["u1"] })],
    ],
    [
      "an addition by an id alone: of nobody it would be another",
      patch(add(["u1"], { value: "bare-id" })),
      [patch(add(["u1"]))],
    ],
    [
      "a removal of two by one filter",
      patch({ op: "remove", users: ["u1", "u2"], compound: true }),
      [patch({ op: "remove", users: ["u1"], compound: true }), patch({ op: "remove", users: ["u2"], compound: true })],
    ],
    ["a removal of one: of nobody it would be another", patch({ op: "remove", users: ["u1"] }), []],
    ["what names nobody: nothing is smaller", patch({ op: "remove-all" }), []],
    [
      "two operations: each alone",
      patch({ op: "remove-all" }, { op: "invalid" }),
      [patch({ op: "invalid" }), patch({ op: "remove-all" })],
    ],
    [
      "two operations: each alone, and each smaller",
      patch(add(["u1", "u2"]), { op: "replace", users: ["u1"] }),
      [
        patch({ op: "replace", users: ["u1"] }),
        patch(add(["u1", "u2"])),
        patch(add(["u1"]), { op: "replace", users: ["u1"] }),
        patch(add(["u2"]), { op: "replace", users: ["u1"] }),
        patch(add(["u1", "u2"]), { op: "replace", users: [] }),
      ],
    ],
  ])("%s", (_, edit, expected) => {
    expect(smallerThan(edit)).toEqual(expected);
  });

  test("of four the halves come first, then all but one, from the end", () => {
    expect(smallerThan(put(named(1, 4)))).toEqual([
      put(["u1", "u2"]),
      put(["u3", "u4"]),
      put(["u1", "u2", "u3"]),
      put(["u1", "u2", "u4"]),
      put(["u1", "u3", "u4"]),
      put(["u2", "u3", "u4"]),
    ]);
  });

  test("three have no half", () => {
    expect(smallerThan(put(named(1, 3)))).toEqual([put(["u1", "u2"]), put(["u1", "u3"]), put(["u2", "u3"])]);
  });

  test("of eight each goes alone, of nine only the last", () => {
    expect(smallerThan(put(named(1, 8)))).toHaveLength(10);
    expect(smallerThan(put(named(1, 9)))).toEqual([put(named(1, 4)), put(named(5, 9)), put(named(1, 8))]);
  });
});

describe("a history is made smaller", () => {
  const INVALID: GroupEdit = { do: "patch", group: "g1", operations: [{ op: "invalid" }] };
  const RENAME: GroupEdit = { do: "patch", group: "g1", operations: [{ op: "rename", name: "n1" }] };
  const ALL: GroupEdit = { do: "patch", group: "g1", operations: [{ op: "remove-all" }] };
  const all = (one: GroupHistory): readonly GroupHistory[] => [...smallerGroups(one)];

  test("the last one, two, four edits come first, and then each but the last goes, from the end", () => {
    const edits = [INVALID, RENAME, ALL, INVALID, RENAME, ALL];
    expect(all(history({ g1: [] }, ...edits)).map((one) => one.edits)).toEqual([
      edits.slice(5),
      edits.slice(4),
      edits.slice(2),
      edits.toSpliced(4, 1),
      edits.toSpliced(3, 1),
      edits.toSpliced(2, 1),
      edits.toSpliced(1, 1),
      edits.toSpliced(0, 1),
    ]);
  });

  test("of two edits only the first goes", () => {
    expect(all(history({ g1: [] }, INVALID, ALL))).toEqual([history({ g1: [] }, ALL)]);
  });

  test("of a single edit nothing is left out", () => {
    expect(all(history({ g1: [] }, put([])))).toEqual([]);
    expect(all(history({ g1: [] }))).toEqual([]);
  });

  test.each<[string, GroupEdit]>([
    ["is refused", INVALID],
    ["may be refused", ALL],
    ["gives it another name, which no start has", RENAME],
  ])("it does not begin after an edit that %s", (_, first) => {
    expect(all(history({ g1: ["u1"] }, first, put([]))).map(({ start, edits }) => [start, edits])).toEqual([
      [{ g1: ["u1"] }, [put([])]],
      [{ g1: [] }, [first, put([])]],
    ]);
  });

  test("the Group begins where the first edit led, and the other where it was", () => {
    const long = history({ g1: ["u1"], g2: ["u2"] }, patch(add(["u3"])), { ...put([]), group: "g2" });
    expect(all(long)[0]).toEqual(history({ g1: ["u1", "u3"], g2: ["u2"] }, { ...put([]), group: "g2" }));
  });

  test("each Group has a member less to begin with", () => {
    const from = history({ g1: ["u1", "u2"], g2: ["u3"] }, ALL, { ...ALL, group: "g2" });
    const starts = all(from)
      .filter(({ edits }) => edits.length === 2)
      .map(({ start }) => start);
    expect(starts).toEqual([
      { g1: ["u1"], g2: ["u3"] },
      { g1: ["u2"], g2: ["u3"] },
      { g1: ["u1", "u2"], g2: [] },
    ]);
  });

  test("the other Group goes when nothing is done to it, and not when there is", () => {
    const [first] = all(history({ g1: ["u1"], g2: ["u2"] }, ALL, ALL));
    expect(first).toEqual(history({ g1: ["u1"] }, ALL, ALL));
    const both = all(history({ g1: ["u1"], g2: ["u2"] }, ALL, { ...ALL, group: "g2" }));
    expect(both.filter(({ start }) => Object.keys(start).length < 2)).toEqual([]);
  });

  test("a burst is looked at after each edit, and what is looked at again is not", () => {
    const quick = { ...history({ g1: [] }, INVALID), burst: true, reread: true };
    expect(all(quick)).toEqual([
      { ...history({ g1: [] }, INVALID), reread: true },
      { ...history({ g1: [] }, INVALID), burst: true },
    ]);
  });

  test("everybody is renumbered in the order of their numbers, in every kind of edit, and nobody stays nobody", () => {
    const from = history(
      { g1: ["u9"] },
      patch({ op: "remove", users: ["u5"] }, { op: "rename", name: "n1" }),
      { do: "put-back", group: "g1" },
      { do: "put-invalid", group: "g1", users: ["u9", "x1"] },
    );
    expect(all(from).at(-1)).toEqual(
      history(
        { g1: ["u2"] },
        patch({ op: "remove", users: ["u1"] }, { op: "rename", name: "n1" }),
        { do: "put-back", group: "g1" },
        { do: "put-invalid", group: "g1", users: ["u2", "x1"] },
      ),
    );
  });

  test("some who have the first numbers keep them while others get theirs", () => {
    expect(all(history({ g1: ["u1", "u3"] }, put([]))).at(-1)).toEqual(history({ g1: ["u1", "u2"] }, put([])));
  });
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

test("said more plainly, every operation of the last PATCH has a request of its own", () => {
  const operations = [add(["u1"]), add(["u2"])];
  const long = history({ g1: [] }, put(["u3"]), patch(...operations));
  const edits = [put(["u3"]), ...operations.map((operation) => patch(operation))];
  expect([...plainerGroups(long)]).toEqual([history({ g1: [] }, ...edits)]);
  expect([...plainerGroups(history({ g1: [] }, patch(add(["u1"]))))]).toEqual([]);
  expect([...plainerGroups(history({ g1: [] }, put([])))]).toEqual([]);
});
