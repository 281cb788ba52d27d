import { describe, expect, test } from "vitest";
import type { UserEdit, UserHistory } from "./history.ts";
import { smallerUsers } from "./smaller.ts";

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
