import { describe, expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { resourceMeta as check } from "./resource-meta.ts";
import { contractWith, failures, get, group, put, verdicts } from "./testing.ts";

const withMeta = (meta: unknown, extra: Parameters<typeof put>[0] = {}): Exchange =>
  put({ body: group({ meta }), ...extra });
const after = (meta: unknown, before: readonly unknown[]): readonly string[] =>
  failures(
    check,
    withMeta(meta),
    contractWith(),
    before.map((earlier) => withMeta(earlier, { id: "test#1" })),
  );

test("an ordinary meta speaks about dates, type and location", () => {
  expect(verdicts(check, put())).toEqual([
    "passed RFC7643-2.3.5-DATETIME created",
    "passed RFC7643-2.3.5-DATETIME lastModified",
    "passed RFC7643-3.1-META-TYPE resourceType",
    "passed RFC7643-3.1-META-LOCATION location",
  ]);
});

test("what is absent or null is not judged here", () => {
  const nothing = { created: null, lastModified: null, resourceType: null, location: null };
  for (const meta of [{}, nothing, undefined, null, "meta"]) expect(verdicts(check, withMeta(meta))).toEqual([]);
});

test("names in another case are the same names", () => {
  expect(failures(check, put({ body: { META: { ResourceType: "User" } } }))).toEqual([
    "RFC7643-3.1-META-TYPE resourceType",
  ]);
});

describe("dates", () => {
  test.each([
    "2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.123Z",
    "2026-01-31T09:30:00.1234567Z",
    "2026-01-31T09:30:00+05:30",
    "2026-01-31T09:30:00.000000001-14:00",
    "2026-01-31T09:30:00",
    "2026-01-31T24:00:00Z",
  ])("%s is one", (created) => {
    expect(failures(check, withMeta({ created }))).toEqual([]);
  });

  test.each(["2026-01-31", "31.01.2026 09:30", "2026-01-31 09:30:00Z", "2026-02-30T00:00:00Z", "", 1769851800, {}])(
    "%j is none",
    (lastModified) => {
      expect(failures(check, withMeta({ lastModified }))).toEqual(["RFC7643-2.3.5-DATETIME lastModified"]);
    },
  );
});

test("resourceType is compared exactly", () => {
  for (const resourceType of ["User", "group", 1]) {
    expect(failures(check, withMeta({ resourceType }))).toEqual(["RFC7643-3.1-META-TYPE resourceType"]);
  }
});

describe("location", () => {
  test.each([
    ["g-1", "https://elsewhere.example/other/prefix/Groups/g-1"],
    ["g-1", "/scim/v2/Groups/g-1"],
    ["g-1", "Groups/g-1"],
    ["g-1", "../Groups/g-1"],
    ["g-1", "http://127.0.0.1:1/scim/v2/groups/g-1/"],
    ["a b", "https://h/Groups/a%20b"],
    ["a/b", "https://h/Groups/a%2Fb"],
    ["grüppe", "https://h/Groups/gr%C3%BCppe"],
    ["grüppe", "https://h/Groups/grüppe"],
  ])("of %s may be %s", (id, location) => {
    const exchange = withMeta({ location }, { resource: { type: "Group", id } });
    expect(failures(check, exchange)).toEqual([]);
  });

  test.each(["https://h/Groups/g-2", "https://h/Users/g-1", "https://h/Groups/", "g-1", "", 7, "https://h/Groups/G-1"])(
    "%j does not name Group g-1",
    (location) => {
      expect(failures(check, withMeta({ location }))).toEqual(["RFC7643-3.1-META-LOCATION location"]);
    },
  );

  const at = (header: string): Exchange =>
    withMeta({ location: "https://h/scim/v2/Groups/g-1" }, { headers: [["content-location", header]] });

  test.each(["https://h/scim/v2/Groups/g-1", "HTTPS://H:443/scim/v2/Groups/g-1", "/scim/v2/Groups/g-1", "g-1"])(
    "agrees with the Content-Location %s",
    (header) => {
      expect(failures(check, at(header))).toEqual([]);
    },
  );

  test.each([
    "https://h/scim/v2/Groups/g-2",
    "https://other/scim/v2/Groups/g-1",
    "/scim/v2/Groups/g-2",
    "g-2",
    "https://",
  ])("does not agree with the Content-Location %s", (header) => {
    expect(failures(check, at(header))).toEqual(["RFC7643-3.1-META-LOCATION content-location"]);
  });
});

describe("created over the resource's history", () => {
  test.each([
    ["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.987Z"],
    ["2026-01-31T09:30:01Z", "2026-01-31T09:30:00.987Z"],
    ["2026-01-31T10:30:00+01:00", "2026-01-31T09:30:00Z"],
    ["2026-01-31T09:30:00.1234560Z", "2026-01-31T09:30:00.1234567Z"],
    ["2026-01-31T09:30:00.000Z", "2026-01-31T09:30:00.987Z"],
    ["2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00.123456999Z"],
    ["2026-01-31T09:30:00.124Z", "2026-01-31T09:30:00.1236Z"],
  ])("may be written as %s after %s", (now, before) => {
    expect(after({ created: now }, [{ created: before }])).toEqual([]);
  });

  test("must not change", () => {
    const first = { created: "2026-01-31T09:30:00.001Z" };
    expect(after({ created: "2026-01-31T09:30:00.003Z" }, [first])).toEqual(["RFC7643-3.1-META-CREATED created"]);
    expect(after({ created: "2026-01-31T09:30:02Z" }, [{}, first, {}])).toEqual(["RFC7643-3.1-META-CREATED created"]);
  });

  test("the proof names the exchange that showed it first", () => {
    const history = [withMeta({ created: "2026-01-01T00:00:00Z" }, { id: "test#1" })];
    const input = { ...withMeta({ created: "2027-01-01T00:00:00Z" }), id: "test#9" };
    expect(failures(check, input, contractWith(), history)).toHaveLength(1);
  });
});

describe("lastModified over the resource's history", () => {
  const before = { lastModified: "2026-01-31T09:30:10.500Z" };

  test.each([
    ["the same", "2026-01-31T09:30:10.500Z"],
    ["later", "2026-02-01T00:00:00Z"],
    ["cut to seconds", "2026-01-31T09:30:10Z"],
    ["back by less than clocks differ", "2026-01-31T09:30:09.600Z"],
  ])("may be %s", (_, lastModified) => {
    expect(after({ lastModified }, [before])).toEqual([]);
  });

  test("must not go back", () => {
    expect(after({ lastModified: "2026-01-31T09:30:08Z" }, [before])).toEqual([
      "RFC7643-3.1-META-LASTMOD-MOVES lastModified-not-back",
    ]);
  });

  test("is held against the latest that showed one", () => {
    const later = { lastModified: "2026-01-31T09:31:00Z" };
    expect(after({ lastModified: "2026-01-31T09:30:30Z" }, [before, later, {}])).toHaveLength(1);
    expect(after({ lastModified: "2026-01-31T09:30:30Z" }, [later, before])).toEqual([]);
  });
});

test("errors, broken bodies and dates that are none are no history", () => {
  const now = withMeta({ created: "2026-01-31T09:30:00Z", lastModified: "2026-01-31T09:30:00Z" });
  const other = group({ meta: { created: "1999-01-31T09:30:00Z", lastModified: "2030-01-31T09:30:00Z" } });
  const history = [
    put({ status: 409, body: other }),
    put({ body: "{" }),
    put({ silent: true }),
    withMeta({ created: "yesterday", lastModified: 7 }),
  ];
  expect(failures(check, now, contractWith(), history)).toEqual([]);
});

test("a create is held against its own id", () => {
  const created = { method: "POST", status: 201, resource: { type: "Group", id: "" } } as const;
  expect(failures(check, get(created))).toEqual([]);
  expect(failures(check, get({ ...created, body: group({ id: "g-9" }) }))).toEqual([
    "RFC7643-3.1-META-LOCATION location",
  ]);
});
