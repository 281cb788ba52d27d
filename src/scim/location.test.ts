import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locationNames } from "./location.ts";

const NASTY = [
  "a/b",
  "a?b",
  "a#b",
  "50%",
  "%2F",
  "a b",
  "user@example.org",
  "urn:x:y",
  "grüppe",
  "東京",
  "a+b",
  "🚀",
  "~",
  "'",
];
const id = fc.oneof(
  fc.constantFrom(...NASTY),
  fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => Buffer.from(text).toString() === text && text !== "." && text !== ".."),
);

test("an encoded id is named, whatever the host and prefix", () => {
  const prefix = fc.constantFrom(
    "",
    "/",
    "/scim/v2/",
    "../",
    "https://h",
    "http://127.0.0.1:80/a/b",
    "//h/x",
    "HTTPS://H/",
  );
  fc.assert(
    fc.property(prefix, id, (before, text) => {
      const location = `${before}${before.endsWith("/") ? "" : "/"}Groups/${encodeURIComponent(text)}`;
      expect(locationNames(location, "Groups", text)).toBe(true);
      expect(locationNames(`${location}/`, "Groups", text)).toBe(true);
    }),
  );
});

test("another id is not named", () => {
  fc.assert(
    fc.property(id, id, (left, right) => {
      fc.pre(left !== right && left !== encodeURIComponent(right));
      expect(locationNames(`https://h/Groups/${encodeURIComponent(right)}`, "Groups", left)).toBe(false);
    }),
  );
});

describe("ids that a server leaves unencoded", () => {
  test.each(["a/b", "50%", "a b", "user@example.org", "urn:x:y", "grüppe", "a/b/c"])("%s", (text) => {
    expect(locationNames(`https://h/scim/v2/Groups/${text}`, "Groups", text)).toBe(true);
  });

  // These change what the URI means: it names another resource.
  test.each(["a?b", "a#b"])("%s", (text) => {
    expect(locationNames(`https://h/scim/v2/Groups/${text}`, "Groups", text)).toBe(false);
  });
});

test.each([
  ["the name of the endpoint in another case", "https://h/scim/v2/groups/7", true],
  ["a query behind it", "https://h/Groups/7?x=1#y", true],
  ["relative to the collection", "Groups/7", true],
  ["another endpoint", "https://h/Users/7", false],
  ["another id", "https://h/Groups/77", false],
  ["the id in another case", "https://h/Groups/7A", false],
  ["the id alone", "7", false],
  ["the collection", "https://h/Groups", false],
  ["no path", "https://Groups/7", false],
  ["nothing", "", false],
  ["the id further up", "https://h/Groups/7/members", false],
  ["a host that ends like the endpoint", "https://xGroups/7", false],
  ["an endpoint that cannot be decoded", "https://h/50%/7", false],
])("%s", (_, location, names) => {
  expect(locationNames(location, "Groups", "7")).toBe(names);
});

test("an id has a case (RFC 7643 section 3.1), and may look as if it were encoded", () => {
  expect(locationNames("https://h/Groups/A7", "Groups", "a7")).toBe(false);
  expect(locationNames("https://h/Groups/%2F/", "Groups", "%2F")).toBe(true);
});
