import { expect, test } from "vitest";
import { editWords, partingWords, people, personName } from "./words.ts";

const set = (...users: string[]): ReadonlySet<string> => new Set(users);

test("people are named as long as they are few", () => {
  expect(people([])).toBe("nobody");
  expect(people(["u1"])).toBe("Ana");
  expect(people(["u1", "u2", "u3"])).toBe("Ana, Ben and Cleo");
  expect(people(Array.from({ length: 101 }, (_, index) => `u${index + 1}`))).toBe("Ana, Ben, Cleo and 98 others");
  expect(personName("u27")).toBe("user 27");
  expect(personName("x1")).toBe("somebody unknown");
});

test("an edit reads as a person says it", () => {
  expect(editWords({ do: "patch", group: "g1", operations: [{ op: "remove", users: ["u1"] }] })).toBe(
    "remove Ana from Group 1",
  );
  expect(editWords({ do: "put", group: "g2", users: [], name: "n1" })).toBe(
    "PUT Group 2 with nobody, with another name",
  );
  expect(editWords({ do: "patch", group: "g1", operations: [{ op: "rename", name: "n0" }] })).toBe(
    "rename Group 1 to its first name",
  );
  expect(
    editWords({
      do: "patch",
      group: "g1",
      operations: [{ op: "add", users: ["u1"], entry: "display" }, { op: "remove-all" }],
    }),
  ).toBe("in one request on Group 1: add Ana (with `display`), then remove all members");
  expect(
    editWords({
      do: "patch",
      group: "g1",
      operations: [{ op: "replace", users: ["u1"], entry: "type", value: "no-path" }],
    }),
  ).toBe("replace the members of Group 1 by Ana (with `type`, without a path)");
});

test.each([
  ["Ben is gone too", set("u2"), set(), set("u1", "u2")],
  ["Cleo is not there", set("u1", "u3"), set("u1"), set("u1")],
  ["Ana is still there", set(), set("u1"), set("u1")],
  ["Dan is there, whom nobody added", set("u1"), set("u1", "u4"), set("u1")],
  ["Ben is gone too; Ana is still there", set("u2"), set("u1"), set("u1", "u2")],
])("%s", (words, expected, actual, before) => {
  expect(partingWords(expected, actual, before)).toBe(words);
});
