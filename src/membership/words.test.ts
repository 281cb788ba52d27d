import { describe, expect, test } from "vitest";
import type { GroupEdit, MemberOperation } from "./history.ts";
import { editWords, partingWords, people, personName } from "./words.ts";

const set = (...users: string[]): ReadonlySet<string> => new Set(users);

test("people are named as long as they are few", () => {
  expect(people([])).toBe("nobody");
  expect(people(["u1"])).toBe("Ana");
  expect(people(["u1", "u2", "u3"])).toBe("Ana, Ben and Cleo");
  expect(people(Array.from({ length: 101 }, (_, index) => `u${index + 1}`))).toBe("Ana, Ben, Cleo and 98 others");
  const six = people(Array.from({ length: 6 }, (_, index) => `u${index + 1}`));
  expect(six).toBe("Ana, Ben, Cleo, Dan, Eve and Finn");
  expect(people(Array.from({ length: 7 }, (_, index) => `u${index + 1}`))).toBe("Ana, Ben, Cleo and 4 others");
  expect(personName("u27")).toBe("user 27");
  expect(personName("x2")).toBe("somebody unknown (2)");
  expect(personName("x1")).toBe("somebody unknown");
});

describe("an edit reads as a person says it", () => {
  const patch = (...operations: readonly MemberOperation[]): GroupEdit => ({ do: "patch", group: "g1", operations });
  test.each<[string, GroupEdit]>([
    ["add Ana to Group 1", patch({ op: "add", users: ["u1"] })],
    ["add Ana to Group 1 (as JSON text)", patch({ op: "add", users: ["u1"], value: "json-text" })],
    ["add Ana to Group 1 (as an array)", patch({ op: "add", users: ["u1"], entry: "plain", value: "array" })],
    ["remove Ana from Group 1", patch({ op: "remove", users: ["u1"] })],
    ["remove Ana and Ben from Group 1 by one filter", patch({ op: "remove", users: ["u1", "u2"], compound: true })],
    ["remove all members of Group 1", patch({ op: "remove-all" })],
    ["replace the members of Group 1 by nobody", patch({ op: "replace", users: [] })],
    [
      "replace the members of Group 1 by Ana (with `type`, without a path)",
      patch({ op: "replace", users: ["u1"], entry: "type", value: "no-path" }),
    ],
    [
      "replace the members of Group 1 by Ana (with a reference, as an id alone)",
      patch({ op: "replace", users: ["u1"], entry: "ref", value: "bare-id" }),
    ],
    ["rename Group 1", patch({ op: "rename", name: "n2" })],
    ["rename Group 1 to its first name", patch({ op: "rename", name: "n0" })],
    ["an operation that is not valid on Group 1", patch({ op: "invalid" })],
    [
      "in one request on Group 1: add Ana (with `display`), then remove all members, then rename, then an operation that is not valid",
      patch(
        { op: "add", users: ["u1"], entry: "display" },
        { op: "remove-all" },
        { op: "rename", name: "n1" },
        { op: "invalid" },
      ),
    ],
    ["PUT Group 2 with nobody", { do: "put", group: "g2", users: [] }],
    ["PUT Group 2 with nobody, with another name", { do: "put", group: "g2", users: [], name: "n1" }],
    [
      "PUT Group 1 with Ana (with `type`), with its first name",
      { do: "put", group: "g1", users: ["u1"], name: "n0", entry: "type" },
    ],
    ["PUT Group 1 as GET shows it", { do: "put-back", group: "g1" }],
    ["PUT Group 1 with Ana and a name that is no text", { do: "put-invalid", group: "g1", users: ["u1"] }],
  ])("%s", (words, edit) => {
    expect(editWords(edit)).toBe(words);
  });
});

test.each([
  ["Ben is gone too", set("u2"), set(), set("u1", "u2")],
  ["Cleo is not there", set("u1", "u3"), set("u1"), set("u1")],
  ["Ana is still there", set(), set("u1"), set("u1")],
  ["Dan is there, whom nobody added", set("u1"), set("u1", "u4"), set("u1")],
  ["Ben is gone too; Ana is still there", set("u2"), set("u1"), set("u1", "u2")],
  ["Ana and Ben are gone too", set("u1", "u2"), set(), set("u1", "u2")],
  ["Ana and Ben are not there", set("u1", "u2"), set(), set()],
  ["Ana and Ben are still there", set(), set("u1", "u2"), set("u1", "u2")],
  ["Ana and Ben are there, whom nobody added", set(), set("u1", "u2"), set()],
])("%s", (words, expected, actual, before) => {
  expect(partingWords(expected, actual, before)).toBe(words);
});
