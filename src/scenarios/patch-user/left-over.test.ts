import { expect, test } from "vitest";
import type { JsonObject } from "../../scim/index.ts";
import { leftOver } from "./left-over.ts";

const work = { type: "work", streetAddress: "1 Main Street", locality: "Berlin" };
const home = { type: "home", streetAddress: "2 Side Street" };
const bare = { type: "work", streetAddress: "1 Main Street" };

function found(before: readonly JsonObject[], wanted: readonly JsonObject[], shown: readonly JsonObject[]): boolean {
  const of = (addresses: readonly JsonObject[]): JsonObject => ({ addresses });
  return leftOver(of(before), of(wanted), of(shown), ["addresses"]).length > 0;
}

test("a part that was to go and is still there is left over, in whatever order the entries come", () => {
  expect(found([work, home], [bare, home], [home, work])).toBe(true);
  expect(found([work, home], [bare, home], [home, bare])).toBe(false);
});

test("a part that comes to an entry which was to stay as it was is left over", () => {
  expect(
    found(
      [bare, home],
      [{ ...bare, locality: "Bonn" }, home],
      [
        { ...bare, locality: "Bonn" },
        { ...home, locality: "Bonn" },
      ],
    ),
  ).toBe(true);
});

test("what the server adds of its own to a value that was written, or may write at any time, is not", () => {
  expect(found([], [home], [{ ...home, country: "DE" }])).toBe(false);
  expect(
    found(
      [bare],
      [{ ...bare, streetAddress: "3 High Street" }],
      [{ ...bare, streetAddress: "3 High Street", region: "X" }],
    ),
  ).toBe(false);
  expect(
    found(
      [work, home],
      [bare, home],
      [
        { ...bare, locality: null },
        { ...home, formatted: "2 Side Street", primary: true },
      ],
    ),
  ).toBe(false);
});

test("of a User of whom nothing is known from before nothing is said", () => {
  expect(leftOver(undefined, { addresses: [bare] }, { addresses: [work] }, ["addresses"])).toEqual([]);
});

test("a part that no RFC knows is the server's own, and is told again of a value that was written without it", () => {
  expect(found([{ ...work, verified: true }], [bare], [{ ...bare, verified: true }])).toBe(false);
  expect(found([{ ...work, verified: true }], [bare], [{ ...work, verified: true }])).toBe(true);
});
