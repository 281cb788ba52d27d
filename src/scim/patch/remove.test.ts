import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { URN } from "../urns.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, changes, DEVICE, ENTERPRISE, ends, GROUP, memberIds, patched, refusalOf, USER } from "./testing.ts";

const remove = (path?: unknown, value?: unknown): PatchOperation => ({
  op: "remove",
  ...(path === undefined ? {} : { path }),
  ...(value === undefined ? {} : { value }),
});

test("without a path there is no target (RFC 7644 section 3.5.2.2)", () => {
  expect(refusalOf(GROUP, remove())).toBe("noTarget at 0");
  expect(refusalOf(GROUP, remove(null))).toBe("noTarget at 0");
  expect(refusalOf(GROUP, remove(undefined, { members: [] }))).toBe("noTarget at 0");
});

describe("a list", () => {
  test("goes as a whole", () => {
    expect(patched(GROUP, remove("members"))).not.toHaveProperty("members");
    expect(patched(USER, remove("EMAILS"))).not.toHaveProperty("emails");
  });

  test("that is not there is gone already", () => {
    const { members: _, ...empty } = GROUP;
    expect(changes(empty, remove("members"))).toBe(false);
    expect(changes({ ...empty, members: [] }, remove("members"))).toBe(false);
  });

  test.each([
    ['value eq "u-1"', ["u-2"]],
    ['value eq "u-2"', ["u-1"]],
    ['VALUE EQ "u-2"', ["u-1"]],
    ['type eq "user"', []],
    ['value eq "u-1" or value eq "u-2"', []],
    ['not (value eq "u-1")', ["u-1"]],
    ["display pr", ["u-2"]],
    ['type eq "User" and value ew "2"', ["u-1"]],
  ])("loses the values that match %s, every one, and no other", (filter, rest) => {
    expect(memberIds(patched(GROUP, remove(`members[${filter}]`)))).toEqual(rest);
  });

  test("that loses its last value is unassigned", () => {
    const after = patched(GROUP, remove('members[value eq "u-1"]'), remove('members[value eq "u-2"]'));
    expect(after).not.toHaveProperty("members");
  });

  test("keeps its values when a stranger is removed, and it succeeds", () => {
    expect(changes(GROUP, remove('members[value eq "u-9"]'))).toBe(false);
    // An id has a case (RFC 7643 section 3.1).
    expect(changes(GROUP, remove('members[value eq "U-1"]'))).toBe(false);
  });

  test.each<[unknown, readonly string[]]>([
    [[{ value: "u-1" }], ["u-2"]],
    [[{ $ref: null, value: "u-1" }], ["u-2"]],
    [{ value: "u-1", display: "other" }, ["u-2"]],
    [["u-1"], ["u-2"]],
    [[{ display: "Ann" }], ["u-2"]],
    [[{ value: "u-1", type: "Group" }], ["u-1", "u-2"]],
    [[{ value: "u-9" }], ["u-1", "u-2"]],
    [[], ["u-1", "u-2"]],
    [null, []],
    ["", []],
  ])("loses those that a list of values names: %j", (value, rest) => {
    expect(memberIds(patched(GROUP, remove("members", value)))).toEqual(rest);
  });
});

describe("one value", () => {
  test("goes, and nothing else", () => {
    const { active: _, ...rest } = USER;
    expect(patched(USER, remove("active"))).toEqual(rest);
    expect(changes(USER, remove("nickName"))).toBe(false);
  });

  test("of a complex one goes, and the last takes it along", () => {
    expect(patched(USER, remove("name.givenName"))["name"]).toEqual({ familyName: "Lee" });
    expect(patched(USER, remove("name.givenName"), remove("name.familyName"))).not.toHaveProperty("name");
    expect(patched(USER, remove("name"))).not.toHaveProperty("name");
  });

  test("of selected ones goes from each", () => {
    expect(patched(USER, remove("emails[value pr].type"))["emails"]).toEqual([
      { value: "ann@work.example", primary: true },
      { value: "ann@home.example" },
    ]);
  });

  test("of an extension goes, and the last takes the container along", () => {
    const before = { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "R&D", costCenter: "7" } };
    const [first, second] = [remove(`${ENTERPRISE}:department`), remove(`${ENTERPRISE}:costCenter`)];
    expect(patched(before, first)[ENTERPRISE]).toEqual({ costCenter: "7" });
    expect(patched(before, first, second)).not.toHaveProperty([ENTERPRISE]);
    expect(changes(USER, first)).toBe(false);
  });
});

describe("is refused with mutability (RFC 7644 section 3.5.2.2)", () => {
  test.each([
    "userName",
    "schemas",
    "id",
    "meta",
    "meta.created",
    "groups",
    'groups[value eq "g-1"]',
    "groups.display",
  ])("on %s of a User", (path) => {
    expect(refusalOf(USER, remove(path))).toBe("mutability at 0");
  });

  test.each(["displayName", 'members[value eq "u-1"].value', 'members[value eq "u-1"].display', "id"])(
    "on %s of a Group",
    (path) => {
      expect(refusalOf(GROUP, remove(path))).toBe("mutability at 0");
    },
  );

  test("when a required list loses its last value", () => {
    expect(refusalOf(GROUP, remove(`schemas[value eq "${URN.group}"]`))).toBe("mutability at 0");
  });
});

describe("may end in several ways, none of which the RFC rules out", () => {
  const [work, home] = USER["emails"] as readonly JsonObject[];
  const emailsOf = ({ emails }: JsonObject): unknown => emails;
  const nameOf = ({ name }: JsonObject): unknown => name;

  test("with a value that nothing needs: passed over, or refused", () => {
    expect(ends(USER, [remove('emails[type eq "home"]', "x")], emailsOf)).toEqual([[work], "invalidValue"]);
    expect(ends(USER, [remove("active", true)], ({ active }) => active)).toEqual([undefined, "invalidValue"]);
    expect(ends(USER, [remove("emails.display", [])], emailsOf)).toContainEqual("invalidValue");
    for (const nothing of [null, ""]) {
      expect(answers(GROUP, [remove("members", nothing)], memberIds)).toEqual([
        [[], []],
        [["remove-with-value: refuse"], "invalidValue"],
      ]);
    }
  });

  test("with a list of values: those, all, or refused; a required list keeps one", () => {
    expect(ends(USER, [remove("emails", [{ value: "ANN@HOME.EXAMPLE" }])], emailsOf)).toEqual([
      [work],
      undefined,
      "invalidValue",
    ]);
    const contacts = [{ type: "desk" }, { type: "lab" }];
    expect(ends({ ...DEVICE, contacts }, [remove("contacts", [{ type: "lab" }])], (one) => one["contacts"])).toEqual([
      [contacts[0]],
      "mutability",
      "invalidValue",
    ]);
  });

  test("a listed value is meant by its id to the letter, unless ids are folded, and by its type in any case", () => {
    const listed = (...value: readonly JsonObject[]): readonly unknown[] =>
      ends(GROUP, [remove("members", value)], memberIds);
    expect(listed({ value: "U-1" })).toEqual([["u-1", "u-2"], ["u-2"], [], "invalidValue"]);
    expect(listed({ value: "u-1", type: "USER" })).toEqual([["u-2"], [], "invalidValue"]);
    expect(listed({ value: "u-1", type: 7 })).toEqual([["u-1", "u-2"], [], "invalidValue"]);
    expect(listed({ value: 1 })).toEqual([["u-1", "u-2"], [], "invalidValue"]);
    expect(listed({ display: "Ann", type: "User" })).toEqual([["u-2"], [], "invalidValue"]);
    const odd = { ...GROUP, members: [{ value: 7 }, { value: "7" }] };
    expect(ends(odd, [remove("members", [{ value: "7" }])], memberIds)).toEqual([[7], [], "invalidValue"]);
  });

  test("a listed value is meant to the letter where nobody disputes that its case counts", () => {
    const addresses = [{ value: "Ab", type: "lan" }, { value: "c" }];
    const listed = (value: unknown): readonly unknown[] =>
      ends({ ...DEVICE, addresses }, [remove("addresses", value)], (one) => one["addresses"]);
    expect(listed([{ value: "AB" }])).toEqual([addresses, undefined, "invalidValue"]);
    expect(listed([{ value: "Ab", type: "LAN" }])).toEqual([[addresses[1]], undefined, "invalidValue"]);
    const tags = ends({ ...DEVICE, tags: ["a", "b"] }, [remove("tags", ["a"])], (one) => one["tags"]);
    expect(tags).toEqual([["b"], undefined, "invalidValue"]);
  });

  test("what is not there: gone already, or no target", () => {
    expect(ends(USER, [remove("nickName")], ({ nickName }) => nickName)).toEqual([undefined, "noTarget"]);
    expect(ends(USER, [remove('emails[type eq "home"].display')], emailsOf)).toEqual([[work, home], "noTarget"]);
    const bare = { ...USER, emails: ["a@x"] };
    expect(ends(bare, [remove('emails[value eq "a@x"].display')], emailsOf)).toEqual([["a@x"]]);
  });

  test("what is required is never gone already", () => {
    const { userName: _, ...nobody } = USER;
    expect(ends(nobody, [remove("userName")])).toEqual(["mutability"]);
  });

  test("a filter on an attribute of one value: no path, or it selects that value", () => {
    expect(ends(USER, [remove('name[givenName eq "ann"]')], nameOf)).toEqual(["invalidPath", undefined]);
    expect(ends(USER, [remove('name[givenName eq "ann"].familyName')], nameOf)).toEqual([
      "invalidPath",
      { givenName: "Ann" },
    ]);
    expect(ends(USER, [remove('name[givenName eq "Bob"]')], nameOf)).toEqual(["invalidPath", USER["name"], "noTarget"]);
    expect(answers(USER, [remove("name.givenName")], nameOf)).toEqual([[[], { familyName: "Lee" }]]);
  });

  test("a sub-attribute of no value in particular: of each, or no path", () => {
    expect(ends(USER, [remove("emails.type")], emailsOf)).toEqual([
      [{ value: work?.["value"], primary: true }, { value: home?.["value"] }],
      "invalidPath",
    ]);
  });

  test("a value that loses its last part goes, and the others stay", () => {
    const before = { ...USER, emails: [work, { type: "home" }, "bare@x"] };
    expect(ends(before, [remove('emails[type eq "home"].type')], emailsOf)).toEqual([[work, "bare@x"]]);
  });

  test("a part that the server keeps for itself is never removed", () => {
    expect(ends(USER, [remove(`${ENTERPRISE}:manager.displayName`)])).toEqual(["mutability"]);
  });
});
