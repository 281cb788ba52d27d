import { expect, test } from "vitest";
import { isAddressable } from "./addressable.ts";

test.each(["1", "a/b?c#d%2F", ".a..b", "...", " ", "größe", "😀", "\u0000"])("%j can stand in a path", (id) => {
  expect(isAddressable(id)).toBe(true);
  expect(decodeURIComponent(encodeURIComponent(id))).toBe(id);
});

test.each(["", ".", "..", "\ud800", "a\udfffb"])("%j cannot", (id) => {
  expect(isAddressable(id)).toBe(false);
});
