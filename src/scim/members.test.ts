import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareMembers, malformedMembers, membersOf, sameMembers } from "./members.ts";

const value = fc.oneof(fc.constantFrom("a", "A", "b", "é", "e\u0301", "", "a b", "__proto__"), fc.uuid());
const member = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      { value, type: fc.constantFrom("User", "Group"), display: fc.string() },
      { requiredKeys: ["value"] },
    ),
  },
  { weight: 1, arbitrary: value.map((id) => ({ VALUE: id })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>({}, null, "u-1", 7, [], { value: 7 }, { value: null }, { $ref: "" }),
  },
);

/** The same by counting, slowly: an entry is named by its `value`, and repeated when its `type` is the same too. */
function naive(members: readonly unknown[]): { values: string[]; repeated: string[]; malformed: number } {
  const entries: [id: string, type: unknown][] = [];
  let malformed = 0;
  for (const entry of members) {
    const fields = Object.entries(typeof entry === "object" && entry !== null && !Array.isArray(entry) ? entry : {});
    const [id, type] = ["value", "type"].map(
      (wanted): unknown => fields.find(([name]) => name.toLowerCase() === wanted)?.[1],
    );
    if (typeof id === "string") entries.push([id, type]);
    else malformed += 1;
  }
  const again = entries.filter(([id, type], index) =>
    entries.some(([other, its], before) => before < index && other === id && its === type),
  );
  const ids = (list: typeof entries): string[] => [...new Set(list.map(([id]) => id))];
  return { values: ids(entries), repeated: ids(again), malformed };
}

test("reads a list as a naive count does", () => {
  fc.assert(
    fc.property(fc.array(member, { minLength: 1 }), (members) => {
      const read = membersOf({ members });
      expect({ ...read, values: [...read.values] }).toEqual({ shown: true, ...naive(members) });
    }),
  );
});

test("order never matters", () => {
  fc.assert(
    fc.property(
      fc
        .array(member)
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const [left, right] = [membersOf({ members: list }), membersOf({ members: shuffled })];
        expect(sameMembers(compareMembers(left.values, right.values))).toBe(true);
        expect(right.malformed).toBe(left.malformed);
        expect(malformedMembers({ members: list })).toBe(left.malformed);
        expect([...right.repeated].sort()).toEqual([...left.repeated].sort());
      },
    ),
  );
});

test("compares sets as a naive comparison does", () => {
  fc.assert(
    fc.property(fc.array(value), fc.array(value), (expected, actual) => {
      const difference = compareMembers(new Set(expected), new Set(actual));
      expect(new Set(difference.missing)).toEqual(new Set(expected.filter((id) => !actual.includes(id))));
      expect(new Set(difference.strangers)).toEqual(new Set(actual.filter((id) => !expected.includes(id))));
      expect(sameMembers(difference)).toBe(
        expected.every((id) => actual.includes(id)) && actual.every((id) => expected.includes(id)),
      );
    }),
  );
});

describe("what a representation shows", () => {
  test.each<[string, Record<string, unknown>, boolean, number]>([
    ["nothing", {}, false, 0],
    ["null", { members: null }, false, 0],
    ["an empty list", { members: [] }, true, 0],
    ["one that is no list", { members: { value: "a" } }, true, 1],
    ["names in another case", { Members: [{ Value: "a" }] }, true, 1],
    ["a text", { members: "a" }, true, 0],
    ["an object that names nobody", { members: { display: "a" } }, true, 0],
  ])("%s", (_, resource, shown, size) => {
    const read = membersOf(resource);
    expect(read.shown).toBe(shown);
    expect(read.values.size).toBe(size);
    expect([read.repeated, read.malformed]).toEqual([[], malformedMembers(resource)]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["an absolute $ref", { $ref: "https://h/scim/v2/Users/a%2Fb" }],
    ["a relative $ref", { $ref: "../Users/a%2Fb?x#y" }],
    ["a ref, as some write it", { ref: "Users/a%2Fb" }],
    ["a $ref beside a value that is no text", { value: 7, $ref: "Users/a%2Fb" }],
  ])("%s names whom it refers to", (_, entry) => {
    expect([...membersOf({ members: [entry] }).values]).toEqual(["a/b"]);
  });

  test("a $ref that cannot be decoded is read as it is; one that ends in a slash names nobody", () => {
    expect([...membersOf({ members: [{ $ref: "Users/50%" }] }).values]).toEqual(["50%"]);
    expect(membersOf({ members: [{ $ref: "Users/" }] }).malformed).toBe(1);
  });

  test("what is no list counts as one entry, and nothing counts as none", () => {
    expect([null, undefined, [], "a", {}, { value: "a" }].map((members) => malformedMembers({ members }))).toEqual([
      0, 0, 0, 1, 1, 0,
    ]);
  });

  test("a type that is no text is compared by what is in it, and none is not the text null", () => {
    const repeated = (...types: readonly unknown[]) =>
      membersOf({ members: types.map((type) => ({ value: "a", type })) }).repeated;
    expect(repeated({ x: 1 }, { x: 1 })).toEqual(["a"]);
    expect(repeated({ x: 1 }, { x: 2 })).toEqual([]);
    expect(repeated(null, "null")).toEqual([]);
    expect(repeated(null, undefined)).toEqual(["a"]);
  });

  test("ids compare exactly: neither case nor Unicode form is forgiven", () => {
    const { missing, strangers } = compareMembers(new Set(["a", "é"]), new Set(["A", "e\u0301"]));
    expect([missing, strangers]).toEqual([
      ["a", "é"],
      ["A", "e\u0301"],
    ]);
  });
});

test("100,000 members are read and compared: quadratic time would be minutes", () => {
  const members = Array.from({ length: 100_000 }, (_, index) => ({ value: `u-${index % 90_000}` }));
  const { values, repeated } = membersOf({ members });
  const { missing } = compareMembers(new Set(members.map((each) => `${each.value}x`)), values);
  expect([values.size, repeated.length, missing.length]).toEqual([90_000, 10_000, 90_000]);
});
