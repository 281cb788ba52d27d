import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import { attributesOf } from "./attributes.ts";
import { concretise, type Pool } from "./concretise.ts";
import { operationsOf } from "./concretise-patch.ts";
import {
  type Change,
  type ChangeDraft,
  type DraftOptions,
  type EditDraft,
  type HistoryDraft,
  historyDrafts,
} from "./draft.ts";
import { type Entry, pathsIn, type UserHistory, type UserOperation } from "./history.ts";
import { kindsOf } from "./kinds.ts";
import type { Sketch } from "./sketch.ts";

const { operations } = await loadVendor("maia");
const operation = operations.find(({ resourceType }) => resourceType === "User");
if (operation === undefined) throw new Error("Maia has no PUT of a User");
const attributes = attributesOf(operation);

const WORK: Entry = { value: "v0", type: "work", primary: true };
const base = new Map<string, readonly Entry[] | boolean>([
  ["emails", [WORK]],
  ["active", true],
]);
const pool = (method: "put" | "patch"): Pool => ({ method, attributes, base });
const options = (method: "put" | "patch"): DraftOptions => ({
  method,
  attributes,
  forms: ["urn", "case", "no-path"],
  maxEdits: 8,
});

const change = (what: Change, parts: Partial<ChangeDraft> = {}): ChangeDraft => ({
  on: "main",
  what,
  at: 0,
  other: false,
  ...parts,
});

const draft = (...changes: readonly ChangeDraft[]): HistoryDraft => ({
  main: "emails",
  beside: "phoneNumbers",
  text: "title",
  two: false,
  edits: changes.map((one) => ({ second: false, changes: [one], form: "path" })),
});

describe("a PUT sends what the list has become", () => {
  const sent = (...changes: readonly ChangeDraft[]): unknown => {
    const { edits } = concretise(draft(...changes), pool("put"), new Set());
    const last = edits.at(-1);
    return last?.do === "put" ? last.set["emails"] : undefined;
  };

  test.each<[Change, unknown]>([
    ["add", [WORK, { value: "v1", type: "home" }]],
    ["change", [{ ...WORK, value: "v1" }]],
    ["remove", []],
    ["retype", [{ ...WORK, type: "home" }]],
    ["twin", [WORK, { value: "v0", type: "home" }]],
    ["empty", []],
    ["leave-out", undefined],
  ])("%s", (what, emails) => {
    expect(sent(change(what))).toEqual(emails);
  });

  test("primary moves, and is said of no other entry", () => {
    expect(sent(change("add"), change("primary", { at: 1 }))).toEqual([
      { value: "v0", type: "work" },
      { value: "v1", type: "home", primary: true },
    ]);
  });

  test("what has left comes back before anything new comes", () => {
    expect(sent(change("fill"), change("remove", { at: 0 }), change("add"))).toMatchObject([
      { value: "v2" },
      { value: "v1" },
    ]);
  });
});

describe("a PATCH names what the list has", () => {
  const last = (...changes: readonly ChangeDraft[]): unknown => {
    const edit = concretise(draft(...changes), pool("patch"), new Set()).edits.at(-1);
    return edit?.do === "patch" ? edit.operations : undefined;
  };

  test.each<[Change, unknown]>([
    ["add", { op: "add", path: "emails", entries: [{ value: "v1", type: "home" }] }],
    ["remove", { op: "remove", path: "emails", where: { type: "work" } }],
    ["change", { op: "replace", path: "emails", where: { type: "work" }, part: "value", to: "v1" }],
    ["retype", { op: "replace", path: "emails", where: { value: "v0" }, part: "type", to: "home" }],
    ["primary", { op: "replace", path: "emails", where: { value: "v0" }, part: "primary", to: true }],
    ["empty", { op: "remove", path: "emails" }],
    ["no-match", { op: "replace", path: "emails", where: { type: "home" }, part: "value", to: "v1" }],
    ["again", { op: "add", path: "emails", entries: [WORK] }],
    ["invalid", { op: "invalid" }],
  ])("%s", (what, operationMade) => {
    expect(last(change(what))).toEqual([operationMade]);
  });

  test("what is refused as a whole changes nothing of what comes after", () => {
    expect(last(change("invalid"), change("add"))).toMatchObject([{ entries: [{ value: "v1" }] }]);
  });
});

describe("a history of a draft", () => {
  const TITLE = change("change", { on: "text" });
  const edit = (changes: readonly ChangeDraft[], parts: Partial<EditDraft> = {}): EditDraft => ({
    second: false,
    form: "path",
    ...parts,
    changes,
  });
  const made = (
    method: "put" | "patch",
    edits: readonly EditDraft[],
    parts: Partial<HistoryDraft> = {},
    setAside: readonly string[] = [],
  ): UserHistory => concretise({ ...draft(), ...parts, edits }, pool(method), new Set(setAside));
  /** What is sent of the attributes in play by each PUT. */
  const sets = (...from: Parameters<typeof made> extends [unknown, ...infer Rest] ? Rest : never): readonly unknown[] =>
    made("put", ...from).edits.map((one) => (one.do === "put" ? one.set : undefined));

  test("is of one User, or of two where that was drawn, each as its own edits leave it", () => {
    const add = edit([change("add")]);
    const other = edit([change("add")], { second: true });
    expect(made("patch", [add, other])).toMatchObject({ users: ["a"], edits: [{ user: "a" }, { user: "a" }] });
    const { users, edits } = made("patch", [add, other, add], { two: true });
    expect(users).toEqual(["a", "b"]);
    const HOME = { value: "v1", type: "home" };
    expect(edits).toEqual([
      { do: "patch", user: "a", operations: [{ op: "add", path: "emails", entries: [HOME] }] },
      { do: "patch", user: "b", operations: [{ op: "add", path: "emails", entries: [HOME] }] },
      {
        do: "patch",
        user: "a",
        operations: [{ op: "add", path: "emails", entries: [{ value: "v2", type: "other" }] }],
      },
    ]);
  });

  test("is about the attributes that were drawn, a text, or active", () => {
    const paths = (on: ChangeDraft["on"], parts: Partial<HistoryDraft> = {}): readonly string[] =>
      pathsIn(made("patch", [edit([change("add", { on })])], parts));
    expect([paths("main"), paths("beside"), paths("text"), paths("active")]).toEqual([
      ["emails"],
      ["phoneNumbers"],
      ["title"],
      ["active"],
    ]);
    // A document without texts: there is nothing to edit, by either method.
    expect(paths("text", { text: "" })).toEqual([]);
    expect(sets([edit([TITLE])], { text: "" })).toEqual([{}]);
    expect(made("patch", [edit([TITLE, change("remove")])], { text: "" }).edits).toHaveLength(1);
  });

  test("writes paths as it was drawn", () => {
    const forms = made("patch", [edit([TITLE]), edit([TITLE], { form: "urn" })]).edits.map((one) =>
      one.do === "patch" ? one.form : one,
    );
    expect(forms).toEqual([undefined, "urn"]);
    expect(Object.keys(made("patch", [edit([TITLE])]).edits[0] ?? {})).not.toContain("form");
  });

  test("a PUT sends all attributes in play, changed or not, and those with nothing in them not", () => {
    expect(sets([edit([change("add")]), edit([TITLE, change("add", { on: "beside" })])])).toEqual([
      { emails: [WORK, { value: "v1", type: "home" }] },
      {
        emails: [WORK, { value: "v1", type: "home" }],
        phoneNumbers: [
          { value: "v1", type: "work", primary: true },
          { value: "v2", type: "mobile" },
        ],
        title: "v1",
      },
    ]);
  });

  test("attributes that nothing happens to are not in play, those that change back are", () => {
    const OFF = edit([change("change", { on: "active" })]);
    expect(sets([OFF, edit([TITLE])])).toEqual([{ active: false }, { active: false, title: "v1" }]);
    expect(sets([OFF, OFF])).toEqual([{ active: false }, { active: true }]);
    expect(sets([edit([change("leave-out", { on: "active" })])])).toEqual([{}]);
  });

  test("in PATCHes nothing is taken out", () => {
    const back = made("patch", [edit([change("again")])]);
    expect(back.edits).toEqual([
      { do: "patch", user: "a", operations: [{ op: "add", path: "emails", entries: [WORK] }] },
    ]);
  });

  test.each<[string, ChangeDraft, readonly unknown[]]>([
    ["is left out where it is to be", change("leave-out", { on: "text" }), [{ title: "v1" }, {}, { title: "v2" }]],
    ["is left out where it is to be removed", change("remove", { on: "text" }), [{ title: "v1" }, {}, { title: "v2" }]],
    ["is left out where it is to be emptied", change("empty", { on: "text" }), [{ title: "v1" }, {}, { title: "v2" }]],
    ["changes otherwise", change("add", { on: "text" }), [{ title: "v1" }, { title: "v2" }, { title: "v1" }]],
  ])("a text in a PUT %s", (_, one, expected) => {
    expect(sets([edit([TITLE]), edit([one]), edit([TITLE])])).toEqual(expected);
  });

  test("active is not left out by a removal", () => {
    expect(sets([edit([change("remove", { on: "active" })])])).toEqual([{ active: false }]);
    expect(sets([edit([change("empty", { on: "active" })])])).toEqual([{ active: false }]);
  });

  test("what is left out once comes back as it was", () => {
    expect(sets([edit([change("leave-out")]), edit([TITLE])])).toEqual([{}, { emails: [WORK], title: "v1" }]);
  });

  test("an edit is left out if one of the things that it does is set aside, and leaves no trace", () => {
    const add = edit([change("add"), TITLE]);
    expect(made("patch", [add, edit([TITLE])], {}, ["emails add"]).edits).toEqual([
      { do: "patch", user: "a", operations: [{ op: "replace", path: "title", to: "v1" }] },
    ]);
    expect(sets([add, edit([TITLE])], {}, ["emails more"])).toEqual([{ title: "v1" }]);
    expect(sets([edit([TITLE]), edit([change("leave-out", { on: "active" })])], {}, ["active left out"])).toEqual([
      { title: "v1" },
    ]);
  });

  test("attributes that are not there are not in play", () => {
    expect(sets([edit([change("add")])], { text: "" }, [" left out"])).toHaveLength(1);
  });

  test("of a request with one operation that is not valid nothing comes", () => {
    expect(made("patch", [edit([change("add"), change("invalid")]), edit([change("add")])]).edits).toMatchObject([
      { operations: [{ entries: [{ value: "v1" }] }, { op: "invalid" }] },
      { operations: [{ entries: [{ value: "v1" }] }] },
    ]);
  });
});

test.each(["put", "patch"] as const)("%s: the same draft gives the same history, in plain JSON", (method) => {
  fc.assert(
    fc.property(historyDrafts(options(method)), (one) => {
      const history = concretise(one, pool(method), new Set());
      expect(concretise(one, pool(method), new Set())).toEqual(history);
      expect(JSON.parse(JSON.stringify(history))).toEqual(history);
      expect(history.edits.filter((edit) => edit.do !== method)).toEqual([]);
      expect(history.edits.filter(({ user }) => !history.users.includes(user))).toEqual([]);
    }),
  );
});

test("kinds that are set aside do not occur", () => {
  const aside = new Set(["emails add", "emails remove where", "invalid"]);
  fc.assert(
    fc.property(historyDrafts(options("patch")), (one) => {
      const { edits } = concretise(one, pool("patch"), aside);
      const kinds = edits.flatMap((edit) => kindsOf(edit, new Map(), []));
      expect(kinds.filter((kind) => aside.has(kind))).toEqual([]);
    }),
  );
});

test("where servers break all occurs among a few hundred histories", () => {
  const seen = (method: "put" | "patch"): ReadonlySet<string> => {
    const kinds = new Set<string>();
    for (const one of fc.sample(historyDrafts(options(method)), { numRuns: 300, seed: 7 })) {
      const history: UserHistory = concretise(one, pool(method), new Set());
      for (const edit of history.edits) {
        for (const kind of kindsOf(edit, base, pathsIn(history))) kinds.add(kind.replace(/^\S+ /u, ""));
      }
    }
    return kinds;
  };
  expect([...seen("put")]).toEqual(
    expect.arrayContaining(["again", "changed", "emptied", "filled", "left out", "more"]),
  );
  expect([...seen("patch")]).toEqual(
    expect.arrayContaining(["add", "remove", "remove where", "replace", "replace where value", "replace where type"]),
  );
});

describe("the operation by which a PATCH changes a single attribute", () => {
  const state: Sketch = new Map<string, string | boolean>([
    ["title", "v1"],
    ["name.givenName", "v2"],
    ["active", false],
  ]);
  test.each<[string, ChangeDraft, string, UserOperation]>([
    ["replaces a text", change("add"), "title", { op: "replace", path: "title", to: "v2" }],
    ["adds a text", change("add", { other: true }), "nickName", { op: "add", path: "nickName", to: "v1" }],
    ["removes a text", change("remove"), "title", { op: "remove", path: "title" }],
    ["removes a text that is to be emptied", change("empty"), "title", { op: "remove", path: "title" }],
    ["removes a text that is to match nothing", change("no-match"), "title", { op: "remove", path: "title" }],
    [
      "replaces a text that is not there to be removed",
      change("remove"),
      "nickName",
      { op: "replace", path: "nickName", to: "v1" },
    ],
    [
      "writes the whole complex attribute",
      change("add"),
      "name.givenName",
      { op: "replace", path: "name.givenName", to: "v1", whole: true },
    ],
    [
      "writes the sub-attribute alone",
      change("change"),
      "name.givenName",
      { op: "replace", path: "name.givenName", to: "v1" },
    ],
    ["turns active on", change("remove"), "active", { op: "replace", path: "active", to: true }],
    ["is not valid", change("invalid"), "title", { op: "invalid" }],
  ])("%s", (_, one, path, expected) => {
    expect(operationsOf(one, path, state)).toEqual([expected]);
  });

  test("turns active off where it is on, or not known", () => {
    const off = [{ op: "add", path: "active", to: false }];
    expect(operationsOf(change("change", { other: true }), "active", new Map([["active", true]]))).toEqual(off);
    expect(operationsOf(change("change", { other: true }), "active", new Map())).toEqual(off);
  });
});
