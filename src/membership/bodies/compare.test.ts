import { describe, expect, test } from "vitest";
import { partsOfScim } from "../../bodies/index.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "../../scim/index.ts";
import { lostIn } from "./compare.ts";

const BASE = {
  multiValued: false,
  required: false,
  caseExact: true,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
} as const;
const SHAPE = partsOfScim("User", {
  ...USER_SCHEMA,
  extensions: [
    {
      urn: "urn:x:User",
      attributes: [
        { ...BASE, name: "hired", type: "dateTime" },
        { ...BASE, name: "key", type: "binary" },
        { ...BASE, name: "badge", type: "string" },
        { ...BASE, name: "pin", type: "string", returned: "never" },
        { ...BASE, name: "display", type: "string" },
        {
          ...BASE,
          name: "desk",
          type: "complex",
          subAttributes: [
            { ...BASE, name: "floor", type: "string", caseExact: false },
            { ...BASE, name: "room", type: "string" },
            { ...BASE, name: "quiet", type: "boolean" },
            { ...BASE, name: "code", type: "string", returned: "never" },
          ],
        },
      ],
    },
  ],
});

const lost = (sent: object, shown: object, method: "POST" | "PUT" = "POST"): readonly string[] =>
  lostIn({ ...sent }, { ...shown }, SHAPE, method).map(({ attribute }) => attribute.path);
const own = (parts: object): object => ({ "urn:x:User": parts });

describe("what is the same to the RFC is kept", () => {
  test.each([
    ["more than was sent", { title: "Dr" }, { title: "Dr", locale: "de", id: "1" }],
    ["another order", { roles: [{ value: "a" }, { value: "b" }] }, { roles: [{ value: "b" }, { value: "a" }] }],
    ["names in another case", { nickName: "Ada" }, { NICKNAME: "Ada" }],
    ["another case, where it does not matter", { title: "Dr" }, { title: "DR" }],
    ["the composed form", { title: "Zoe\u0308" }, { title: "Zoë" }],
    ["the same instant", own({ hired: "2024-06-30T23:30:00-05:00" }), own({ hired: "2024-07-01T04:30:00.000Z" })],
    ["the same bytes", own({ key: "+/+/" }), own({ key: "-_-_" })],
    ["no primary for false", { emails: [{ value: "a@b.c", primary: false }] }, { emails: [{ value: "a@b.c" }] }],
    [
      "a number as RFC 3966 has it",
      { phoneNumbers: [{ value: "+49 30 1" }] },
      { phoneNumbers: [{ value: "tel:+49-30-1" }] },
    ],
    ["a name as one text", { name: { givenName: "Ada" } }, { name: { formatted: "Ada" } }],
    ["nothing for an empty list", { roles: [] }, {}],
    ["nothing for null", { title: null }, {}],
    ["without outer spaces", { title: " Dr " }, { title: "Dr" }],
    ["what is never shown", own({ pin: "1" }), own({})],
    ["what a server may say itself", own({ display: "a" }), own({})],
    ["a part that is never shown", own({ desk: { room: "A", code: "1" } }), own({ desk: { room: "A" } })],
    ["a part that the schema has not", { name: { unknown: "a" } }, { name: {} }],
    ["an entry's `display`", { emails: [{ value: "a@b.c", display: "A" }] }, { emails: [{ value: "a@b.c" }] }],
    [
      "a whole name beside its parts as one text",
      { name: { formatted: "Ada L", givenName: "Ada" } },
      { name: { formatted: "Ada L" } },
    ],
    ["a date that is none, as it was sent", own({ hired: "odd" }), own({ hired: "odd" })],
    ["a letter that the other case has no way back from", { title: "Straße ı" }, { title: "STRASSE I" }],
    ["a URI in normal form", { profileUrl: "https://EXAMPLE.com/é" }, { profileUrl: "https://example.com/%C3%A9" }],
    ["the composed form, where the case matters", own({ badge: "Zoe\u0308" }), own({ badge: "Zoë" })],
  ])("%s", (_, sent, shown) => {
    expect(lost(sent, shown)).toEqual([]);
  });
});

describe("what is another value is lost", () => {
  test.each([
    ["an attribute", { title: "Dr" }, {}, ["title"]],
    ["false", { active: false }, {}, ["active"]],
    ["false that became true", { active: false }, { active: true }, ["active"]],
    ["an entry", { roles: [{ value: "a" }, { value: "b" }] }, { roles: [{ value: "a" }] }, ["roles"]],
    ["one of two alike", { roles: [{ value: "a" }, { value: "a" }] }, { roles: [{ value: "a" }] }, ["roles"]],
    [
      "a part of an entry",
      { addresses: [{ locality: "Zürich", country: "CH" }] },
      { addresses: [{ country: "CH" }] },
      ["addresses"],
    ],
    ["a letter", { title: "Zoë" }, { title: "Zo?" }, ["title"]],
    ["the case, where it matters", own({ badge: "aB" }), own({ badge: "ab" }), ["urn:x:User:badge"]],
    [
      "another instant",
      own({ hired: "2024-06-30T23:30:00-05:00" }),
      own({ hired: "2024-06-30T23:30:00Z" }),
      ["urn:x:User:hired"],
    ],
    ["a whole extension", own({ badge: "a" }), {}, ["urn:x:User:badge"]],
    ["a number as text", { active: true }, { active: "true" }, ["active"]],
    ["something for null", { title: null }, { title: "Dr" }, ["title"]],
    ["something for an empty list", { roles: [] }, { roles: [{ value: "a" }] }, ["roles"]],
    ["a part of a name", { name: { givenName: "Ada", familyName: "L" } }, { name: { givenName: "Ada" } }, ["name"]],
    [
      "another complex value beside a name as one text",
      { ...own({ desk: { room: "A" } }), name: { givenName: "Ada" } },
      { ...own({ desk: {} }), name: { formatted: "Ada" } },
      ["urn:x:User:desk"],
    ],
    [
      "a part whose case matters beside one whose case does not",
      own({ desk: { floor: "a", room: "aB" } }),
      own({ desk: { floor: "A", room: "ab" } }),
      ["urn:x:User:desk"],
    ],
    ["false in a part", own({ desk: { quiet: false } }), own({ desk: {} }), ["urn:x:User:desk"]],
    [
      "false for the primary one that became true",
      { emails: [{ value: "a@b.c", primary: false }] },
      { emails: [{ value: "a@b.c", primary: true }] },
      ["emails"],
    ],
    ["a date for what is none", own({ hired: "odd" }), own({ hired: "2024-06-30T23:30:00Z" }), ["urn:x:User:hired"]],
    ["none for a date", own({ hired: "2024-06-30T23:30:00Z" }), own({ hired: "odd" }), ["urn:x:User:hired"]],
  ])("%s", (_, sent, shown, paths) => {
    expect(lost(sent, shown)).toEqual(paths);
  });
});

test("a PUT leaves nothing of what was there, a POST may be added to", () => {
  const sent = { roles: [{ value: "a" }] };
  const shown = { roles: [{ value: "a" }, { value: "old" }] };
  expect(lost(sent, shown, "POST")).toEqual([]);
  expect(lost(sent, shown, "PUT")).toEqual(["roles"]);
  expect(lost(sent, sent, "PUT")).toEqual([]);
});

test("members are told by their ids, whatever stands beside them", () => {
  const group = partsOfScim("Group", { ...GROUP_SCHEMA, extensions: [] });
  const of = (...shown: readonly unknown[]): readonly string[] =>
    lostIn({ members: [{ value: "1" }, { value: "2", type: "User" }] }, { members: shown }, group, "POST").map(
      ({ attribute }) => attribute.path,
    );
  expect(of({ value: "2", display: "B" }, { value: "1", type: "User" })).toEqual([]);
  expect(of({ value: "1" }, { value: "3" })).toEqual(["members"]);
  expect(of({ value: "1" }, "2")).toEqual(["members"]);
  expect(of()).toEqual(["members"]);
});

describe("a URI", () => {
  const url = (profileUrl: string): object => ({ profileUrl });
  test.each<[string, string, string, boolean]>([
    ["of a host in other letters is the same", "https://EXAMPLE.com/a", "https://example.com/a", true],
    ["of another path is another", "https://example.com/a", "https://example.com/b", false],
    ["that is none is compared as it is", "a b", "a c", false],
    ["is none beside one that is", "https://example.com/a", "a c", false],
  ])("%s", (_, sent, shown, isSame) => {
    expect(lost(url(sent), url(shown))).toEqual(isSame ? [] : ["profileUrl"]);
  });

  test("is told by its attribute: text that looks like one is text", () => {
    const badge = (text: string): object => own({ badge: text });
    expect(lost(badge("https://EXAMPLE.com/a"), badge("https://example.com/a"))).toEqual(["urn:x:User:badge"]);
  });
});

test("what is never shown, and what a server words itself, is not looked for, though every body needs it", () => {
  const needed = partsOfScim("User", {
    ...USER_SCHEMA,
    attributes: [
      { ...BASE, name: "pin", type: "string", required: true, returned: "never" },
      { ...BASE, name: "display", type: "string", required: true },
      { ...BASE, name: "title", type: "string", required: true },
    ],
  });
  const sent = { pin: "1", display: "Ada", title: "Dr" };
  expect(lostIn(sent, {}, needed, "POST").map(({ attribute }) => attribute.path)).toEqual(["title"]);
});
