import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import { attributesOf } from "./attributes.ts";
import { concretise, type Pool } from "./concretise.ts";
import { type Change, type ChangeDraft, type DraftOptions, type HistoryDraft, historyDrafts } from "./draft.ts";
import { type Entry, pathsIn, type UserHistory } from "./history.ts";
import { kindsOf } from "./kinds.ts";

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
