import { expect, test } from "vitest";
import { nearestNames } from "./nearest-names.ts";

const NAMES = [
  "RFC7644-3.5.2.1-NEW",
  "RFC7644-3.5.1-MEMBERS-REPLACED",
  "RFC7644-3.5.1-204",
  "put.group.members.smaller",
  "put.group.members.larger",
  "members-shuffled",
];

test.each([
  ["RFC7644-3.5.1", ["RFC7644-3.5.1-204", "RFC7644-3.5.1-MEMBERS-REPLACED"]],
  ["put.group.members.smalller", ["put.group.members.smaller"]],
  ["smaler", ["put.group.members.smaller"]],
  ["shuffled-members", ["members-shuffled"]],
])("%s: what begins with it, then what is like it", (name, first) => {
  expect(nearestNames(name, NAMES).slice(0, first.length)).toEqual(first);
});

test("nothing where nothing is like it", () => {
  expect(nearestNames("nonsense", NAMES)).toEqual([]);
});
