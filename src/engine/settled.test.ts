import { expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { Settled } from "./settled.ts";

const sent = (method: string, url: string, resource?: Exchange["resource"]): Exchange =>
  ({ request: { method, url: `http://127.0.0.1:1${url}`, headers: [] }, ...(resource && { resource }) }) as never;
const state = (...members: readonly string[]): { displayName: string; members: ReadonlySet<string> } => ({
  displayName: "Sales",
  members: new Set(members),
});
const settled = (): Settled => {
  const all = new Settled();
  all.add("b", "g 1", state("u-1"));
  all.add("a", "g-2", state("u-2", "g 1"));
  all.add("a", "g-3", state());
  return all;
};
const ids = (all: Settled): readonly string[] => all.all().map(({ id }) => id);

test("they come by scenario, whichever was read first", () => {
  expect(ids(settled())).toEqual(["g-2", "g-3", "g 1"]);
});

test.each<[string, Exchange, readonly string[]]>([
  ["a read", sent("GET", "/Groups/g-3", { type: "Group", id: "g-3" }), ["g-2", "g-3", "g 1"]],
  ["a PATCH of one", sent("PATCH", "/Groups/g-3", { type: "Group", id: "g-3" }), ["g-2", "g 1"]],
  ["a PUT of a member", sent("PUT", "/Users/u-1", { type: "User", id: "u-1" }), ["g-2", "g-3"]],
  ["the end of a Group that is a member", sent("DELETE", "/Groups/g%201", { type: "Group", id: "g 1" }), ["g-3"]],
  ["what has no resource, by its address", sent("POST", "/Groups/g%201"), ["g-2", "g-3"]],
  ["what has another id in its id", sent("POST", "/Groups/g%2012/g-31"), ["g-2", "g-3", "g 1"]],
  ["a create, which has no id yet", sent("POST", "/Groups", { type: "Group", id: "" }), ["g-2", "g-3", "g 1"]],
])("%s leaves %j", (_, exchange, left) => {
  const all = settled();
  all.note(exchange);
  expect(ids(all)).toEqual(left);
});

test("a large one is not held", () => {
  const all = new Settled();
  all.add("a", "g", state(...Array.from({ length: 201 }, (_unused, at) => `u-${at}`)));
  expect(all.all()).toEqual([]);
});
