import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { membersOf } from "../members.ts";
import { URN } from "../urns.ts";
import { applyChoosing, applyPatch } from "./apply-patch.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { legalOutcomes } from "./legal-outcomes.ts";
import type { PatchOperation } from "./patch-types.ts";
import { sameState } from "./same-state.ts";
import { sameValue } from "./same-value.ts";
import {
  answers,
  anyGroup,
  anyGroupOperation,
  anyMember,
  DEVICE,
  ENTERPRISE,
  ends,
  frozen,
  GROUP,
  memberIds,
  patched,
  refusalOf,
  USER,
} from "./testing.ts";

const anyRequest = fc.array(anyGroupOperation, { minLength: 1, maxLength: 4 });

describe("a request", () => {
  test("is applied in order, each operation on the result of the one before", () => {
    const after = patched(
      GROUP,
      { op: "replace", path: "displayName", value: "one" },
      { op: "remove", path: 'members[value eq "u-1"]' },
      { op: "add", path: "members", value: [{ value: "u-3" }] },
      { op: "replace", path: "displayName", value: "two" },
    );
    expect([after["displayName"], memberIds(after)]).toEqual(["two", ["u-2", "u-3"]]);
  });

  test("finds what an operation before has added, and not what it has removed", () => {
    const add = { op: "add", path: "members", value: [{ value: "u-3" }] };
    const complete = { op: "add", path: 'members[value eq "u-3"].display', value: "Cy" };
    expect(refusalOf(GROUP, add, complete)).toBeUndefined();
    expect(refusalOf(GROUP, complete, add)).toBe("noTarget at 0");
  });

  test("names the operation that is at fault", () => {
    const good = { op: "replace", path: "displayName", value: "x" };
    expect(refusalOf(GROUP, good, good, { op: "remove" }, good)).toBe("noTarget at 2");
  });

  test("with two faults may be answered by either", () => {
    const result = applyPatch(GROUP, [{ op: "remove" }, { op: "remove", path: "id" }], GROUP_SCHEMA);
    expect(result).toMatchObject({ ok: false, scimType: "noTarget", index: 0, alternatives: ["mutability"] });
  });

  test("is not at fault for what it could not do a second time", () => {
    const before = { ...USER, emails: [{ value: "a@x", type: "home" }] };
    const moved = { op: "replace", path: 'emails[type eq "home"].type', value: "work" };
    const result = applyPatch(before, [moved, { op: "move" }], USER_SCHEMA);
    expect(result).toMatchObject({ ok: false, index: 1, scimType: "invalidSyntax", alternatives: ["invalidValue"] });
  });

  test("with a fault that one keyword fits names no others", () => {
    const good = { op: "replace", path: "displayName", value: "x" };
    const result = applyPatch(GROUP, [{ op: "remove" }, good, { op: "remove" }], GROUP_SCHEMA);
    expect(result).not.toHaveProperty("alternatives");
    expect(legalOutcomes(GROUP, [{ op: "remove" }], GROUP_SCHEMA)).toEqual([
      { kind: "refused", scimTypes: ["noTarget"], departures: [] },
    ]);
    expect(applyPatch(GROUP, [], GROUP_SCHEMA)).toMatchObject({ alternatives: ["invalidValue"] });
  });

  test("needs an operation, though a server may do nothing for none", () => {
    expect(refusalOf(GROUP)).toBe("invalidSyntax at -1");
    expect(ends(GROUP, [], memberIds)).toEqual(["invalidSyntax", ["u-1", "u-2"]]);
  });

  test.each([7, "remove", null, [[]]])("is made of objects: %j is none", (operation) => {
    expect(ends(GROUP, [operation as PatchOperation])).toEqual(["invalidSyntax"]);
  });

  test("that cannot be judged is not taken for one that is refused", () => {
    const choose = (): never => {
      throw new RangeError("too much is left open");
    };
    expect(() => applyChoosing(GROUP, [{ op: "Add" }], GROUP_SCHEMA, {}, choose)).toThrow(RangeError);
  });

  test.each([["move"], ["ADD"], ["Remove"], [""], [undefined], [null], [1]])("has no operation %s", (op) => {
    expect(refusalOf(GROUP, { op, path: "members", value: [] })).toBe("invalidSyntax at 0");
  });

  test("may be written in any case where that is asked for", () => {
    const operation = { op: "Replace", path: "displayName", value: "x" };
    expect(applyPatch(GROUP, [operation], GROUP_SCHEMA, { anyOpCase: true })).toMatchObject({
      ok: true,
      changed: true,
    });
    expect(applyPatch(GROUP, [{ ...operation, op: "move" }], GROUP_SCHEMA, { anyOpCase: true })).toMatchObject({
      ok: false,
    });
  });

  test.each<[unknown, string]>([
    ["members[0]", "invalidPath"],
    ["a.b.c", "invalidPath"],
    ["", "invalidPath"],
    [7, "invalidPath"],
    [["members"], "invalidPath"],
    ["strange", "invalidPath"],
    ["members.strange", "invalidPath"],
    ["displayName.strange", "invalidPath"],
    ["urn:example:other:displayName", "invalidPath"],
    ["department", "invalidPath"],
    ['name.x[value eq "a"]', "invalidPath"],
    ['displayName[value eq "a"]', "invalidPath"],
    ['members[strange eq "a"]', "invalidPath"],
    ['members[value xx "a"]', "invalidFilter"],
  ])("has no path %j", (path, scimType) => {
    expect(refusalOf(GROUP, { op: "replace", path, value: "x" })).toBe(`${scimType} at 0`);
    expect(refusalOf(USER, { op: "add", path: "urn:example:other:displayName", value: "x" })).toBe("invalidPath at 0");
  });

  test("orders no booleans and no binaries (RFC 7644 section 3.4.2.2)", () => {
    for (const path of ["emails[primary gt false]", 'x509Certificates[value le "a"]']) {
      expect(refusalOf({ ...USER, x509Certificates: [{ value: "YQ==" }] }, { op: "remove", path })).toBe(
        "invalidFilter at 0",
      );
    }
  });

  test("cannot reach what is no attribute", () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"x":1}}') as object;
    for (const operation of [
      { op: "add", value: hostile },
      { op: "add", path: "name", value: hostile },
    ]) {
      for (const outcome of legalOutcomes(USER, [operation], GROUP_SCHEMA)) {
        if (outcome.kind !== "state") continue;
        expect(Object.getPrototypeOf(outcome.resource)).toBe(Object.prototype);
        expect(outcome.resource["polluted"]).toBeUndefined();
      }
    }
    const stored = patched(DEVICE, { op: "add", path: "parts", value: [hostile] })["parts"] as readonly object[];
    expect(stored.map((part) => [Object.getPrototypeOf(part), Object.keys(part)])).toEqual([
      [Object.prototype, ["constructor"]],
    ]);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("schemas (RFC 7644 section 3.5.2)", () => {
  const before = { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "R&D" } };

  test("are modified like other attributes, but the base schema stays", () => {
    expect(refusalOf(before, { op: "replace", path: "schemas", value: [ENTERPRISE] })).toBe("mutability at 0");
    expect(refusalOf(before, { op: "replace", path: "schemas", value: [URN.user, ENTERPRISE] })).toBeUndefined();
  });

  test("that lose an extension which has data: refused, or the data stay, or they go with it", () => {
    const without = { op: "replace", path: "schemas", value: [URN.user] };
    const show = (user: JsonObject): unknown => [user["schemas"], user[ENTERPRISE]];
    expect(answers(before, [without], show)).toEqual([
      [[], "invalidValue"],
      [["schemas-without-data: keep-data"], [[URN.user], before[ENTERPRISE]]],
      [["schemas-without-data: drop-data"], [[URN.user], undefined]],
    ]);
    // Nothing is asked where there are no data, or where they never were named.
    for (const nothing of [{}, { department: null }]) {
      const hollow = { ...before, [ENTERPRISE]: nothing };
      expect(answers(hollow, [without], show)).toEqual([[[], [[URN.user], nothing]]]);
    }
    const unnamed = { ...before, schemas: [URN.user] };
    expect(answers(unnamed, [without], show)).toEqual([[[], [[URN.user], before[ENTERPRISE]]]]);
  });

  test("that a server shows without the base schema, or with what is no URN, are no fault of the request", () => {
    const add = { op: "add", path: `${ENTERPRISE}:costCenter`, value: "7" };
    for (const schemas of [[ENTERPRISE], [7, URN.user, ENTERPRISE.toUpperCase()]]) {
      expect(patched({ ...before, schemas }, add)["schemas"]).toEqual(schemas);
    }
  });

  test("later operations see the modified state", () => {
    const after = patched(
      USER,
      { op: "add", path: `${ENTERPRISE}:department`, value: "R&D" },
      { op: "add", path: "schemas", value: [ENTERPRISE] },
    );
    expect(after["schemas"]).toEqual([URN.user, ENTERPRISE]);
  });
});

describe("always", () => {
  test("what is given is never changed, and nothing of it is shared", () => {
    fc.assert(
      fc.property(anyGroup, anyRequest, (resource, operations) => {
        const copies = structuredClone([resource, operations]);
        const result = applyPatch(frozen(resource), frozen(operations), GROUP_SCHEMA);
        expect([resource, operations]).toEqual(copies);
        if (!result.ok) return;
        expect(result.resource).not.toBe(resource);
        expect(Object.isFrozen(result.resource["members"] ?? {})).toBe(false);
      }),
    );
  });

  test("a request is all or nothing: a fault at its end undoes what came before it", () => {
    fc.assert(
      fc.property(anyGroup, anyRequest, (resource, operations) => {
        const outcomes = legalOutcomes(resource, [...operations, { op: "remove" }], GROUP_SCHEMA);
        expect(outcomes.map(({ kind }) => kind)).not.toContain("state");
      }),
      { numRuns: 50 },
    );
  });

  test("one request is as good as one for each operation", () => {
    fc.assert(
      fc.property(anyGroup, anyRequest, (resource, operations) => {
        const whole = applyPatch(resource, operations, GROUP_SCHEMA);
        let state = resource;
        for (const operation of operations) {
          const step = applyPatch(state, [operation], GROUP_SCHEMA);
          if (!step.ok) {
            expect(whole.ok).toBe(false);
            return;
          }
          state = step.resource;
        }
        expect(whole).toMatchObject({ ok: true, resource: state });
      }),
    );
  });

  test("nobody is a member twice", () => {
    fc.assert(
      fc.property(anyGroup, anyRequest, (resource, operations) => {
        const result = applyPatch(resource, operations, GROUP_SCHEMA);
        if (!result.ok) return;
        const ids = memberIds(result.resource);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test("to add strangers and remove them again changes nothing", () => {
    const stranger = fc.uniqueArray(fc.constantFrom("s-1", "s-2", 's-"3', "s\\4", "é]"), { minLength: 1 });
    fc.assert(
      fc.property(anyGroup, stranger, (resource, ids) => {
        const result = applyPatch(
          resource,
          [
            { op: "add", path: "members", value: ids.map((value) => ({ value })) },
            ...ids.map((value) => ({ op: "remove", path: `members[value eq ${JSON.stringify(value)}]` })),
          ],
          GROUP_SCHEMA,
        );
        expect(result).toMatchObject({ ok: true, changed: false });
      }),
    );
  });

  test("to add twice is to add once, and to replace leaves exactly what was sent", () => {
    fc.assert(
      fc.property(anyGroup, fc.array(anyMember, { minLength: 1, maxLength: 4 }), (resource, value) => {
        const add = { op: "add", path: "members", value };
        const once = applyPatch(resource, [add], GROUP_SCHEMA);
        const twice = applyPatch(resource, [add, add], GROUP_SCHEMA);
        expect(once.ok && twice.ok && sameValue(once.resource, twice.resource)).toBe(true);
        const after = applyPatch(resource, [{ op: "replace", path: "members", value }], GROUP_SCHEMA);
        expect(after.ok && membersOf(after.resource).values).toEqual(new Set(value.map((member) => member["value"])));
      }),
    );
  });

  test("what applyPatch says is the first of the legal outcomes, and they are all different", () => {
    fc.assert(
      fc.property(anyGroup, anyRequest, (resource, operations) => {
        const result = applyPatch(resource, operations, GROUP_SCHEMA);
        const outcomes = legalOutcomes(resource, operations, GROUP_SCHEMA);
        const [first] = outcomes;
        expect(first).toMatchObject({ kind: result.ok ? "state" : "refused", departures: [] });
        const states = outcomes.flatMap((outcome) => (outcome.kind === "state" ? [outcome.resource] : []));
        if (result.ok) expect(states[0]).toEqual(result.resource);
        for (const [index, state] of states.entries()) {
          expect(states.findIndex((other) => sameState(state, other, GROUP_SCHEMA))).toBe(index);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test("a list of thousands is patched", () => {
  const members = Array.from({ length: 5000 }, (_, index) => ({ value: `u-${index}`, type: "User" }));
  const more = Array.from({ length: 5000 }, (_, index) => ({ value: `u-${index + 2500}` }));
  const result = applyPatch({ ...GROUP, members }, [{ op: "add", path: "members", value: more }], GROUP_SCHEMA);
  expect(result.ok && memberIds(result.resource)).toHaveLength(7500);
});
