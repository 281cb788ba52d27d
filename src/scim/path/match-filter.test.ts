import { describe, expect, test } from "vitest";
import { READ_BY_RFC } from "./compare-values.ts";
import { matchesFilter } from "./match-filter.ts";
import { parseFilter } from "./parse-filter.ts";
import type { ValFilter } from "./path-types.ts";
import { attributeOfType } from "./testing.ts";

const emails = attributeOfType("emails", "complex", {
  multiValued: true,
  subAttributes: [
    attributeOfType("value", "string"),
    attributeOfType("type", "string"),
    attributeOfType("primary", "boolean"),
    attributeOfType("id", "string", { caseExact: true }),
    attributeOfType("rank", "integer"),
    attributeOfType("since", "dateTime"),
    attributeOfType("key", "binary"),
    attributeOfType("$ref", "reference"),
  ],
});

function filterFrom(text: string): ValFilter {
  const filter = parseFilter(text);
  if (filter.kind === "error") throw new Error(filter.message);
  return filter;
}

const WORK = {
  value: "Ann@Example.com",
  Type: "work",
  primary: false,
  id: "aB",
  rank: 10,
  since: "2026-01-31T09:30:00Z",
  key: "AbC=",
  $ref: "Users/aB",
  nothing: null,
  none: [],
  empty: "",
  group: { a: null, b: "x" },
  hollow: { a: null },
};

const matches = (text: string): boolean => matchesFilter(WORK, filterFrom(text), emails);

test.each([
  ['type eq "WORK"', true],
  ['TYPE eq "work"', true],
  ['type ne "Work"', false],
  ['type ne "home"', true],
  ['value co "@EXAMPLE"', true],
  ['value co "Ann@Example.com!"', false],
  ['value sw "ann"', true],
  ['value sw "nn"', false],
  ['value ew ".COM"', true],
  ['value ew "co"', false],
  ['value ew ""', true],
])("without caseExact, case does not matter: %s is %s", (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test.each([
  ['id eq "aB"', true],
  ['id eq "ab"', false],
  ['$ref eq "Users/aB"', true],
  ['$ref eq "users/ab"', false],
  ['key eq "abc="', false],
  ['id sw "A"', false],
])("with caseExact, and for references and binaries, it does: %s is %s", (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test.each([
  ["rank gt 9", true],
  ["rank ge 10", true],
  ["rank gt 10", false],
  ["rank lt 10.5", true],
  ["rank le 9", false],
  // As texts these would be the other way round.
  ["rank gt 9.5", true],
  ['type gt "v"', true],
  ['type lt "v"', false],
  ['type ge "WORK"', true],
  ['since eq "2026-01-31T10:30:00+01:00"', true],
  ['since lt "2026-01-31T09:30:00.001Z"', true],
  ['since gt "2026-01-31T10:00:00+01:00"', true],
  ['since sw "2026"', true],
])("order is by type: %s is %s", (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test.each([
  ["type pr", true],
  ["primary pr", true],
  ["nothing pr", false],
  ["none pr", false],
  ["empty pr", false],
  ["absent pr", false],
  ["group pr", true],
  ["hollow pr", false],
])("present is what is not empty: %s is %s", (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test.each([
  ["absent eq null", true],
  ["nothing eq null", true],
  ["none eq null", true],
  ["type eq null", false],
  ["type ne null", true],
  ["absent ne null", false],
  ['absent eq ""', false],
  ['absent ne "x"', true],
  ['absent co ""', false],
  ["absent ge null", false],
  ["primary eq false", true],
  ['primary eq "false"', false],
  ['primary ne "false"', true],
  ['rank eq "10"', false],
  ['rank co "1"', false],
  ["rank co 1", false],
  ["primary gt false", false],
  ["primary eq 0", false],
  ["value eq 0", false],
  ["type gt null", false],
])("null is no value, and types do not mix (RFC 7643 section 2.5): %s is %s", (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test("dates are compared as instants where both are dates, and texts never are", () => {
  const [utc, paris] = ["2026-01-31T09:30:00Z", "2026-01-31T10:30:00+01:00"];
  expect(matchesFilter({ type: utc }, filterFrom(`type eq "${paris}"`), emails)).toBe(false);
  expect(matchesFilter({ since: "soon" }, filterFrom(`since eq "${utc}"`), emails)).toBe(false);
  expect(matchesFilter({ since: utc }, filterFrom('since eq "soon"'), emails)).toBe(false);
  expect(matchesFilter({ since: "soon" }, filterFrom('since eq "SOON"'), emails)).toBe(true);
});

test("absent and ne: the table is silent, so it can be read both ways", () => {
  const filter = filterFrom('absent ne "x"');
  expect(matchesFilter(WORK, filter, emails, { ...READ_BY_RFC, neMatchesAbsent: false })).toBe(false);
  for (const always of ["absent eq null", "nothing eq null"]) {
    expect(matchesFilter(WORK, filterFrom(always), emails, { ...READ_BY_RFC, neMatchesAbsent: false })).toBe(true);
  }
  expect(matchesFilter(WORK, filterFrom('type ne "x"'), emails, { ...READ_BY_RFC, neMatchesAbsent: false })).toBe(true);
});

test.each([
  ['type eq "home" or type eq "work" and rank eq 10', true],
  ['(type eq "home" or type eq "work") and rank eq 9', false],
  ['type eq "work" or type eq "home" and rank eq 9', true],
  ['not (type eq "home") and rank eq 10', true],
  ['not (type eq "home" or rank eq 10)', false],
  ['group.b eq "X" and group.c ne "x"', true],
])("expressions combine: %s is %s", (text, expected) => {
  expect(matches(text)).toBe(expected);
});

test("a simple value is compared as its attribute is, with its case or without (RFC 7644 section 3.4.2.2)", () => {
  const filter = filterFrom('value eq "SPARE"');
  expect(matchesFilter("spare", filter, attributeOfType("tags", "string"))).toBe(true);
  expect(matchesFilter("spare", filter, attributeOfType("tags", "string", { caseExact: true }))).toBe(false);
  expect(matchesFilter("spare", filter, attributeOfType("tags", "reference"))).toBe(false);
  const dates = attributeOfType("dates", "dateTime");
  expect(matchesFilter("2026-01-31T09:30:00Z", filterFrom('value eq "2026-01-31T10:30:00+01:00"'), dates)).toBe(true);
});

describe("without a schema", () => {
  test("value, id and $ref are exact, all else is not", () => {
    const element = { value: "a", id: "a", $ref: "a", display: "a" };
    const found = ["value", "id", "$ref", "display"].filter((name) =>
      matchesFilter(element, filterFrom(`${name} eq "A"`)),
    );
    expect(found).toEqual(["display"]);
  });

  test("a simple value is its own value", () => {
    expect(matchesFilter("a", filterFrom('value eq "a"'))).toBe(true);
    expect(matchesFilter("a", filterFrom('type eq "a"'))).toBe(false);
    expect(matchesFilter(null, filterFrom("value pr"))).toBe(false);
  });

  test("what every object inherits is no attribute", () => {
    expect(matchesFilter({}, filterFrom("constructor pr"))).toBe(false);
  });

  test("one value of several is enough", () => {
    expect(matchesFilter({ tags: ["a", "b"] }, filterFrom('tags eq "B"'))).toBe(true);
    expect(matchesFilter({ tags: ["a", "b"] }, filterFrom('tags eq "c"'))).toBe(false);
  });
});
