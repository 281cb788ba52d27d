import { describe, expect, test } from "vitest";
import type { Entry, UserEdit, UserHistory, UserOperation } from "./history.ts";
import { plainerUsers, smallerUsers } from "./smaller.ts";

const put = (set: Extract<UserEdit, { do: "put" }>["set"]): UserEdit => ({ do: "put", user: "a", set });
const history = (...edits: readonly UserEdit[]): UserHistory => ({ kind: "user", users: ["a", "b"], edits });
const smaller = (from: UserHistory): readonly UserHistory[] => [...smallerUsers(from)];

const WORK = { value: "v1", type: "work", primary: true } as const;
const HOME = { value: "v2", type: "home" } as const;

describe("one thing smaller", () => {
  test("an edit is left out, never the last", () => {
    const [first, last] = [put({ title: "v1" }), put({ title: "v2" })];
    expect(smaller(history(first, last)).map(({ edits }) => edits)).toContainEqual([last]);
    expect(smaller(history(first, last)).map(({ edits }) => edits)).not.toContainEqual([first]);
  });

  test("an attribute is left alone in all edits at once: left out of one it would be another matter", () => {
    const edits = [put({ title: "v1", emails: [WORK] }), put({ title: "v2", emails: [] })];
    const all = smaller(history(...edits)).map((one) => one.edits);
    expect(all).toContainEqual([put({ emails: [WORK] }), put({ emails: [] })]);
    expect(all).not.toContainEqual([put({ emails: [WORK] }), edits[1]]);
  });

  test("the other User goes when nothing is done to it", () => {
    expect(smaller(history(put({ title: "v1" }))).map(({ users }) => users)).toContainEqual(["a"]);
  });

  test("an entry goes, or says less", () => {
    const lists = smaller(history(put({ emails: [WORK, HOME] }))).flatMap(({ edits }) =>
      edits.map((edit) => (edit.do === "put" ? edit.set["emails"] : undefined)),
    );
    expect(lists).toContainEqual([WORK]);
    expect(lists).toContainEqual([HOME]);
    expect(lists).toContainEqual([{ value: "v1", type: "work" }, HOME]);
  });

  test("an operation goes, and a path is written plainly", () => {
    const edit: UserEdit = {
      do: "patch",
      user: "a",
      form: "urn",
      operations: [
        { op: "remove", path: "emails" },
        { op: "add", path: "name.givenName", to: "v1", whole: true },
      ],
    };
    const edits = smaller(history(edit)).flatMap((one) => one.edits);
    expect(edits).toContainEqual({ ...edit, operations: [{ op: "remove", path: "emails" }] });
    expect(edits).toContainEqual({ do: "patch", user: "a", operations: edit.operations });
    expect(edits).toContainEqual({
      ...edit,
      operations: [
        { op: "remove", path: "emails" },
        { op: "add", path: "name.givenName", to: "v1" },
      ],
    });
  });

  test("adding nothing is another thing than adding", () => {
    const edit: UserEdit = { do: "patch", user: "a", operations: [{ op: "add", path: "emails", entries: [HOME] }] };
    const operations = smaller(history(edit)).flatMap(({ edits }) =>
      edits.flatMap((one) => (one.do === "patch" ? one.operations : [])),
    );
    expect(operations).not.toContainEqual({ op: "add", path: "emails", entries: [] });
  });
});

describe("all that is smaller, the boldest first", () => {
  const alone = (...edits: readonly UserEdit[]): UserHistory => ({ kind: "user", users: ["a"], edits });
  const patch = (...operations: readonly UserOperation[]): UserEdit => ({ do: "patch", user: "a", operations });
  const TITLE: UserOperation = { op: "add", path: "title", to: "v1" };
  const GONE: UserOperation = { op: "remove", path: "emails" };
  const INVALID: UserOperation = { op: "invalid" };
  const editsOf = (...edits: readonly UserEdit[]): readonly (readonly UserEdit[])[] =>
    smaller(alone(...edits)).map((one) => one.edits);

  test("each edit but the last, from the end", () => {
    const edits = [put({ title: "v1" }), put({ title: "v2" }), put({ title: "v1" })];
    expect(editsOf(...edits)).toEqual([edits.toSpliced(1, 1), edits.toSpliced(0, 1)]);
  });

  test("an edit that is about nothing else goes with its attribute, and what is not valid stays", () => {
    expect(editsOf(patch(TITLE), patch(GONE, INVALID))).toEqual([
      [patch(GONE, INVALID)],
      [patch(GONE, INVALID)],
      [patch(TITLE), patch(INVALID)],
      [patch(TITLE), patch(INVALID)],
      [patch(TITLE), patch(GONE)],
    ]);
  });

  test("a PUT without an attribute is still one", () => {
    expect(editsOf(put({ title: "v1", active: true }))).toEqual([[put({ active: true })], [put({ title: "v1" })]]);
  });

  test("the only attribute there is stays", () => {
    expect(editsOf(put({ title: "v1" }))).toEqual([]);
    expect(editsOf(patch(TITLE, INVALID))).toEqual([[patch(INVALID)], [patch(TITLE)]]);
  });

  test("without any other attribute nothing would be left", () => {
    expect(editsOf(patch(TITLE, GONE)).filter((edits) => edits.length === 0)).toEqual([]);
    expect(editsOf(patch(TITLE, GONE))).toEqual([[patch(GONE)], [patch(TITLE)], [patch(GONE)], [patch(TITLE)]]);
  });

  test("of two Users the one that nothing is done to goes, and neither where both are edited", () => {
    const edit = put({ title: "v1" });
    expect(smaller(history(edit))).toEqual([alone(edit)]);
    expect(smaller(history({ ...edit, user: "b" }))).toEqual([alone(edit)]);
    const both = smaller(history({ ...edit, user: "b" }, edit)).filter(({ edits }) => edits.length === 2);
    expect(both).toEqual([]);
    expect(smaller(alone(edit))).toEqual([]);
  });

  test("a list loses one after the other, and then the primary one is said to be it no more", () => {
    const sets = editsOf(put({ emails: [WORK, HOME] })).map(([edit]) => (edit?.do === "put" ? edit.set["emails"] : []));
    expect(sets).toEqual([[WORK], [HOME], [{ value: "v1", type: "work" }, HOME]]);
  });

  test("that an entry is not the primary one goes unsaid only where another is", () => {
    const NOT: Entry = { ...HOME, primary: false };
    const sets = (...emails: readonly Entry[]): readonly unknown[] =>
      editsOf(put({ emails })).map(([edit]) => (edit?.do === "put" ? edit.set["emails"] : []));
    expect(sets(WORK, NOT)).toEqual([[WORK], [NOT], [{ value: "v1", type: "work" }, NOT], [WORK, HOME]]);
    expect(sets(NOT)).toEqual([[]]);
  });

  test("a list that is replaced may be replaced by nothing, one that is added not", () => {
    const replace: UserOperation = { op: "replace", path: "emails", entries: [HOME] };
    expect(editsOf(patch(replace))).toEqual([[patch({ ...replace, entries: [] })]]);
    expect(editsOf(patch({ ...replace, op: "add" }))).toEqual([]);
    expect(editsOf(patch({ ...replace, op: "add", entries: [HOME, WORK] }))[0]).toEqual([
      patch({ ...replace, op: "add" }),
    ]);
  });

  test("what is about one entry, or is written plainly, is as small as it can be", () => {
    expect(editsOf(patch({ op: "remove", path: "emails", where: { type: "work" } }))).toEqual([]);
    expect(editsOf(patch({ op: "replace", path: "title", to: "v1" }))).toEqual([]);
    expect(editsOf(put({ title: "v1" }))).toEqual([]);
  });
});

test("said more plainly, paths are bare and every operation has a request of its own", () => {
  const operations: readonly UserOperation[] = [
    { op: "remove", path: "emails" },
    { op: "replace", path: "title", to: "v1" },
  ];
  const before = put({ title: "v2" });
  const last: UserEdit = { do: "patch", user: "a", form: "case", operations };
  const alone = operations.map((operation): UserEdit => ({ ...last, operations: [operation] }));
  expect([...plainerUsers(history(before, last))].map(({ edits }) => edits)).toEqual([
    [before, { do: "patch", user: "a", operations }],
    [before, ...alone],
  ]);
  expect([...plainerUsers(history(before, { do: "patch", user: "a", operations: operations.slice(1) }))]).toEqual([]);
  expect([...plainerUsers(history(before))]).toEqual([]);
});
