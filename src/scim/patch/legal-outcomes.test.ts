import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { URN } from "../urns.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { explore } from "./explore.ts";
import { legalOutcomes, outcomeSeen } from "./legal-outcomes.ts";
import { OPEN_QUESTIONS } from "./open-questions.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, ENTERPRISE, ends, GROUP, memberIds, USER } from "./testing.ts";

const BARE = { ...GROUP, members: [{ value: "u-1" }, { value: "u-2" }] };
const { members: _members, ...EMPTY } = GROUP;
const { emails: _emails, ...MAILLESS } = USER;

const pick =
  (name: string) =>
  (resource: JsonObject): unknown =>
    resource[name];

interface Case {
  readonly what: string;
  readonly resource: JsonObject;
  readonly operation: PatchOperation;
  readonly show: (resource: JsonObject) => unknown;
  readonly legal: readonly unknown[];
}

const WORK = { value: "ann@work.example", type: "work", primary: true };
const HOME = { value: "ann@home.example", type: "home" };

// What the RFC is plain about: one end, and no other.
const PLAIN: readonly Case[] = [
  {
    what: "add a member",
    resource: BARE,
    operation: { op: "add", path: "members", value: [{ value: "u-3" }] },
    show: memberIds,
    legal: [["u-1", "u-2", "u-3"]],
  },
  {
    what: "remove a member",
    resource: BARE,
    operation: { op: "remove", path: 'members[value eq "u-1"]' },
    show: memberIds,
    legal: [["u-2"]],
  },
  {
    what: "remove all members",
    resource: BARE,
    operation: { op: "remove", path: "members" },
    show: memberIds,
    legal: [[]],
  },
  {
    what: "replace all members",
    resource: BARE,
    operation: { op: "replace", path: "members", value: [{ value: "u-3" }] },
    show: memberIds,
    legal: [["u-3"]],
  },
  {
    what: "replace by nobody",
    resource: BARE,
    operation: { op: "replace", value: { members: [] } },
    show: memberIds,
    legal: [[]],
  },
  {
    what: "replace through a filter without match",
    resource: BARE,
    operation: { op: "replace", path: 'members[value eq "u-9"]', value: { value: "u-9" } },
    show: memberIds,
    legal: ["noTarget"],
  },
  { what: "remove without a path", resource: BARE, operation: { op: "remove" }, show: memberIds, legal: ["noTarget"] },
  {
    what: "change a member's id",
    resource: BARE,
    operation: { op: "replace", path: 'members[value eq "u-1"].value', value: "u-9" },
    show: memberIds,
    legal: ["mutability"],
  },
  {
    what: "change id by path",
    resource: BARE,
    operation: { op: "replace", path: "id", value: "g-2" },
    show: pick("id"),
    legal: ["mutability"],
  },
  {
    what: "remove userName",
    resource: USER,
    operation: { op: "remove", path: "userName" },
    show: pick("userName"),
    legal: ["mutability"],
  },
  {
    what: "a name of a wrong type that nothing sensible can be made of",
    resource: BARE,
    operation: { op: "replace", path: "displayName", value: { a: 1 } },
    show: pick("displayName"),
    legal: ["invalidValue"],
  },
  {
    what: "rename without a path",
    resource: BARE,
    operation: { op: "replace", value: { displayName: "Ops" } },
    show: pick("displayName"),
    legal: ["Ops"],
  },
  {
    what: "part of a name, by path",
    resource: USER,
    operation: { op: "replace", path: "name", value: { givenName: "Anna" } },
    show: pick("name"),
    legal: [{ givenName: "Anna", familyName: "Lee" }],
  },
];

const OPEN: readonly Case[] = [
  {
    what: "remove members with a list of values: those, all, or refused",
    resource: BARE,
    operation: { op: "remove", path: "members", value: [{ value: "u-1" }] },
    show: memberIds,
    legal: [["u-2"], [], "invalidValue"],
  },
  {
    what: "remove a stranger: nothing changes, and a server that says noTarget is only advised against it",
    resource: BARE,
    operation: { op: "remove", path: 'members[value eq "u-9"]' },
    show: memberIds,
    legal: [["u-1", "u-2"], "noTarget"],
  },
  {
    what: "remove members where there are none",
    resource: EMPTY,
    operation: { op: "remove", path: "members" },
    show: memberIds,
    legal: [[], "noTarget"],
  },
  {
    what: "add a member again",
    resource: BARE,
    operation: { op: "add", path: "members", value: [{ value: "u-1", display: "Ann" }] },
    show: memberIds,
    legal: [["u-1", "u-2"], "uniqueness"],
  },
  {
    what: "one member twice in a request",
    resource: EMPTY,
    operation: { op: "add", path: "members", value: [{ value: "u-1" }, { value: "u-1" }] },
    show: memberIds,
    legal: [["u-1"], "uniqueness"],
  },
  {
    what: "add through a filter without match",
    resource: USER,
    operation: { op: "add", path: 'emails[type eq "other"].value', value: "x@x" },
    show: pick("emails"),
    legal: ["noTarget", [WORK, HOME, { type: "other", value: "x@x" }]],
  },
  {
    what: "replace through a filter where there are no values at all: no target, or as an add",
    resource: MAILLESS,
    operation: { op: "replace", path: 'emails[type eq "work"].value', value: "x@x" },
    show: pick("emails"),
    legal: ["noTarget", [{ type: "work", value: "x@x" }]],
  },
  {
    what: "a sub-attribute that the schema does not know: refused, ignored or stored",
    resource: { ...EMPTY, members: [{ value: "u-1" }] },
    operation: { op: "add", path: 'members[value eq "u-1"].nick', value: "x" },
    show: pick("members"),
    legal: ["invalidPath", [{ value: "u-1" }]],
  },
  {
    what: "an attribute that the schema does not know",
    resource: EMPTY,
    operation: { op: "add", value: { colour: "red" } },
    show: pick("colour"),
    legal: ["invalidPath", undefined, "red"],
  },
  {
    what: "a filter on a member whose id differs in case",
    resource: BARE,
    operation: { op: "remove", path: 'members[value eq "U-1"]' },
    show: memberIds,
    legal: [["u-1", "u-2"], "noTarget", ["u-2"]],
  },
  {
    what: "id in a value without a path",
    resource: BARE,
    operation: { op: "replace", value: { id: "g-2", displayName: "Ops" } },
    show: (state) => [state["id"], state["displayName"]],
    legal: ["mutability", ["g-1", "Ops"]],
  },
  {
    what: "its own id in a value without a path",
    resource: BARE,
    operation: { op: "replace", value: { id: "g-1", displayName: "Ops" } },
    show: pick("displayName"),
    legal: ["Ops", "mutability"],
  },
  {
    what: "a boolean as text",
    resource: USER,
    operation: { op: "replace", path: "active", value: "False" },
    show: pick("active"),
    legal: ["invalidValue", false],
  },
  {
    what: "part of a name without a path: merged, or the whole",
    resource: USER,
    operation: { op: "replace", value: { name: { givenName: "Anna" } } },
    show: pick("name"),
    legal: [{ givenName: "Anna", familyName: "Lee" }, { givenName: "Anna" }],
  },
  {
    what: "a selected record: replaced, or merged into",
    resource: USER,
    operation: { op: "replace", path: 'emails[type eq "home"]', value: { value: "x@x" } },
    show: pick("emails"),
    legal: [
      [WORK, { value: "x@x" }],
      [WORK, { value: "x@x", type: "home" }],
    ],
  },
  {
    what: "remove the name of a Group, which the RFC calls required in one place only",
    resource: BARE,
    operation: { op: "remove", path: "displayName" },
    show: pick("displayName"),
    legal: ["mutability", undefined],
  },
  {
    what: "op in another case",
    resource: BARE,
    operation: { op: "Add", path: "members", value: [{ value: "u-3" }] },
    show: memberIds,
    legal: ["invalidSyntax", ["u-1", "u-2", "u-3"]],
  },
  {
    what: "a bare id for a member",
    resource: EMPTY,
    operation: { op: "add", path: "members", value: ["u-1"] },
    show: memberIds,
    legal: ["invalidValue", ["u-1"]],
  },
  {
    what: "two primaries",
    resource: MAILLESS,
    operation: { op: "add", path: "emails", value: [1, 2].map((n) => ({ value: `${n}@x`, primary: true })) },
    show: (state) => (state["emails"] as JsonObject[]).map((email) => email["primary"]),
    legal: ["invalidValue", [true, false], [false, true]],
  },
  {
    what: "dotted names without a path",
    resource: USER,
    operation: { op: "replace", value: { "name.givenName": "Kim" } },
    show: pick("name"),
    legal: [{ givenName: "Kim", familyName: "Lee" }, "invalidPath", USER["name"]],
  },
  {
    what: "an extension's attribute without its URN",
    resource: USER,
    operation: { op: "add", path: "department", value: "R&D" },
    show: pick(ENTERPRISE),
    legal: ["invalidPath", { department: "R&D" }, undefined],
  },
  {
    what: "an extension of which nothing is known is stored under its whole URN",
    resource: USER,
    operation: { op: "add", value: { "urn:example:hr:2.0:User": { grade: "A" } } },
    show: pick("urn:example:hr:2.0:User"),
    legal: ["invalidPath", undefined, { grade: "A" }],
  },
  {
    what: "an extension that is taken out of schemas while it has data",
    resource: { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "R&D" } },
    operation: { op: "replace", path: "schemas", value: [URN.user] },
    show: pick(ENTERPRISE),
    legal: ["invalidValue", { department: "R&D" }, undefined],
  },
  {
    what: "a type that is not among the canonical ones",
    resource: MAILLESS,
    operation: { op: "add", path: "emails", value: [{ value: "x@x", type: "club" }] },
    show: pick("emails"),
    legal: [[{ value: "x@x", type: "club" }], [{ value: "x@x" }], "invalidValue"],
  },
  {
    what: "a path that departs from the grammar by a space",
    resource: BARE,
    operation: { op: "remove", path: 'members[value eq"u-1"]' },
    show: memberIds,
    legal: [["u-2"], "invalidPath"],
  },
  {
    what: "ne where there is no value",
    resource: USER,
    operation: { op: "remove", path: 'emails[primary ne true and display ne "x"]' },
    show: pick("emails"),
    legal: [[WORK], [WORK, HOME], "noTarget"],
  },
];

describe("one end", () => {
  test.each(PLAIN)("$what", ({ resource, operation, show, legal }) => {
    expect(ends(resource, [operation], show)).toEqual(legal);
  });
});

describe("several", () => {
  test.each(OPEN)("$what", ({ resource, operation, show, legal }) => {
    const found = ends(resource, [operation], show);
    expect(found).toEqual(expect.arrayContaining([...legal]));
    expect(legal).toEqual(expect.arrayContaining([...found]));
    expect(found[0]).toEqual(legal[0]);
  });
});

describe("outcomes", () => {
  test("say where they part from the letter, and whether the RFC advises against it", () => {
    const outcomes = legalOutcomes(BARE, [{ op: "remove", path: 'members[value eq "u-9"]' }], GROUP_SCHEMA);
    expect(outcomes.map(({ departures }) => departures)).toEqual([
      [],
      [{ question: "remove-no-match", answer: "refuse", level: "SHOULD", section: "RFC 7644 §3.5.2.2" }],
    ]);
  });

  test("answer a question alike in one request: nobody removes those listed first, and then all", () => {
    const before = { ...GROUP, members: ["a", "b", "c"].map((value) => ({ value })) };
    const removals = ["a", "b"].map((value) => ({ op: "remove", path: "members", value: [{ value }] }));
    // Whoever empties the list by the first finds nothing to remove by the second.
    expect(ends(before, removals, memberIds)).toEqual([["c"], [], "noTarget", "invalidValue"]);
  });

  test("name the way that departs least, of several to one end", () => {
    const again = { op: "add", path: "emails", value: [{ ...HOME, display: "x" }] };
    const found = answers(USER, [again, { op: "add", path: "emails", value: [WORK] }], () => "state");
    // To refuse the first is open; to refuse the second, which is there in the same words, is advised against.
    expect(found.filter(([, end]) => end === "uniqueness")).toEqual([[["add-again-otherwise: refuse"], "uniqueness"]]);
  });

  test("are recognised in what a server does", () => {
    const operation = { op: "remove", path: "members", value: [{ value: "u-1" }] };
    const outcomes = legalOutcomes(BARE, [operation], GROUP_SCHEMA);
    const seen = (members: readonly string[]) =>
      outcomeSeen(
        outcomes,
        {
          kind: "state",
          resource: { ...BARE, members: members.map((value) => ({ value, $ref: "x" })), meta: { a: 1 } },
        },
        GROUP_SCHEMA,
      )?.departures.map(({ answer }) => answer);
    expect([seen(["u-2"]), seen([]), seen(["u-1", "u-2"]), seen(["u-1"])]).toEqual([[], ["all"], undefined, undefined]);
    const refused = (scimType?: string) =>
      outcomeSeen(outcomes, { kind: "refused", ...(scimType === undefined ? {} : { scimType }) }, GROUP_SCHEMA)?.kind;
    expect([refused(), refused("invalidValue"), refused("uniqueness")]).toEqual(["refused", "refused", undefined]);
  });

  test("hold for both core schemas", () => {
    expect(legalOutcomes(USER, [{ op: "replace", path: "active", value: true }], USER_SCHEMA)).toHaveLength(1);
  });
});

describe("open questions", () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "open-questions.ts")
    .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
    .join("\n");

  test.each(Object.entries(OPEN_QUESTIONS))("%s is asked, cites a section and has two answers", (id, question) => {
    expect(sources).toContain(`"${id}"`);
    expect(question.section).toMatch(/^RFC 764[34] §\d/u);
    expect(new Set(question.answers).size).toBeGreaterThan(1);
  });

  test("are explored in every way, the letter first", () => {
    const found = explore((choose) => [choose("op-case"), choose("op-case") === "accept" && choose("add-null")]);
    expect(found.map(({ result }) => result)).toEqual([
      ["refuse", false],
      ["accept", "unassign"],
      ["accept", "keep"],
      ["accept", "refuse"],
    ]);
  });

  test("too many of them are no test", () => {
    const all = Object.keys(OPEN_QUESTIONS) as (keyof typeof OPEN_QUESTIONS)[];
    expect(() => explore((choose) => all.map((question) => choose(question)))).toThrow(RangeError);
  });
});
