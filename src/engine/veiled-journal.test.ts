import { expect, test } from "vitest";
import { createVeil, type Journal, type JournalIntent } from "../client/index.ts";
import { veiledJournal } from "./veiled-journal.ts";

/** What a journal is told to write down. */
function written(intent: JournalIntent, fields: readonly string[] = []): JournalIntent | undefined {
  let line: JournalIntent | undefined;
  const journal: Journal = {
    path: "journal.ndjson",
    intend: (given) => {
      line = given;
      return 1;
    },
    done: () => undefined,
    void: () => undefined,
    undone: () => undefined,
    close: () => undefined,
  };
  const veil = createVeil({ redact: { fields, headers: [], names: false } });
  veiledJournal(journal, veil).intend(intent);
  return line;
}

const write = (before: unknown): JournalIntent => ({
  kind: "write",
  resource: "Group",
  id: "7",
  path: "/Groups/7",
  before,
});

test("a create keeps the key by which it is found again", () => {
  const intent: JournalIntent = {
    kind: "create",
    resource: "User",
    collectionPath: "/Users",
    key: { attribute: "userName", value: "sp-abc123-1@example.com" },
  };
  expect(written(intent)).toEqual(intent);
});

test("a fixture is kept as it was, without what its members are called", () => {
  const before = { displayName: "Readers", members: [{ value: "1", display: "Babs Jensen" }, { value: "2" }] };
  expect(written(write(before))).toEqual(write({ displayName: "Readers", members: [{ value: "1" }, { value: "2" }] }));
});

test("a fixture that holds what is to be hidden is not kept: half of it would be worse than nothing", () => {
  const { before: _, ...bare } = { ...write(undefined), before: undefined };
  expect(written(write({ displayName: "Readers", password: "correct horse" }))).toEqual(bare);
  expect(written(write({ displayName: "Readers", costCenter: "4130" }), ["costCenter"])).toEqual(bare);
});
