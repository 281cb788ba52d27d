import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concretise, type Pool } from "./concretise.ts";
import {
  type EditDraft,
  FEW,
  type HistoryDraft,
  historyDrafts,
  MANY,
  type OperationDraft,
  type Take,
} from "./draft.ts";
import { type EditKind, kindsOf } from "./edit-kind.ts";
import { usersIn } from "./history.ts";
import { expectationOf, startOf } from "./model.ts";
import { PLAIN_OPERATION } from "./openers.ts";

const POOL: Pool = {
  users: 9,
  nobody: true,
  groups: 2,
  values: [],
  patchIsOffered: true,
  putIsOffered: false,
  canRead: true,
};

const operation = (parts: Partial<OperationDraft>): OperationDraft => ({ ...PLAIN_OPERATION, fresh: 1, ...parts });

const edit = (...operations: OperationDraft[]): EditDraft => ({ operations, second: false, put: false, back: false });

const draft = (first: number, ...edits: EditDraft[]): HistoryDraft => ({
  first,
  second: 0,
  apart: 0,
  edits,
  burst: false,
  watched: false,
  reread: false,
});

const options = (sizes: typeof FEW, patch = true): Parameters<typeof historyDrafts>[0] => ({
  patch,
  put: !patch,
  entries: ["plain", "display"],
  values: [],
  compound: patch,
  removeAll: patch,
  sizes,
  fresh: [
    [1, 0],
    [3, 1],
    [1, 3],
  ],
  maxEdits: 9,
});

describe("who is taken is worked out against the state that the edit meets", () => {
  test.each<[Take, number]>([
    ["one", 1],
    ["two", 2],
    ["half", 3],
    ["more-than-half", 3],
    ["all-but-one", 4],
    ["all", 5],
  ])("%s of 5", (take, count) => {
    const { edits } = concretise(draft(5, edit(operation({ what: "remove", take }))), POOL, new Set());
    expect(edits).toMatchObject([{ operations: [{ op: "remove" }] }]);
    expect(usersIn({ kind: "group", start: {}, edits })).toHaveLength(count);
  });

  test("those who have left come back before anybody new comes in", () => {
    const { edits } = concretise(
      draft(2, edit(operation({ what: "remove" })), edit(operation({ what: "add" }))),
      POOL,
      new Set(),
    );
    expect(edits[1]).toMatchObject({ operations: [{ op: "add", users: ["u1"] }] });
  });

  test("nobody is left to be removed: a stranger is", () => {
    const { edits } = concretise(draft(0, edit(operation({ what: "remove" }))), POOL, new Set());
    expect(edits).toMatchObject([{ operations: [{ op: "remove", users: ["u1"] }] }]);
  });
});

test("kinds that are set aside do not occur", () => {
  const aside = new Set<EditKind>(["remove", "remove-last", "add-again"]);
  fc.assert(
    fc.property(historyDrafts(options(FEW)), (one) => {
      const history = concretise(one, POOL, aside);
      const world = new Map(startOf(history));
      for (const each of history.edits) {
        const before = world.get(each.group);
        if (before === undefined) throw new Error("no such Group");
        expect(kindsOf(each, before).filter((kind) => aside.has(kind))).toEqual([]);
        const { kind, after } = expectationOf(each, before);
        if (kind === "applied" || kind === "either") world.set(each.group, after);
      }
    }),
  );
});

test("the same draft gives the same history, of users that exist", () => {
  fc.assert(
    fc.property(historyDrafts(options(MANY)), (one) => {
      const pool = { ...POOL, users: 112 };
      const history = concretise(one, pool, new Set());
      expect(concretise(one, pool, new Set())).toEqual(history);
      expect(usersIn(history).filter((user) => user !== "x1" && Number(user.slice(1)) > 112)).toEqual([]);
      expect(JSON.parse(JSON.stringify(history))).toEqual(history);
    }),
  );
});

test("a vendor of PUT gets PUTs only, a vendor of PATCH PATCHes only", () => {
  const put: Pool = { ...POOL, patchIsOffered: false, putIsOffered: true };
  fc.assert(
    fc.property(historyDrafts(options(FEW, false)), historyDrafts(options(FEW)), (first, second) => {
      expect(concretise(first, put, new Set()).edits.filter(({ do: what }) => what === "patch")).toEqual([]);
      expect(concretise(second, POOL, new Set()).edits.filter(({ do: what }) => what !== "patch")).toEqual([]);
    }),
  );
});

test("in a burst every edit has one right outcome, and all are of one Group", () => {
  fc.assert(
    fc.property(historyDrafts(options(FEW)), (one) => {
      const history = concretise({ ...one, burst: true }, POOL, new Set());
      expect(history.edits.filter(({ group }) => group !== "g1")).toEqual([]);
      let state = startOf(history).get("g1");
      for (const each of history.edits) {
        if (state === undefined) throw new Error("no such Group");
        const { kind, after } = expectationOf(each, state);
        expect(kind).toBe("applied");
        state = after;
      }
    }),
  );
});

test("the kinds where servers break all occur among a few hundred histories", () => {
  const kinds = new Set<EditKind>();
  for (const one of fc.sample(historyDrafts(options(FEW)), { numRuns: 300, seed: 7 })) {
    const history = concretise(one, POOL, new Set());
    const world = new Map(startOf(history));
    for (const each of history.edits) {
      const before = world.get(each.group);
      if (before === undefined) continue;
      for (const kind of kindsOf(each, before)) kinds.add(kind);
      const { kind, after } = expectationOf(each, before);
      if (kind === "applied" || kind === "either") world.set(each.group, after);
    }
  }
  expect([...kinds].sort()).toEqual(
    [
      "add",
      "add-again",
      "remove",
      "remove-several",
      "remove-last",
      "remove-stranger",
      "remove-all",
      "replace",
      "replace-empty",
      "rename",
      "unknown",
      "refused",
    ].sort(),
  );
});
