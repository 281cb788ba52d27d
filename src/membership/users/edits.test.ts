import { describe, expect, test } from "vitest";
import { fakeWorld } from "../testing/fake-context.ts";
import { attributesOf, type ListAttribute } from "./attributes.ts";
import { baseOf } from "./base.ts";
import { UserBinder } from "./bind.ts";
import { changedText, filled, freshEntry, freshValue, primaryAfter, twinOf, typeAfter } from "./concretise-put.ts";
import { type Entry, pathsIn, type UserEdit, type UserOperation } from "./history.ts";
import { kindsOf } from "./kinds.ts";
import { ruleOf, ruleOfForm } from "./patch-rules.ts";
import { onePrimary, type Sketch, selects, sketched, withContent } from "./sketch.ts";
import { editWords, stateWords, userName } from "./words.ts";

const WORK: Entry = { value: "v1", type: "work", primary: true };
const HOME: Entry = { value: "v2", type: "home" };
const MAIL: ListAttribute = {
  path: "emails",
  types: ["work", "home", "other"],
  main: "value",
  entries: [{ value: "a" }, { value: "b" }, { value: "c" }, { value: "d" }],
  open: false,
  isSure: true,
};
const put = (set: Extract<UserEdit, { do: "put" }>["set"]): UserEdit => ({ do: "put", user: "a", set });
const patch = (...operations: readonly UserOperation[]): UserEdit => ({ do: "patch", user: "a", operations });
const has = (...emails: readonly Entry[]): Sketch => new Map([["emails", emails]]);

describe("the requirement that an operation rests on", () => {
  test.each<[UserOperation, string]>([
    [{ op: "invalid" }, "RFC7644-3.5.2-OP-KNOWN"],
    [{ op: "remove", path: "emails", where: { type: "work" } }, "RFC7644-3.5.2.2-FILTER-SUBATTR"],
    [{ op: "remove", path: "emails" }, "RFC7644-3.5.2.2-MULTI-ALL"],
    [{ op: "remove", path: "title" }, "RFC7644-3.5.2.2-SINGLE"],
    [{ op: "add", path: "emails", entries: [HOME] }, "RFC7644-3.5.2.1-MULTI-APPEND"],
    [{ op: "add", path: "emails", entries: [HOME, WORK] }, "RFC7644-3.5.2-PRIMARY-RESET"],
    [{ op: "add", path: "emails", entries: [{ ...HOME, primary: false }] }, "RFC7644-3.5.2.1-MULTI-APPEND"],
    [{ op: "add", path: "title", to: "v1" }, "RFC7644-3.5.2.1-SINGLE-REPLACES"],
    [{ op: "add", path: "name.givenName", to: "v1", whole: true }, "RFC7644-3.5.2.1-COMPLEX"],
    [{ op: "replace", path: "emails", entries: [WORK] }, "RFC7644-3.5.2.3-MULTI-ALL"],
    [{ op: "replace", path: "title", to: "v1" }, "RFC7644-3.5.2.3-SINGLE"],
    [{ op: "replace", path: "name.givenName", to: "v1", whole: true }, "RFC7644-3.5.2.3-COMPLEX-MERGE"],
    [
      { op: "replace", path: "emails", where: { type: "work" }, part: "primary", to: true },
      "RFC7644-3.5.2-PRIMARY-RESET",
    ],
    [
      { op: "replace", path: "emails", where: { type: "work" }, part: "type", to: "home" },
      "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
    ],
    [{ op: "replace", path: "emails", where: { type: "work" }, entry: HOME }, "RFC7644-3.5.2.3-VALUEPATH-ALL"],
  ])("%j", (operation, rule) => {
    expect(ruleOf(operation)).toBe(rule);
  });

  test("and that of a way of writing paths", () => {
    const add: UserOperation = { op: "add", path: "emails", entries: [HOME] };
    const replace: UserOperation = { op: "replace", path: "title", to: "v1" };
    const remove: UserOperation = { op: "remove", path: "emails" };
    expect(ruleOfForm(undefined, [add])).toBeUndefined();
    expect([ruleOfForm("urn", [add]), ruleOfForm("case", [add])]).toEqual([
      "RFC7644-3.10-URN-PATH",
      "RFC7644-3.10-NAME-CASE",
    ]);
    // The first of those that are written without a path counts; a removal always has one.
    expect(ruleOfForm("no-path", [remove, add, replace])).toBe("RFC7644-3.5.2.1-NO-PATH");
    expect(ruleOfForm("no-path", [replace, add])).toBe("RFC7644-3.5.2.3-NO-PATH");
  });
});

describe("what an edit does to which attribute", () => {
  test.each<[string, UserEdit, Sketch, readonly string[]]>([
    ["the same again", put({ emails: [WORK] }), has(WORK), ["again"]],
    ["left out", put({}), has(WORK), ["emails left out"]],
    ["emptied", put({ emails: [] }), has(WORK), ["emails emptied"]],
    ["filled", put({ emails: [WORK] }), has(), ["emails filled"]],
    ["filled where there was none", put({ emails: [WORK] }), new Map(), ["emails filled"]],
    ["more", put({ emails: [WORK, HOME] }), has(WORK), ["emails more"]],
    ["fewer", put({ emails: [HOME] }), has(WORK, HOME), ["emails fewer"]],
    ["changed", put({ emails: [HOME] }), has(WORK), ["emails changed"]],
    ["an operation", patch({ op: "add", path: "emails", entries: [HOME] }), has(), ["emails add"]],
    ["a filter", patch({ op: "remove", path: "emails", where: { type: "work" } }), has(), ["emails remove where"]],
    ["no filter", patch({ op: "remove", path: "emails" }), has(), ["emails remove"]],
    [
      "a part",
      patch({ op: "replace", path: "emails", where: { type: "work" }, part: "type", to: "home" }),
      has(),
      ["emails replace where type"],
    ],
    ["an invalid operation", patch({ op: "invalid" }), has(), ["invalid"]],
  ])("%s", (_, edit, before, kinds) => {
    expect(kindsOf(edit, before, ["emails"])).toEqual(kinds);
  });

  test("a text changes, each attribute in play is told", () => {
    expect(kindsOf(put({ title: "v2", emails: [] }), new Map([["title", "v1"]]), ["title", "emails"])).toEqual([
      "title changed",
      "emails emptied",
    ]);
  });
});

describe("what a User is thought to have after an operation", () => {
  const from = (operation: UserOperation, ...emails: readonly Entry[]): unknown =>
    sketched(operation, has(...emails)).get("emails");
  test.each<[string, UserOperation, unknown]>([
    ["an invalid one", { op: "invalid" }, [WORK, HOME]],
    ["all removed", { op: "remove", path: "emails" }, undefined],
    ["one removed by its type", { op: "remove", path: "emails", where: { type: "work" } }, [HOME]],
    ["one removed by its value", { op: "remove", path: "emails", where: { value: "v2" } }, [WORK]],
    ["none removed", { op: "remove", path: "emails", where: { value: "x1" } }, [WORK, HOME]],
    ["one added", { op: "add", path: "emails", entries: [{ value: "v3" }] }, [WORK, HOME, { value: "v3" }]],
    ["the same added", { op: "add", path: "emails", entries: [HOME] }, [WORK, HOME]],
    [
      "the same under another type",
      { op: "add", path: "emails", entries: [{ value: "v2", type: "work" }] },
      [WORK, HOME, { value: "v2", type: "work" }],
    ],
    [
      "a new primary one",
      { op: "add", path: "emails", entries: [{ value: "v3", primary: true }] },
      [{ value: "v1", type: "work" }, HOME, { value: "v3", primary: true }],
    ],
    ["all replaced", { op: "replace", path: "emails", entries: [HOME] }, [HOME]],
    [
      "a part of one",
      { op: "replace", path: "emails", where: { type: "home" }, part: "value", to: "v3" },
      [WORK, { value: "v3", type: "home" }],
    ],
    [
      "a whole entry",
      { op: "replace", path: "emails", where: { value: "v1" }, entry: { value: "v3" } },
      [{ value: "v3" }, HOME],
    ],
    ["a single value", { op: "replace", path: "title", to: "v1" }, [WORK, HOME]],
  ])("%s", (_, operation, emails) => {
    expect(from(operation, WORK, HOME)).toEqual(emails);
  });

  test("the last entry that goes takes the attribute with it, and nothing else", () => {
    const sketch = withContent(has(WORK), "title", "v1");
    const left = sketched({ op: "remove", path: "emails", where: { type: "work" } }, sketch);
    expect([...left]).toEqual([["title", "v1"]]);
    expect([...withContent(left, "title", undefined)]).toEqual([]);
    expect([...sketched({ op: "replace", path: "title", to: "v2" }, sketch)]).toContainEqual(["title", "v2"]);
  });

  test("of several primary ones the last is it; false stays said", () => {
    expect(onePrimary([WORK, { ...HOME, primary: true }, { value: "v3", primary: false }])).toEqual([
      { value: "v1", type: "work" },
      { ...HOME, primary: true },
      { value: "v3", primary: false },
    ]);
    expect([selects({ type: "work" }, WORK), selects({ type: "home" }, WORK), selects({ value: "v1" }, WORK)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe("what comes next in a list", () => {
  const THIRD: Entry = { value: "v3", type: "other" };
  const FOURTH: Entry = { value: "v4", type: "work" };

  test("a value that is not there, the smallest first; none when all are", () => {
    expect([[], [WORK], [HOME], [WORK, HOME]].map((had) => freshValue(MAIL, had))).toEqual(["v1", "v2", "v1", "v3"]);
    expect(freshValue(MAIL, [WORK, HOME, THIRD, FOURTH])).toBeUndefined();
  });

  test("an entry of a type that is not there, or of the same as another; four at most", () => {
    expect(freshEntry(MAIL, [WORK], 0)).toEqual({ value: "v2", type: "home" });
    expect(freshEntry(MAIL, [WORK], 1)).toEqual({ value: "v2", type: "other" });
    expect(freshEntry(MAIL, [WORK, HOME, THIRD], 1)).toEqual({ value: "v4", type: "home" });
    expect(freshEntry(MAIL, [WORK], 0, WORK)).toEqual({ value: "v2", type: "work" });
    expect(freshEntry({ ...MAIL, types: [] }, [{ value: "v1" }], 1)).toEqual({ value: "v2" });
    expect(freshEntry({ ...MAIL, entries: [{}, {}, {}, {}, {}] }, [WORK, HOME, THIRD, FOURTH], 0)).toBeUndefined();
  });

  test("the same value under a type that it is not there with", () => {
    expect(twinOf(WORK, [WORK], MAIL)).toEqual({ value: "v1", type: "home" });
    expect(twinOf(WORK, [WORK, { value: "v2", type: "home" }], MAIL)).toEqual({ value: "v1", type: "home" });
    expect(twinOf(WORK, [WORK, { value: "v1", type: "home" }, { value: "v1", type: "other" }], MAIL)).toBeUndefined();
  });

  test("the type after its own, unless the value is there with that", () => {
    expect(typeAfter(MAIL, WORK, [WORK])).toEqual({ type: "home" });
    expect(typeAfter(MAIL, THIRD, [THIRD])).toEqual({ type: "work" });
    expect(typeAfter(MAIL, WORK, [WORK, { value: "v1", type: "home" }])).toEqual({});
    expect(typeAfter(MAIL, WORK, [WORK, HOME])).toEqual({ type: "home" });
  });

  test("another primary one than now, the last where there is none", () => {
    expect(primaryAfter([HOME, THIRD], 0)).toBe(1);
    expect([0, 1, 2].map((at) => primaryAfter([WORK, HOME, THIRD], at))).toEqual([1, 2, 1]);
    expect(primaryAfter([HOME, WORK], 0)).toBe(0);
    expect(primaryAfter([WORK], 3)).toBe(0);
  });

  test("a whole list, its types from one of them on, the first the primary one where there are types", () => {
    expect(filled(MAIL, 2, 2)).toEqual([
      { value: "v1", type: "other", primary: true },
      { value: "v2", type: "work" },
    ]);
    expect(filled({ types: [] }, 2, 1)).toEqual([{ value: "v1" }, { value: "v2" }]);
  });

  test("another text", () => {
    expect([undefined, "v0", "v1", "v2"].map(changedText)).toEqual(["v1", "v1", "v2", "v1"]);
  });
});

test("what a User is made with, in symbols", async () => {
  const { context } = await fakeWorld({ method: "PUT", type: "User" });
  const attributes = attributesOf(context.operation);
  const body = {
    emails: [{ value: "a@b.c", type: "work", primary: true }],
    phoneNumbers: [{ value: "1" }],
    roles: [],
    title: "Dr",
    name: { familyName: "B", givenName: 7 },
    active: false,
  };
  expect(Object.fromEntries(baseOf(body, attributes))).toEqual({
    emails: [{ value: "v0", type: "work", primary: true }],
    phoneNumbers: [{ value: "v0" }],
    title: "v0",
    "name.familyName": "v0",
    active: false,
  });
  expect(baseOf({ active: true }, { ...attributes, active: false }).size).toBe(0);
  expect(baseOf({ active: "true" }, attributes).size).toBe(0);
});

describe("in words", () => {
  test.each<[UserEdit, string]>([
    [put({}), "PUT the User with nothing of them"],
    [
      put({ emails: [WORK, HOME], title: "v2" }),
      "PUT the User with work e-mail 1 (primary) and home e-mail 2, title 2",
    ],
    [put({ emails: [], active: false }), "PUT the User with no emails, inactive"],
    [{ ...put({ active: true }), user: "b" }, "PUT the other User with active"],
    [patch({ op: "invalid" }), "an operation that is not valid of the User"],
    [patch({ op: "remove", path: "emails" }), "remove emails of the User"],
    [patch({ op: "remove", path: "emails", where: { type: "work" } }), "remove the work e-mail of the User"],
    [patch({ op: "remove", path: "roles", where: { value: "v2" } }), "remove the role 2 of the User"],
    [
      patch({ op: "replace", path: "emails", where: { value: "x1" }, part: "value", to: "v1" }),
      "replace the value of the e-mail that nobody has by e-mail 1 of the User",
    ],
    [
      patch({ op: "replace", path: "emails", where: { type: "work" }, part: "primary", to: true }),
      "replace the primary of the work e-mail by true of the User",
    ],
    [
      patch({ op: "replace", path: "emails", where: { type: "work" }, entry: HOME }),
      "replace the work e-mail by home e-mail 2 of the User",
    ],
    [patch({ op: "add", path: "emails", entries: [HOME] }), "add home e-mail 2 of the User"],
    [patch({ op: "replace", path: "emails", entries: [] }), "replace emails by no emails of the User"],
    [
      { ...patch({ op: "add", path: "title", to: "v1" }), form: "urn" } as UserEdit,
      "add title 1 of the User (with the URN before the name)",
    ],
    [
      patch({ op: "replace", path: "active", to: true }, { op: "remove", path: "title" }),
      "in one request on the User: replace active, then remove title",
    ],
  ])("%j", (edit, words) => {
    expect(editWords(edit)).toBe(words);
  });

  test("what a User has", async () => {
    const { context } = await fakeWorld({ method: "PUT", type: "User" });
    const binder = new UserBinder(context, attributesOf(context.operation), "a", { title: "Dr" });
    const user = {
      emails: [
        { value: binder.mainOf("emails", "v1"), type: "work", primary: true },
        { value: "else" },
        { type: "home" },
        "odd",
      ],
      title: "Dr",
      nickName: "never seen",
      active: false,
      userType: null,
    };
    expect(stateWords(user, ["emails", "title", "nickName", "active", "userType", "locale"], binder)).toEqual([
      "work e-mail 1 (primary)",
      'e-mail "else"',
      "home e-mail without a value",
      'e-mail "odd"',
      "title 0",
      'nickName "never seen"',
      "inactive",
    ]);
    expect([userName("a"), userName("b")]).toEqual(["the User", "the other User"]);
  });
});

test("the attributes of a history, each once, in the order in which they come up", () => {
  const edits = [
    put({ title: "v1", emails: [] }),
    patch({ op: "invalid" }, { op: "remove", path: "roles" }, { op: "remove", path: "title" }),
  ];
  expect(pathsIn({ kind: "user", users: ["a"], edits })).toEqual(["title", "emails", "roles"]);
});
