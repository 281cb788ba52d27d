import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, DEVICE, ENTERPRISE, ends, patched, USER } from "./testing.ts";

const WORK = { value: "ann@work.example", type: "work", primary: true };
const HOME = { value: "ann@home.example", type: "home" };
const { emails: _emails, ...MAILLESS } = USER;
const { name: NAME, ...NAMELESS } = USER;

const add = (path: string, value: unknown): readonly PatchOperation[] => [{ op: "add", path, value }];
const replace = (path: string, value: unknown): readonly PatchOperation[] => [{ op: "replace", path, value }];
const emailsOf = ({ emails }: JsonObject): unknown => emails;
const nameOf = ({ name }: JsonObject): unknown => name;

describe("add where no value matches: no target, or one is made that does (RFC 7644 section 3.5.2.1)", () => {
  test.each<[string, unknown, JsonObject]>([
    ['emails[type eq "other"].value', "x@x", { type: "other", value: "x@x" }],
    ['emails[type eq "other" and display eq "X"].value', "x@x", { type: "other", display: "X", value: "x@x" }],
    ['emails[type eq "other"]', { value: "x@x" }, { type: "other", value: "x@x" }],
    ['emails[type eq "other"]', [{ value: "x@x", type: "work" }], { type: "work", value: "x@x" }],
    // What a value must not be, may be, or must be greater than, does not say what it is.
    ['emails[type eq "a" or type eq "b"].value', "x@x", { value: "x@x" }],
    ["emails[not (type pr)].value", "x@x", { value: "x@x" }],
    ["emails[type eq null].value", "x@x", { value: "x@x" }],
    ['emails[type gt "xyz"].value', "x@x", { value: "x@x" }],
    ['emails[display sw "x"].value', "x@x", { value: "x@x" }],
  ])("%s", (path, value, made) => {
    const found = ends(USER, add(path, value), emailsOf);
    expect(found[0]).toBe("noTarget");
    expect(found).toContainEqual([WORK, HOME, made]);
  });

  test("and one that is made primary is so alone", () => {
    const { primary: _, ...work } = WORK;
    expect(ends(USER, add('emails[type eq "other" and primary eq true].value', "x@x"), emailsOf)).toContainEqual([
      { ...work, primary: false },
      HOME,
      { type: "other", primary: true, value: "x@x" },
    ]);
  });

  test("and nothing to add adds nothing", () => {
    for (const nothing of [[], null]) {
      expect(ends(USER, add('emails[type eq "other"]', nothing), emailsOf)).toEqual(["noTarget", [WORK, HOME]]);
    }
  });

  test("also among simple values", () => {
    expect(ends(DEVICE, add('tags[value eq "x"]', "y"), ({ tags }) => tags)).toEqual([
      "noTarget",
      ["spare", "y"],
      "invalidPath",
    ]);
  });
});

describe("replace where no value matches (RFC 7644 section 3.5.2.3)", () => {
  const other = 'emails[type eq "other"].value';

  test("has no target where there are values, and may be an add where there are none", () => {
    expect(answers(USER, replace(other, "x@x"), emailsOf)).toEqual([[[], "noTarget"]]);
    expect(answers(MAILLESS, replace(other, "x@x"), emailsOf)).toEqual([
      [[], "noTarget"],
      [["replace-no-values: create"], [{ type: "other", value: "x@x" }]],
    ]);
    expect(answers(MAILLESS, add(other, "x@x"), emailsOf)).toEqual([
      [[], "noTarget"],
      [["add-no-match: create"], [{ type: "other", value: "x@x" }]],
    ]);
  });
});

describe("a filter on an attribute of one value: no path, or it selects that value", () => {
  const path = 'name[givenName eq "ann"].familyName';

  test("which is there", () => {
    expect(ends(USER, replace(path, "Li"), nameOf)).toEqual([
      "invalidPath",
      { ...(NAME as JsonObject), familyName: "Li" },
    ]);
  });

  test("which is not there", () => {
    expect(ends(NAMELESS, replace(path, "Li"), nameOf)).toEqual([
      "invalidPath",
      "noTarget",
      { givenName: "ann", familyName: "Li" },
    ]);
  });
});

describe("a sub-attribute of no value in particular (RFC 7644 section 3.5.2)", () => {
  test("is that of each, or no path", () => {
    expect(answers(USER, add("emails.display", "x"), emailsOf)).toEqual([
      [
        [],
        [
          { ...WORK, display: "x" },
          { ...HOME, display: "x" },
        ],
      ],
      [["sub-of-all: refuse"], "invalidPath"],
    ]);
  });

  test("makes a value where there is none, or is no path", () => {
    expect(answers(MAILLESS, add("emails.display", "x"), emailsOf)).toEqual([
      [[], "invalidPath"],
      [["sub-of-none: create"], [{ display: "x" }]],
    ]);
  });
});

describe("an attribute of an extension", () => {
  test("that gets no value brings no URN with it", () => {
    expect(patched(USER, ...replace(`${ENTERPRISE}:department`, null))).toEqual(USER);
  });
});
