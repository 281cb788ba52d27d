import { expect, test } from "vitest";
import { isAddressable } from "./addressable.ts";

test.each(["1", "a/b", "a?b#c", "a b", "%2F", "...", ".a", "\u{1F600}", "ä", "\u0000"])("%j names itself", (id) => {
  expect(isAddressable(id)).toBe(true);
  expect(decodeURIComponent(new URL(`http://h/Groups/${encodeURIComponent(id)}`).pathname)).toBe(`/Groups/${id}`);
});

test.each(["", ".", "..", "%2e", "%2E.", "\ud800", "a\udc00b"])("%j does not", (id) => {
  expect(isAddressable(id)).toBe(false);
});
