import { expect, test } from "vitest";
import type { JournalLeftover } from "../client/index.ts";
import type { UndoneLeftover } from "./leftovers.ts";
import { type AllUndone, undoAll } from "./undo-all.ts";

const NAMES = ["a", "b", "c"] as const;
const leftovers = NAMES.map((id, index): JournalLeftover => {
  const key = { attribute: "displayName", value: id };
  return {
    entry: index + 1,
    at: "2026-11-01T00:00:00.000Z",
    intent: { kind: "create", resource: "Group", collectionPath: "/Groups", key },
    id,
  };
});
const removed = (id: string): UndoneLeftover => ({ state: "undone", what: `${id} was removed` });
const kept = (id: string): UndoneLeftover => ({ state: "left", what: `${id} is left: 409`, mayGoLater: true });
const cutOff: UndoneLeftover = { state: "left", what: "interrupted", isCutOff: true };
const away: UndoneLeftover = { state: "unreachable", what: "nobody answers" };

/** All that is said when each attempt, counted over all rounds, ends as given. */
async function said(
  attempt: (id: string, number: number, interrupt: () => void) => UndoneLeftover,
): Promise<{ readonly told: readonly string[]; readonly marked: readonly number[]; readonly end?: AllUndone }> {
  const abort = new AbortController();
  const told: string[] = [];
  const marked: number[] = [];
  let number = 0;
  const undoing = undoAll(leftovers, {
    undo: async ({ id = "" }) => await Promise.resolve(attempt(id, (number += 1), () => abort.abort())),
    undone: ({ entry }) => marked.push(entry),
    tell: ({ what }) => told.push(what),
    signal: abort.signal,
  });
  const end = await undoing.catch(() => undefined);
  return { told, marked, ...(end === undefined ? {} : { end }) };
}

test("what is kept at first goes in a later round, and is told of once", async () => {
  const { told, marked, end } = await said((id, number) => (id === "c" && number === 1 ? kept(id) : removed(id)));
  expect(told).toEqual(["b was removed", "a was removed", "c was removed"]);
  expect(marked).toEqual([2, 1, 3]);
  expect(end).toEqual({ left: 0, isUnreachable: false });
});

test("where nothing goes there is no further round", async () => {
  const { told, end } = await said((id) => kept(id));
  expect(told).toEqual(["c is left: 409", "b is left: 409", "a is left: 409"]);
  expect(end).toEqual({ left: 3, isUnreachable: false });
});

// In the second round, after "a" has gone: "c" is under way, and "b" has not had its turn.
test.each<[string, (interrupt: () => void) => UndoneLeftover, AllUndone | undefined]>([
  [
    "an interrupt",
    (interrupt) => {
      interrupt();
      return cutOff;
    },
    { left: 2, isUnreachable: false },
  ],
  ["a server that has fallen silent", () => cutOff, { left: 2, isUnreachable: false }],
  ["a server that has gone", () => away, { left: 2, isUnreachable: true }],
  [
    "an error",
    () => {
      throw new Error("by accident");
    },
    undefined,
  ],
])("%s in a later round: all that is left is told of with the reason that it had", async (_, then, expected) => {
  const { told, marked, end } = await said((id, number, interrupt) => {
    if (number > 3) return id === "c" ? then(interrupt) : kept(id);
    return id === "a" ? removed(id) : kept(id);
  });
  expect(told.toSorted()).toEqual(["a was removed", "b is left: 409", "c is left: 409"]);
  expect(marked).toEqual([1]);
  expect(end).toEqual(expected);
});

test("an interrupt in the first round: what was not tried is told of, too", async () => {
  const { told, end } = await said((id, _, interrupt) => {
    interrupt();
    return id === "c" ? removed(id) : kept(id);
  });
  expect(told).toEqual(["c was removed", "Group b is left: it was not tried", "Group a is left: it was not tried"]);
  expect(end).toEqual({ left: 2, isUnreachable: false });
});
