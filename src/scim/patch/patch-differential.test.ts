import fc from "fast-check";
import { type ScimPatchOperation, scimPatch } from "scim-patch";
import { describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../attribute.ts";
import { membersOf } from "../members.ts";
import { URN } from "../urns.ts";
import { applyPatch } from "./apply-patch.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { legalOutcomes, outcomeSeen, type SeenOutcome } from "./legal-outcomes.ts";
import type { PatchOperation } from "./patch-types.ts";
import { anyGroup, anyGroupOperation, ENTERPRISE, GROUP, memberIds, USER } from "./testing.ts";

// Held against scim-patch 0.8.3, which knows no schema. Where the two part, a row below says why and which section of the
// RFC decides. `fault`: what it does is no legal outcome. `open`: it is one, only not the first.

interface Disagreement {
  readonly because: string;
  readonly section: string;
  readonly kind: "fault" | "open";
  readonly resource: JsonObject;
  readonly operation: PatchOperation;
}

const row = (
  kind: Disagreement["kind"],
  because: string,
  section: string,
  resource: JsonObject,
  operation: PatchOperation,
): Disagreement => ({ kind, because, section, resource, operation });

const { members: _, ...EMPTY } = GROUP;
const third = [{ value: "u-3" }];

const DISAGREEMENTS: readonly Disagreement[] = [
  row("fault", "names have no case: it adds a second attribute", "RFC 7644 §3.10", GROUP, {
    op: "add",
    path: "Members",
    value: third,
  }),
  row("fault", "names have no case: it removes nothing", "RFC 7644 §3.10", GROUP, { op: "remove", path: "MEMBERS" }),
  row("fault", "text that is not caseExact matches in any case", "RFC 7644 §3.4.2.2", USER, {
    op: "replace",
    path: 'emails[type eq "WORK"].value',
    value: "x@x",
  }),
  row("fault", "one value is primary: it leaves two", "RFC 7644 §3.5.2", USER, {
    op: "add",
    path: "emails",
    value: [{ value: "x@x", primary: true }],
  }),
  row("fault", "id is readOnly: it takes another", "RFC 7644 §3.5.2", GROUP, {
    op: "replace",
    path: "id",
    value: "g-2",
  }),
  row("fault", "groups is readOnly: it empties it", "RFC 7644 §3.5.2.2", USER, { op: "remove", path: "groups" }),
  row("fault", "a required attribute stays", "RFC 7644 §3.5.2.2", USER, { op: "remove", path: "userName" }),
  row("fault", "a member's id is immutable", "RFC 7643 §4.2", GROUP, {
    op: "replace",
    path: 'members[value eq "u-1"].value',
    value: "u-9",
  }),
  row("fault", "a value is of its attribute's type: it stores text", "RFC 7644 §3.5.2", USER, {
    op: "replace",
    path: "active",
    value: "False",
  }),
  row("fault", "an extension stands under its whole URN: it splits it at a dot", "RFC 7643 §3.3", USER, {
    op: "add",
    value: { [ENTERPRISE]: { department: "R&D" } },
  }),
  row("fault", "an extension's attribute brings its URN into schemas", "RFC 7644 §3.5.2", USER, {
    op: "add",
    path: `${ENTERPRISE}:department`,
    value: "R&D",
  }),
  row("fault", "a listed member goes: it compares all of it, and keeps who has a display", "RFC 7644 §3.5.2.2", GROUP, {
    op: "remove",
    path: "members",
    value: [{ value: "u-1" }],
  }),
  row("fault", "without a path, value is a set of attributes: it takes a list", "RFC 7644 §3.5.2.1", GROUP, {
    op: "add",
    value: [],
  }),
  row("open", "nothing is removed from a list that is not there: it refuses", "RFC 7644 §3.5.2.2", EMPTY, {
    op: "remove",
    path: 'members[value eq "u-1"]',
  }),
  row("open", "a selected record is replaced: it merges", "RFC 7644 §3.5.2.3", USER, {
    op: "replace",
    path: 'emails[type eq "home"]',
    value: { value: "x@x" },
  }),
  row("open", "part of a name without a path: it replaces the whole", "RFC 7644 §3.5.2.3", USER, {
    op: "replace",
    value: { name: { givenName: "Anna" } },
  }),
  row("open", "add where nothing matches: it creates", "RFC 7644 §3.5.2.1", USER, {
    op: "add",
    path: 'emails[type eq "other"].value',
    value: "x@x",
  }),
  row("open", "an attribute that no schema has: it stores it", "RFC 7644 §3.5.2", GROUP, {
    op: "add",
    path: "strange",
    value: "x",
  }),
  row("open", "op in another case: it takes Add", "RFC 7644 §3.5.2", GROUP, {
    op: "Add",
    path: "members",
    value: third,
  }),
  row("open", "a Group's name is required in one section only: it removes it", "RFC 7643 §4.2", GROUP, {
    op: "remove",
    path: "displayName",
  }),
];

function theirs(resource: JsonObject, operations: readonly PatchOperation[]): SeenOutcome {
  try {
    const after = scimPatch(structuredClone(resource) as never, structuredClone(operations) as ScimPatchOperation[]);
    return { kind: "state", resource: after };
  } catch {
    return { kind: "refused" };
  }
}

const schemaOf = (resource: JsonObject): typeof GROUP_SCHEMA =>
  JSON.stringify(resource["schemas"]).includes(URN.group) ? GROUP_SCHEMA : USER_SCHEMA;

describe("they part because", () => {
  test.each(DISAGREEMENTS)("$because ($section, $kind)", ({ resource, operation, kind }) => {
    const schema = schemaOf(resource);
    const outcomes = legalOutcomes(resource, [operation], schema);
    const seen = outcomeSeen(outcomes, theirs(resource, [operation]), schema);
    expect(seen).not.toBe(outcomes[0]);
    expect(seen === undefined ? "fault" : "open").toBe(kind);
  });

  test("a member is named once: it takes one whose display differs, or who is named twice (RFC 7643 §2.4)", () => {
    for (const value of [[{ value: "u-2", display: "Bob" }], [{ value: "u-3" }, { value: "u-3" }]]) {
      const operations = [{ op: "add", path: "members", value }];
      const seen = theirs(GROUP, operations);
      expect(seen.kind === "state" && new Set(memberIds(seen.resource)).size < memberIds(seen.resource).length).toBe(
        true,
      );
      const ours = applyPatch(GROUP, operations, GROUP_SCHEMA);
      expect(ours.ok && membersOf(ours.resource).repeated).toEqual([]);
    }
  });

  test("a request is all or nothing: it keeps what came before the fault (RFC 7644 §3.5.2)", () => {
    const mine = structuredClone(GROUP) as Record<string, unknown>;
    const operations = [{ op: "replace", path: "displayName", value: "half" }, { op: "remove" }];
    expect(() => scimPatch(mine as never, operations as ScimPatchOperation[])).toThrow("path");
    expect(mine["displayName"]).toBe("half");
    expect(applyPatch(GROUP, operations, GROUP_SCHEMA).ok).toBe(false);
  });
});

test("and nowhere else: whatever else it does is legal", () => {
  // Each row that a generated operation can touch, as a test of the operation.
  const isExplained = ({ op, path, value }: PatchOperation): boolean =>
    path === "Members" ||
    path === "id" ||
    (typeof path === "string" && path.endsWith(".display")) ||
    (op === "remove" && value !== undefined) ||
    (op === "add" && path === undefined && !isObject(value));
  let compared = 0;
  fc.assert(
    fc.property(anyGroup, fc.array(anyGroupOperation, { minLength: 1, maxLength: 3 }), (resource, operations) => {
      if (operations.some(isExplained)) return;
      compared += 1;
      const outcomes = legalOutcomes(resource, operations, GROUP_SCHEMA);
      const seen = theirs(resource, operations);
      expect(outcomeSeen(outcomes, seen, GROUP_SCHEMA), JSON.stringify([resource, operations, seen])).toBeDefined();
    }),
    { numRuns: 1000 },
  );
  expect(compared).toBeGreaterThan(300);
});
