import { expect, test } from "vitest";
import type { GroupState } from "../scenarios/index.ts";
import { startingBody, startingRule } from "./starting-body.ts";

const profile = { members: { types: {} }, patch: { pathRequired: true }, put: { alwaysSend: {} } };
const context = (method: string): never =>
  ({
    contract: { profile },
    operation: { method },
    patchShapes: async () => ({ value: "array", remove: "filter" }),
  }) as never;
const state = (displayName: string, ...members: readonly string[]): GroupState => ({
  displayName,
  members: new Set(members),
});

test("what a Group is like is not known: its name and all of its members are replaced", async () => {
  expect(await startingBody(context("PATCH"), state("a", "1"))).toEqual([
    { op: "replace", path: "displayName", value: "a" },
    { op: "replace", path: "members", value: [{ value: "1" }] },
  ]);
  expect(startingRule("PATCH", undefined, state("a", "1"))).toBe("RFC7644-3.5.2.3-MULTI-ALL");
});

test("a Group that lacks members is given those, and nothing else is asked for", async () => {
  expect(await startingBody(context("PATCH"), state("a", "1", "2"), state("a", "2"))).toEqual([
    { op: "add", path: "members", value: [{ value: "1" }] },
  ]);
  expect(startingRule("PATCH", state("a", "2"), state("a", "1", "2"))).toBe("RFC7644-3.5.2.1-MULTI-APPEND");
});

test("a Group with members that it should not have has them replaced", async () => {
  const [seen, wanted] = [state("b", "3"), state("a", "1")];
  expect(await startingBody(context("PATCH"), wanted, seen)).toEqual([
    { op: "replace", path: "displayName", value: "a" },
    { op: "replace", path: "members", value: [{ value: "1" }] },
  ]);
  expect(startingRule("PATCH", seen, wanted)).toBe("RFC7644-3.5.2.3-MULTI-ALL");
});

test("a PUT sends the whole, whatever is there", async () => {
  const [seen, wanted] = [state("a"), state("a", "1")];
  expect(await startingBody(context("PUT"), wanted, seen)).toMatchObject({
    displayName: "a",
    members: [{ value: "1" }],
  });
  expect(startingRule("PUT", seen, wanted)).toBe("RFC7644-3.5.1-MEMBERS-REPLACED");
});
