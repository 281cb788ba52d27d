import { expect, test } from "vitest";
import { resourceMemberRef as check } from "./resource-member-ref.ts";
import { failures, group, put, verdicts } from "./testing.ts";

const REQUIREMENT = "RFC7643-4.2-MEMBER-REF $ref";
const shown = (...members: readonly object[]): ReturnType<typeof put> => put({ body: group({ members }) });

test.each([
  ["of another resource", { value: "a", $ref: "https://x.example/scim/v2/Users/b" }],
  ["of a collection", { value: "a", $ref: "https://x.example/scim/v2/Users/" }],
  ["in another case", { value: "aB", $ref: "/Users/ab" }],
  ["without its sign, of another resource,", { value: "a", ref: "/Users/b" }],
])("an address %s is wrong", (_, member) => {
  expect(failures(check, shown({ value: "b", $ref: "/Users/b" }, member))).toEqual([REQUIREMENT]);
});

test.each([
  ["absolute", { value: "a", $ref: "https://x.example/scim/v2/Users/a" }],
  ["relative", { value: "a", $ref: "../Users/a" }],
  ["without its sign", { value: "a", ref: "/Users/a" }],
  ["below an endpoint of its own", { value: "a", $ref: "/directory/people/a" }],
  ["with a query", { value: "a", $ref: "/Users/a?attributes=userName" }],
  ["encoded", { value: "a b", $ref: "/Users/a%20b" }],
  ["of an id with a slash", { value: "a/b", $ref: "/Users/a/b" }],
  ["with a stray percent sign", { value: "a%", $ref: "/Users/a%" }],
])("one that is %s is right", (_, member) => {
  expect(verdicts(check, shown(member))).toEqual([`passed ${REQUIREMENT}`]);
});

test.each([
  [{ value: "a" }],
  [{ value: "a", ref: "EXT-1" }],
  [{ value: "a", $ref: null }],
  [{ value: "a", $ref: "" }],
  [{ $ref: "/Users/a" }],
  ["a"],
])("%j says nothing of it", (member) => {
  expect(verdicts(check, shown(member as object))).toEqual([]);
});
