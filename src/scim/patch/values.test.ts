import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, DEVICE, ends, GROUP, memberIds, USER } from "./testing.ts";

const WORK = { value: "ann@work.example", type: "work", primary: true };
const HOME = { value: "ann@home.example", type: "home" };
const { members: _members, ...EMPTY } = GROUP;
const { emails: _emails, ...MAILLESS } = USER;

const adding = (path: string, ...value: readonly unknown[]): readonly PatchOperation[] => [{ op: "add", path, value }];
const emailsOf = ({ emails }: JsonObject): unknown => emails;
const tagsOf = ({ tags }: JsonObject): unknown => tags;

describe("a value that is there already (RFC 7644 section 3.5.2.1)", () => {
  test("in the same words is not added; to have it twice is advised against, to refuse is allowed", () => {
    expect(answers(USER, adding("emails", HOME), emailsOf)).toEqual([
      [[], [WORK, HOME]],
      [["add-again: twice"], [WORK, HOME, HOME]],
      [["add-again: refuse"], "uniqueness"],
    ]);
  });

  test("in other words is completed, left as it is, added, or refused", () => {
    const old = { ...HOME, display: "old" };
    const before = { ...USER, emails: [WORK, old] };
    const other = { ...HOME, display: "new" };
    expect(answers(before, adding("emails", other), emailsOf)).toEqual([
      [[], [WORK, other]],
      [["add-again-otherwise: keep"], [WORK, old]],
      [["add-again-otherwise: twice"], [WORK, old, other]],
      [["add-again-otherwise: refuse"], "uniqueness"],
    ]);
  });

  test("and is left as it is does not become primary either", () => {
    const primary = { ...HOME, primary: true };
    const { primary: _, ...work } = WORK;
    expect(ends(USER, adding("emails", primary), emailsOf)).toEqual([
      [{ ...work, primary: false }, primary],
      [WORK, HOME],
      [{ ...work, primary: false }, HOME, primary],
      "uniqueness",
    ]);
  });

  test("is completed by parts that no schema knows, where a server stores those", () => {
    expect(ends(USER, adding("emails", { ...HOME, nick: "x" }), emailsOf)).toContainEqual([
      WORK,
      { ...HOME, nick: "x" },
    ]);
  });

  test("is known by value and type, and text that is not caseExact has no case", () => {
    const other = { ...HOME, value: "ANN@HOME.EXAMPLE" };
    expect(ends(USER, adding("emails", other), emailsOf)[0]).toEqual([WORK, other]);
    expect(ends(DEVICE, adding("tags", "SPARE"), tagsOf)).toEqual([["spare"], ["spare", "SPARE"], "uniqueness"]);
  });

  test("is known by all it has, where it has no value", () => {
    const [north, south] = ["north", "south"].map((locality) => ({ type: "work", locality }));
    expect(ends({ ...USER, addresses: [north] }, adding("addresses", south), ({ addresses }) => addresses)).toEqual([
      [north, south],
    ]);
  });

  test("is known by its value, where its schema has no type", () => {
    const addresses = [{ value: "10.0.0.1" }];
    expect(
      ends({ ...DEVICE, addresses }, adding("addresses", { value: "10.0.0.2" }), (device) => device["addresses"]),
    ).toEqual([[...addresses, { value: "10.0.0.2" }]]);
  });

  test("as part of another comes on top, or says nothing new (RFC 7643 section 2.4)", () => {
    const part = { value: WORK.value };
    expect(answers(USER, adding("emails", part), emailsOf)).toEqual([
      [[], [WORK, HOME, part]],
      [["add-part-of: keep"], [WORK, HOME]],
    ]);
  });

  test("is a member by its id: the question is the same, however the rest is worded", () => {
    const named = (display: string): readonly unknown[] =>
      answers(GROUP, adding("members", { value: "u-1", display }), memberIds);
    expect(named("Ann")).toEqual([
      [[], ["u-1", "u-2"]],
      [["add-again: refuse"], "uniqueness"],
    ]);
    expect(named("Anna")).toEqual(named("Ann"));
  });

  test("may be a member of whom only a part is said, where a server takes that", () => {
    expect(ends(GROUP, adding("members", { display: "Ann" }), memberIds)).toEqual([
      "invalidValue",
      ["u-1", "u-2", undefined],
      ["u-1", "u-2"],
    ]);
  });
});

describe("one value twice in a request", () => {
  test("is a question of its own, and not that of a value which was there", () => {
    const third = { value: "ann@new.example", type: "other" };
    expect(answers(USER, adding("emails", third, third), emailsOf)).toEqual([
      [[], [WORK, HOME, third]],
      [["twice-in-request: twice"], [WORK, HOME, third, third]],
      [["twice-in-request: refuse"], "uniqueness"],
    ]);
    expect(answers(EMPTY, adding("members", { value: "u-3" }, { value: "u-3" }), memberIds)).toEqual([
      [[], ["u-3"]],
      [["twice-in-request: refuse"], "uniqueness"],
    ]);
  });
});

describe("an id in another case is somebody else, or the same one to a server that folds ids", () => {
  test.each([
    ["u-1", "U-1"],
    ["U-1", "u-1"],
  ])("%s is there, %s is added", (present, added) => {
    const before = { ...GROUP, members: [{ value: present }] };
    expect(ends(before, adding("members", { value: added }), memberIds)).toEqual([
      [present, added],
      [present],
      "uniqueness",
    ]);
  });
});

test("of several primaries the first or the last may win, or the request is refused (RFC 7643 section 2.4)", () => {
  const three = [1, 2, 3].map((n) => ({ value: `${n}@x`, primary: true }));
  const primary = ({ emails }: JsonObject): unknown =>
    (emails as JsonObject[]).filter((email) => email["primary"] === true).map(({ value }) => value);
  expect(answers(MAILLESS, adding("emails", ...three), primary)).toEqual([
    [[], "invalidValue"],
    [["two-primaries: first"], ["1@x"]],
    [["two-primaries: last"], ["3@x"]],
  ]);
});
