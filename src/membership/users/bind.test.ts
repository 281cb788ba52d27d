import { describe, expect, test } from "vitest";
import type { UserAttributes } from "./attributes.ts";
import { UserBinder } from "./bind.ts";

const ATTRIBUTES: UserAttributes = {
  lists: [
    {
      path: "emails",
      types: ["work", "home"],
      main: "value",
      entries: [{ value: "a@example.test" }, { value: "b@example.test" }],
      open: false,
      isSure: true,
    },
    {
      path: "addresses",
      types: ["work"],
      main: "streetAddress",
      entries: [{ streetAddress: "1 Main Street", locality: "Berlin" }],
      open: false,
      isSure: true,
    },
  ],
  texts: ["title"],
  active: true,
};
const BODY = {
  title: "Dr",
  emails: [{ value: "made@example.test", type: "work", primary: true, display: "Made" }, { value: "second" }],
  ims: "no list",
  roles: ["no object"],
};
/** A server that has its own words for some, which tell whose they are. */
const OWN: Readonly<Record<string, (label: string) => string>> = {
  "emails.type": (label) => (label.endsWith("home") ? "privat" : "Arbeit"),
  title: (label) => `Title ${label}`,
  "addresses.locality": () => "Hamburg",
};
const plain = new UserBinder({ attribute: () => undefined }, ATTRIBUTES, "run 1", BODY);
const own = new UserBinder({ attribute: (path, label) => OWN[path]?.(label) }, ATTRIBUTES, "run 1", BODY);

test("knows the body and the lists", () => {
  expect(plain.body).toBe(BODY);
  expect([plain.list("emails"), plain.list("title")]).toEqual([ATTRIBUTES.lists[0], undefined]);
});

describe("what is sent", () => {
  test.each<[string, () => unknown, unknown]>([
    ["a text", () => plain.contentOf("title", "v2"), "Senior Engineer"],
    ["a text that the User was made with", () => plain.contentOf("title", "v0"), "Dr"],
    ["a text in the server's words", () => own.contentOf("title", "v2"), "Title run 1 v2"],
    ["a text that there are no values for", () => plain.contentOf("costCenter", "v1"), undefined],
    ["active", () => plain.contentOf("active", false), false],
    ["an entry", () => plain.entryOf("emails", { value: "v1" }), { value: "a@example.test" }],
    [
      "an entry with all that may be said",
      () => plain.entryOf("emails", { value: "v2", type: "home", primary: false }),
      { value: "b@example.test", type: "home", primary: false },
    ],
    [
      "a type in the server's words",
      () => own.entryOf("emails", { value: "v1", type: "home" }),
      { value: "a@example.test", type: "privat" },
    ],
    [
      "the entry that the User was made with, of another type",
      () => plain.entryOf("emails", { value: "v0", type: "home" }),
      { value: "made@example.test", display: "Made", type: "home" },
    ],
    [
      "an entry of several parts",
      () => own.entryOf("addresses", { value: "v1" }),
      { streetAddress: "1 Main Street", locality: "Hamburg" },
    ],
    ["the first entry of what is no list", () => plain.entryOf("ims", { value: "v0" }), {}],
    ["the first entry of a list of no objects", () => plain.entryOf("roles", { value: "v0" }), {}],
    ["an entry of what is no list of these", () => plain.entryOf("photos", { value: "v1" }), {}],
  ])("%s", (_, sent, expected) => {
    expect(sent()).toEqual(expected);
  });

  test("that an entry is not the primary one is said beside the one that is", () => {
    const not = { value: "v1", primary: false } as const;
    expect(plain.contentOf("emails", [not])).toEqual([{ value: "a@example.test" }]);
    expect(plain.contentOf("emails", [not, { value: "v2", primary: true }])).toEqual([
      { value: "a@example.test", primary: false },
      { value: "b@example.test", primary: true },
    ]);
  });

  test("entries in the same words are one, the first, whichever is the primary one", () => {
    const first = { value: "v1", type: "work", primary: true } as const;
    expect(plain.contentOf("emails", [first, { value: "v1", type: "work" }, { value: "v1", type: "home" }])).toEqual([
      { value: "a@example.test", type: "work", primary: true },
      { value: "a@example.test", type: "home" },
    ]);
  });
});

describe("what an entry is known by", () => {
  test.each<[string, string, unknown]>([
    ["emails", "v0", "made@example.test"],
    ["emails", "v2", "b@example.test"],
    ["emails", "x1", "nobody-has-this"],
    ["addresses", "v1", "1 Main Street"],
    ["photos", "v1", undefined],
  ])("of %s %s", (path, symbol, main) => {
    expect(plain.mainOf(path, symbol)).toBe(main);
  });
});

describe("whose value is shown", () => {
  test.each<[string, unknown, string | undefined]>([
    ["emails", "made@example.test", "v0"],
    ["emails", "b@example.test", "v2"],
    ["emails", "nobody@example.test", undefined],
    ["emails", undefined, undefined],
    ["addresses", "1 Main Street", "v1"],
    ["title", "Dr", "v0"],
    ["title", "Engineer", "v1"],
    ["title", "Senior Engineer", "v2"],
    ["title", "Chief", undefined],
  ])("of %s %s", (path, value, symbol) => {
    expect(plain.symbolOf(path, value)).toBe(symbol);
  });
});
