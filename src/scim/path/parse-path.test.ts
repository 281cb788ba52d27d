import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFilter, formatPath } from "./format-path.ts";
import { parseFilter } from "./parse-filter.ts";
import { parsePath } from "./parse-path.ts";
import { anyFilter, anyPath } from "./testing.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

test("what is formatted is parsed back", () => {
  fc.assert(
    fc.property(anyPath, (path) => {
      expect(parsePath(formatPath(path))).toEqual(path);
    }),
  );
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(parseFilter(formatFilter(filter))).toEqual(filter);
    }),
  );
});

test("no text makes it throw, and an error stands inside the text", () => {
  const piece = fc.constantFrom(
    "a",
    ".",
    ":",
    "[",
    "]",
    "(",
    ")",
    '"',
    "\\",
    " eq ",
    " and ",
    "not",
    "1",
    "$",
    "é",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      (text) => {
        const parsed = parsePath(text);
        if (parsed.kind !== "error") return;
        expect(parsed.at).toBeGreaterThanOrEqual(0);
        expect(parsed.at).toBeLessThanOrEqual(text.length);
        expect(parsed.message).not.toBe("");
      },
    ),
  );
});

describe("the examples of RFC 7644 section 3.5.2, Figure 8, and 3.10", () => {
  test.each([
    "members",
    "name.familyName",
    'addresses[type eq "work"]',
    'members[value eq "2819c223-7f76-453a-919d-413861904646"]',
    'members[value eq "2819c223-7f76-453a-919d-413861904646"].displayName',
    'emails[type eq "work" and value ew "example.com"]',
    "urn:ietf:params:scim:schemas:core:2.0:User:name.givenName",
    `${ENTERPRISE}:employeeNumber`,
  ])("%s", (text) => {
    const parsed = parsePath(text);
    expect(parsed.kind === "error" ? parsed : [formatPath(parsed), parsed.strict]).toEqual([text, true]);
  });
});

test("the last colon ends the URN, and dots inside it are its own", () => {
  expect(parsePath(`${ENTERPRISE}:manager.value`)).toEqual({
    kind: "attrPath",
    strict: true,
    attrPath: { uri: ENTERPRISE, name: "manager", subAttr: "value" },
  });
  expect(parsePath(`${ENTERPRISE}:x[a.b eq 1].c`)).toMatchObject({
    kind: "valuePath",
    attrPath: { uri: ENTERPRISE, name: "x" },
    filter: { attrPath: { name: "a", subAttr: "b" } },
    subAttr: "c",
  });
});

test("a name that stands alone has neither URN nor sub-attribute", () => {
  expect(parsePath("members")).toStrictEqual({ kind: "attrPath", strict: true, attrPath: { name: "members" } });
  expect(parsePath("members[type pr]")).toStrictEqual({
    kind: "valuePath",
    strict: true,
    attrPath: { name: "members" },
    filter: { kind: "pr", attrPath: { name: "type" } },
  });
});

describe("precedence: not before and, and before or (RFC 7644 section 3.4.2.2)", () => {
  test.each([
    ["a pr or b pr and c pr", "a pr or b pr and c pr", "or"],
    ["a pr and b pr or c pr", "a pr and b pr or c pr", "or"],
    ["(a pr or b pr) and c pr", "(a pr or b pr) and c pr", "and"],
    ["not (a pr) and b pr", "not (a pr) and b pr", "and"],
    ["not (a pr and b pr)", "not (a pr and b pr)", "not"],
    ["not(a pr)", "not (a pr)", "not"],
    ["(a pr)", "a pr", "pr"],
    ["A EQ 1 AND b Pr", "A eq 1 and b pr", "and"],
    ["not pr", "not pr", "pr"],
    ["or eq 1 or and pr", "or eq 1 or and pr", "or"],
  ])("%s", (text, canonical, kind) => {
    const filter = parseFilter(text);
    expect(filter.kind === "error" ? filter : [formatFilter(filter), filter.kind]).toEqual([canonical, kind]);
  });
});

test.each([
  [String.raw`value eq "a\"b\\c\/\b\f\n\r\t\u00e9\ud83d\ude80"`, 'a"b\\c/\b\f\n\r\té🚀'],
  ['value eq "東京 ] ) 🚀"', "東京 ] ) 🚀"],
  ['value eq "\u007f\u0085"', "\u007f\u0085"],
  ["value eq -0", 0],
  ["value eq -1.5e+3", -1500],
  ["value eq true", true],
  ["value eq null", null],
])("literals are JSON: %s", (text, compValue) => {
  expect(parseFilter(text)).toMatchObject({ compValue });
});

describe("understood, but not to the letter", () => {
  test.each([
    // An example of RFC 7644 section 3.5.2.2 is written like this.
    'members[value eq"2819c223"]',
    'members[value eq\n  "a"]',
    'members[ value eq "a" ]',
    "emails[primary eq True]",
    "emails[( type pr )]",
    ' emails[type eq "a"or type pr]',
    "members ",
  ])("%j", (text) => {
    const parsed = parsePath(text);
    expect(parsed.kind === "error" ? parsed : parsed.strict).toBe(false);
    if (parsed.kind !== "error") expect(parsePath(formatPath(parsed))).toEqual({ ...parsed, strict: true });
  });
});

describe("is no path", () => {
  test.each([
    ["", 0],
    [".", 0],
    ["name.", 0],
    [".name", 0],
    ["a.b.c", 0],
    ["a..b", 0],
    ["1a", 0],
    ["_a", 0],
    ["é", 0],
    ["name familyName", 5],
    ["/members", 0],
    ["urn:name", 0],
    [":name", 0],
    ["urn:a:", 6],
    // A URI begins with a letter (RFC 3986 section 3.1).
    ["1urn:a:b:name", 0],
    ["urn:example:ext:1.0", 16],
    ['[type eq "a"]', 0],
    ['emails[type eq "a"]x', 19],
    ['emails[type eq "a"].', 19],
    ['emails[type eq "a"].1', 19],
    ['emails[type eq "a"].b.c', 21],
    ['emails[type eq "a"][type pr]', 19],
    ['members[value eq "a"] and x', 22],
    ["emails]", 6],
  ])("%j stops at %i", (text, at) => {
    expect(parsePath(text)).toMatchObject({ kind: "error", scimType: "invalidPath", at });
  });
});

describe("counts array elements, which SCIM does not (RFC 7644 section 3.5.2)", () => {
  test.each([
    "members[0]",
    "members[ 12 ].value",
    "members[-1]",
    "members.0",
    "members.12",
    "line1.0",
    "urn:a:b:members.0.value",
  ])("%s", (text) => {
    expect(parsePath(text)).toMatchObject({ scimType: "invalidPath", noIndexing: true });
  });

  test("a name that ends in a digit does not", () => {
    expect(parsePath("x509Certificates.line1")).toMatchObject({ kind: "attrPath" });
    for (const text of ["emails.", "emails.1st", ".0", "0.0"]) expect(parsePath(text)).not.toHaveProperty("noIndexing");
  });
});

describe("holds no filter", () => {
  test.each([
    ["emails[]", 7],
    ["emails[type]", 11],
    ["emails[type eq]", 14],
    ['emails[type regex "a"]', 12],
    ['emails[type xeq "a"]', 12],
    ['emails[type eqs "a"]', 12],
    ['emails[type eq "a]', 15],
    ["emails[type eq a]", 15],
    ["emails[type eq 'a']", 15],
    ["emails[type eq 01]", 15],
    ["emails[type eq 1.]", 15],
    ["emails[type eq +1]", 15],
    ["emails[type eq 1e999]", 15],
    [String.raw`emails[type eq "\x"]`, 15],
    ['emails[type eq "\n"]', 15],
    ["emails[type eq [1]]", 15],
    ["emails[type pr and]", 18],
    ["emails[type pr xor type pr]", 15],
    ["emails[(type pr]", 15],
    ["emails[type pr)]", 14],
    ["emails[not type pr]", 11],
    ["emails[not ()]", 12],
    ["emails[type pr", 14],
    ["emails[", 7],
    // A filter inside a filter: sub-attributes have no sub-attributes to select by.
    ['emails[type[value eq "a"]]', 11],
    ['emails[type eq "a", value eq "b"]', 18],
  ])("%j stops at %i", (text, at) => {
    expect(parsePath(text)).toMatchObject({ kind: "error", scimType: "invalidFilter", at });
  });

  test("however deep it goes", () => {
    const nested = (depth: number) => parseFilter(`${"(".repeat(depth)}a pr${")".repeat(depth)}`);
    expect(nested(100)).toMatchObject({ kind: "pr" });
    expect(nested(101)).toMatchObject({ scimType: "invalidFilter", message: "the filter is nested too deep" });
    expect(parseFilter("(".repeat(100_000))).toMatchObject({ scimType: "invalidFilter" });
  });

  test("or something behind it", () => {
    expect(parseFilter("a pr]")).toMatchObject({ scimType: "invalidFilter", at: 4 });
  });
});

test("messages name what is missing", () => {
  const missing = ["a", "a eq"].map((text) => parseFilter(text));
  expect(missing).toMatchObject([
    { message: "an operator is missing before the end" },
    { message: "a JSON string, number, true, false or null is missing before the end" },
  ]);
});

test("messages name what is wrong and where", () => {
  const messages = ['members[value is "a"]', "members[0]", "a.b.c", 'members[value eq "a"'].map((text) =>
    parsePath(text),
  );
  expect(messages).toMatchInlineSnapshot(`
    [
      {
        "at": 14,
        "kind": "error",
        "message": "the operator "is" is not supported",
        "scimType": "invalidFilter",
      },
      {
        "at": 7,
        "kind": "error",
        "message": "values are selected by a filter, not by an index",
        "noIndexing": true,
        "scimType": "invalidPath",
      },
      {
        "at": 0,
        "kind": "error",
        "message": "a sub-attribute has no sub-attributes",
        "scimType": "invalidPath",
      },
      {
        "at": 20,
        "kind": "error",
        "message": ""]" is missing before the end",
        "scimType": "invalidFilter",
      },
    ]
  `);
});
