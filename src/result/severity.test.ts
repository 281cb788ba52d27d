import { describe, expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { REQUIREMENTS } from "../scim/index.ts";
import { LEVELS, type Level, PARTIES, type Requirement } from "./requirement.ts";
import { DERIVED_ERRORS, SEVERITIES, type Severity, severityOf } from "./severity.ts";

const EXPECTED: Readonly<Record<Level, Severity>> = {
  MUST: "error",
  DOCUMENT: "error",
  SECURITY: "error",
  SHOULD: "warning",
  MAY: "notice",
  DERIVED: "notice",
  CLIENT: "none",
};

describe.each(PARTIES)("a requirement on party %s", (party) => {
  test.each(LEVELS)("of level %s has its severity from the table", (level) => {
    expect(severityOf({ id: "X", level, party })).toBe(party === "document" ? "notice" : EXPECTED[level]);
    expect(severityOf({ id: "X", level, party, advisory: "a reason" })).toBe("notice");
  });
});

test("the derived errors are a closed list of three, and only as derived ones", () => {
  expect([...DERIVED_ERRORS].sort()).toEqual([
    "RFC7644-3.12-NO-5XX",
    "RFC7644-3.5.1-IDEMPOTENT",
    "RFC7644-3.5.2-ACKNOWLEDGED-KEPT",
  ]);
  for (const id of DERIVED_ERRORS) {
    expect(severityOf({ id, level: "DERIVED", party: "server-rfc" })).toBe("error");
    expect(severityOf({ id, level: "MAY", party: "server-rfc" })).toBe("notice");
  }
});

test("each derived error is a derived requirement of the catalogue", () => {
  const derived = new Set(REQUIREMENTS.filter(({ level }) => level === "DERIVED").map(({ id }) => id));
  expect([...DERIVED_ERRORS].filter((id) => !derived.has(id))).toEqual([]);
});

test("the table is total over every requirement there is", async () => {
  const { requirements } = await loadVendor("cube");
  const all: readonly Requirement[] = [...REQUIREMENTS, ...requirements];
  expect(all.filter((requirement) => !SEVERITIES.includes(severityOf(requirement)))).toEqual([]);
  // What decides a verdict is one of the three binding levels, or on the closed list.
  const errors = all.filter((requirement) => severityOf(requirement) === "error");
  const unbound = errors.filter(
    ({ id, level }) => !["MUST", "DOCUMENT", "SECURITY"].includes(level) && !DERIVED_ERRORS.has(id),
  );
  expect(unbound.map(({ id }) => id)).toEqual([]);
  expect(all.filter(({ level, party }) => (level === "CLIENT") !== (party === "client")).map(({ id }) => id)).toEqual(
    [],
  );
});
