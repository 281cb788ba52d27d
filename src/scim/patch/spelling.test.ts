import { describe, expect, test } from "vitest";
import { applyPatch } from "./apply-patch.ts";
import { GROUP_SCHEMA } from "./core-schemas.ts";
import { legalOutcomes } from "./legal-outcomes.ts";
import { frozen, GROUP, patched } from "./testing.ts";

/** Names of attributes that differ in case alone, in an object and in all that is in it. */
function secondSpellings(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(secondSpellings);
  if (typeof value !== "object" || value === null) return [];
  const names = Object.keys(value).map((name) => name.toLowerCase());
  return [...names.filter((name, at) => names.indexOf(name) !== at), ...Object.values(value).flatMap(secondSpellings)];
}

describe("an attribute named in another case is the same attribute (RFC 7643 section 2.1): no second one appears", () => {
  const member = { value: "u-3" };
  test.each([
    ["a name without a path", { op: "replace", value: { DISPLAYNAME: "New" } }],
    ["a name added without a path", { op: "add", value: { DisplayName: "New" } }],
    ["a name under a path", { op: "replace", path: "DISPLAYNAME", value: "New" }],
    ["members without a path", { op: "add", value: { MEMBERS: [member] } }],
    ["members under a path", { op: "add", path: "Members", value: [{ VALUE: "u-3", Display: "Cid" }] }],
    ["a part of a member", { op: "replace", path: 'MEMBERS[Value eq "u-1"].DISPLAY', value: "Anna" }],
    ["an attribute that nobody knows", { op: "add", value: { Strange: "x" } }],
    [
      "a part that nobody knows, in two spellings",
      { op: "add", path: "members", value: [{ ...member, Odd: 1, odd: 2 }] },
    ],
  ])("%s", (_, operation) => {
    const shown = { ...GROUP, strange: "y" };
    for (const outcome of legalOutcomes(frozen(shown), [frozen(operation)], GROUP_SCHEMA)) {
      if (outcome.kind === "state") expect(secondSpellings(outcome.resource)).toEqual([]);
    }
  });

  test("also where the resource itself is shown in another spelling", () => {
    const shown = { schemas: GROUP["schemas"], id: "g-1", DisplayName: "Sales", MEMBERS: [{ Value: "u-1" }] };
    const result = applyPatch(
      frozen(shown),
      [
        { op: "replace", value: { displayName: "New" } },
        { op: "add", path: "members", value: [{ value: "u-1" }, { value: "u-2" }] },
      ],
      GROUP_SCHEMA,
    );
    expect(result).toMatchObject({ ok: true, resource: { DisplayName: "New" } });
    if (!result.ok) return;
    expect(secondSpellings(result.resource)).toEqual([]);
    expect(result.resource["MEMBERS"]).toHaveLength(2);
  });

  test("the value is the new one, under the name that was there", () => {
    expect(patched(GROUP, { op: "replace", value: { DISPLAYNAME: "New" } })).toEqual({ ...GROUP, displayName: "New" });
  });
});
