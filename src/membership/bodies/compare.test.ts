import { describe, expect, test } from "vitest";
import { partsOfScim } from "../../bodies/index.ts";
import { USER_SCHEMA } from "../../scim/index.ts";
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
      ],
    },
  ],
});

const lost = (sent: object, shown: object): readonly string[] =>
  lostIn({ ...sent }, { ...shown }, SHAPE).map(({ attribute }) => attribute.path);
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
  ])("%s", (_, sent, shown, paths) => {
    expect(lost(sent, shown)).toEqual(paths);
  });
});
