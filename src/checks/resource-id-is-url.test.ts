import { expect, test } from "vitest";
import { resourceIdIsUrl as check } from "./resource-id-is-url.ts";
import { failures, get, put, verdicts } from "./testing.ts";

const REQUIREMENT = "RFC7643-3.1-ID-STABLE id";

test.each(["g-1", "a/b", "50% of #1?", "user@example.org", "urn:x:1", "grüppe 東京", "007"])(
  "the id %j of the URL, as it is, passes",
  (id) => {
    expect(verdicts(check, put({ resource: { type: "Group", id }, body: { id } }))).toEqual([`passed ${REQUIREMENT}`]);
    expect(verdicts(check, get({ resource: { type: "Group", id }, body: { ID: id } }))).toEqual([
      `passed ${REQUIREMENT}`,
    ]);
  },
);

test.each([
  ["g-1", "g-2"],
  ["g-1", "G-1"],
  ["a b", "a%20b"],
  ["7", 7],
  ["g-1", null],
])("for the id %j, %j in the answer fails", (id, shown) => {
  expect(failures(check, put({ resource: { type: "Group", id }, body: { id: shown } }))).toEqual([REQUIREMENT]);
});

test("an absent id is another check's, and a create has none to compare with", () => {
  expect(verdicts(check, put({ body: { displayName: "x" } }))).toEqual([]);
  expect(verdicts(check, get({ method: "POST", status: 201, resource: { type: "Group", id: "" } }))).toEqual([]);
  expect(verdicts(check, put({ status: 404, body: { id: "other" } }))).toEqual([]);
});
