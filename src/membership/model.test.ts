import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GROUP_SCHEMA, type JsonObject, legalOutcomes, membersOf } from "../scim/index.ts";
import { concretise, type Pool } from "./concretise.ts";
import { FEW, historyDrafts } from "./draft.ts";
import { FIRST_NAME, type GroupEdit, type MemberOperation } from "./history.ts";
import { expectationOf, type GroupModel, sameModel, startOf } from "./model.ts";

const of = (...members: string[]): GroupModel => ({ members: new Set(members), name: undefined });
const patch = (...operations: MemberOperation[]): GroupEdit => ({ do: "patch", group: "g1", operations });
const after = (edit: GroupEdit, before: GroupModel): readonly string[] => [
  ...expectationOf(edit, before).after.members,
];

describe("what an edit comes to", () => {
  test.each<[string, MemberOperation, readonly string[]]>([
    ["add appends", { op: "add", users: ["u3"] }, ["u1", "u2", "u3"]],
    ["adding a member again changes nothing", { op: "add", users: ["u1"] }, ["u1", "u2"]],
    ["remove takes away those named, and nobody else", { op: "remove", users: ["u1"] }, ["u2"]],
    ["removing a stranger changes nothing", { op: "remove", users: ["u9"] }, ["u1", "u2"]],
    ["remove-all takes away everybody", { op: "remove-all" }, []],
    ["replace leaves exactly those named", { op: "replace", users: ["u2", "u3"] }, ["u2", "u3"]],
    ["rename leaves the members", { op: "rename", name: "n1" }, ["u1", "u2"]],
  ])("%s", (_, operation, members) => {
    expect(after(patch(operation), of("u1", "u2"))).toEqual(members);
  });

  test("operations apply in order, each on the result of the one before", () => {
    const edit = patch(
      { op: "remove", users: ["u1"] },
      { op: "add", users: ["u1", "u3"] },
      { op: "remove", users: ["u2"] },
    );
    expect(after(edit, of("u1", "u2"))).toEqual(["u1", "u3"]);
  });

  test("there and back again is no change", () => {
    const edit = patch({ op: "add", users: ["u2"] }, { op: "remove", users: ["u2"] });
    expect(expectationOf(edit, of("u1"))).toMatchObject({ kind: "applied", changes: false });
  });

  test("what is only advised is asserted alone: in a request of several it is open", () => {
    const again: MemberOperation = { op: "add", users: ["u1"] };
    expect(expectationOf(patch(again), of("u1")).advised).toBe("RFC7644-3.5.2.1-EXISTING-OK");
    const several = expectationOf(patch(again, { op: "rename", name: "n1" }), of("u1"));
    expect(several.kind).toBe("either");
    expect(several.advised).toBeUndefined();
  });

  test("an operation that is not valid must not be done, whatever stands beside it", () => {
    const edit = patch({ op: "add", users: ["u2"] }, { op: "invalid" });
    expect(expectationOf(edit, of("u1"))).toEqual({ kind: "refused", after: of("u1"), changes: false });
  });

  test("a removal said twice in one request may be refused, without any advice against it, or is done", () => {
    const twice = expectationOf(patch({ op: "remove", users: ["u1", "u1"] }), of("u1", "u2"));
    expect(twice).toEqual({
      kind: "either",
      after: of("u2"),
      changes: true,
      why: "somebody is named twice in one request",
    });
    const stranger = expectationOf(patch({ op: "remove", users: ["u3"] }), of("u1", "u2"));
    expect(stranger.advised).toBe("RFC7644-3.5.2.2-NONMEMBER-OK");
  });

  test("an id that names nobody leaves the answer open", () => {
    expect(expectationOf(patch({ op: "add", users: ["u2", "x1"] }), of("u1")).kind).toBe("unknown");
    expect(expectationOf({ do: "put", group: "g1", users: ["x1"] }, of("u1")).kind).toBe("unknown");
  });
});

describe("what an edit leaves open, and what it changes", () => {
  test("PUT of what GET shows changes nothing; a PUT that is wrong must not be done", () => {
    const before = of("u1");
    expect(expectationOf({ do: "put-back", group: "g1" }, before)).toEqual({
      kind: "applied",
      after: before,
      changes: false,
    });
    expect(expectationOf({ do: "put-invalid", group: "g1", users: ["u2"] }, before)).toEqual({
      kind: "refused",
      after: before,
      changes: false,
    });
  });

  test.each<[string, GroupEdit, boolean]>([
    ["the same members", { do: "put", group: "g1", users: ["u2", "u1"] }, false],
    ["others, as many", { do: "put", group: "g1", users: ["u1", "u3"] }, true],
    ["the same under another name", { do: "put", group: "g1", users: ["u1", "u2"], name: "n1" }, true],
    ["a name alone", patch({ op: "rename", name: "n1" }), true],
    ["the first name, where it has that", patch({ op: "rename", name: FIRST_NAME }), false],
  ])("changes or not: %s", (_, edit, changes) => {
    expect(expectationOf(edit, of("u1", "u2"))).toMatchObject({ kind: "applied", changes });
  });

  test.each<[string, MemberOperation, string | undefined]>([
    ["a member beside somebody new is added", { op: "add", users: ["u3", "u1"] }, "RFC7644-3.5.2.1-EXISTING-OK"],
    ["a stranger beside a member is removed", { op: "remove", users: ["u1", "u3"] }, "RFC7644-3.5.2.2-NONMEMBER-OK"],
    ["somebody unknown is removed", { op: "remove", users: ["x1"] }, "RFC7644-3.5.2.2-NONMEMBER-OK"],
    ["several are removed by one filter", { op: "remove", users: ["u1", "u2"], compound: true }, undefined],
    ["all are removed at once", { op: "remove-all" }, undefined],
  ])("open, with advice or without: %s", (_, operation, advised) => {
    const expectation = expectationOf(patch(operation), of("u1", "u2"));
    expect(expectation).toMatchObject({ kind: "either", why: expect.any(String) as string });
    expect(expectation.advised).toBe(advised);
    const several = expectationOf(patch(operation, { op: "rename", name: "n1" }), of("u1", "u2"));
    expect(several).toMatchObject({ kind: "either", why: expectation.why });
  });
});

// The oracle knows what the RFC leaves open about any PATCH; the model must agree with it about members.
test("the model is one of the outcomes that the PATCH oracle allows, and refuses nothing it demands", () => {
  const options = {
    patch: true,
    put: false,
    entries: [],
    values: [],
    compound: true,
    removeAll: true,
    sizes: FEW,
    fresh: [
      [1, 1],
      [1, 2],
    ],
    maxEdits: 6,
  } as const;
  const pool: Pool = {
    users: 9,
    nobody: false,
    groups: 1,
    values: [],
    patchIsOffered: true,
    putIsOffered: false,
    canRead: true,
  };
  fc.assert(
    fc.property(historyDrafts(options), (draft) => {
      const history = concretise(draft, pool, new Set());
      let state = startOf(history).get("g1") ?? of();
      for (const edit of history.edits) {
        if (edit.do !== "patch") continue;
        const expectation = expectationOf(edit, state);
        const outcomes = legalOutcomes(resource(state), edit.operations.flatMap(toRfc), GROUP_SCHEMA);
        const states = outcomes.flatMap((one) => (one.kind === "state" ? [modelOf(one.resource)] : []));
        if (expectation.kind === "refused") expect(outcomes.every(({ kind }) => kind === "refused")).toBe(true);
        else expect(states.some((one) => sameModel(one, expectation.after))).toBe(true);
        // What the model says must be applied the RFC never lets a server refuse.
        if (expectation.kind === "applied") {
          expect(
            outcomes.filter(({ kind }) => kind === "refused"),
            JSON.stringify(edit),
          ).toEqual([]);
        }
        state = expectation.after;
      }
    }),
    { numRuns: 60 },
  );
});

function resource({ members, name }: GroupModel): JsonObject {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    id: "g",
    displayName: name ?? "first",
    ...(members.size === 0 ? {} : { members: [...members].map((value) => ({ value })) }),
  };
}

function modelOf(shown: JsonObject): GroupModel {
  const name = shown["displayName"];
  return { members: membersOf(shown).values, name: name === "first" ? undefined : String(name) };
}

function toRfc(operation: MemberOperation): readonly object[] {
  switch (operation.op) {
    case "add":
    case "replace":
      return [{ op: operation.op, path: "members", value: operation.users.map((value) => ({ value })) }];
    case "remove":
      if (operation.compound === true) {
        return [{ op: "remove", path: `members[${operation.users.map((user) => `value eq "${user}"`).join(" or ")}]` }];
      }
      return operation.users.map((user) => ({ op: "remove", path: `members[value eq "${user}"]` }));
    case "remove-all":
      return [{ op: "remove", path: "members" }];
    case "rename":
      return [{ op: "replace", path: "displayName", value: operation.name === FIRST_NAME ? "first" : operation.name }];
    case "invalid":
      return [{ op: "upsert", path: "displayName", value: "x" }];
  }
}
