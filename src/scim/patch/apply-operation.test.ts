import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { URN } from "../urns.ts";
import { legalOutcomes } from "./legal-outcomes.ts";
import type { PatchOperation } from "./patch-types.ts";
import {
  answers,
  DEVICE,
  DEVICE_SCHEMA,
  ENTERPRISE,
  ends,
  GROUP,
  LEASE,
  patched,
  RACK,
  refusalOf,
  USER,
} from "./testing.ts";

const pick =
  (name: string) =>
  (resource: JsonObject): unknown =>
    resource[name];

const add = (value: unknown, path?: unknown): readonly PatchOperation[] => [
  { op: "add", value, ...(path === undefined ? {} : { path }) },
];
const replace = (value: unknown, path?: unknown): readonly PatchOperation[] => [
  { op: "replace", value, ...(path === undefined ? {} : { path }) },
];
const remove = (path: unknown): readonly PatchOperation[] => [{ op: "remove", path }];

describe("the parts of an operation (RFC 7644 section 3.5.2)", () => {
  test("an empty path is none at all, or as good as no path", () => {
    expect(ends(GROUP, replace({ displayName: "Ops" }, ""), pick("displayName"))).toEqual(["invalidPath", "Ops"]);
  });

  test("a path is a text, whatever is in it", () => {
    for (const path of [["x"], ["displayName"], 7, {}]) {
      expect(ends(GROUP, replace("Ops", path), pick("displayName"))).toEqual(["invalidPath"]);
    }
  });

  test("add has a value; replace without one is refused, or unassigns", () => {
    expect(ends(USER, [{ op: "add", path: "active" }])).toEqual(["invalidValue"]);
    expect(ends(USER, [{ op: "replace", path: "active" }], pick("active"))).toEqual(["invalidValue", undefined]);
  });

  test("a value that names no attribute changes nothing, or is refused", () => {
    expect(ends(GROUP, replace({}), pick("displayName"))).toEqual(["Sales", "invalidValue"]);
  });
});

describe("an attribute that no schema has", () => {
  const odd = "urn:example:hr:2.0:User";

  test("is not found, passed over, or removed", () => {
    const before = { ...GROUP, strange: "x" };
    expect(ends(before, remove("strange"), pick("strange"))).toEqual(["invalidPath", "x", undefined]);
    expect(ends(GROUP, remove("strange"), pick("strange"))).toEqual(["invalidPath", undefined, "noTarget"]);
  });

  test.each([
    ["by its name", { strange: ["a", "b"] }, "strange", pick("strange")],
    ["by the URN of the base schema", { strange: ["a", "b"] }, `${URN.user}:strange`, pick("strange")],
    [
      "in an extension",
      { [odd]: { strange: ["a", "b"] } },
      `${odd}:strange`,
      (user: JsonObject) => (user[odd] as JsonObject)["strange"],
    ],
  ])("is a list where a list is stored, %s", (_, stored, path, show) => {
    const found = ends({ ...USER, ...stored }, remove(`${path}[value eq "A"]`), show);
    // Refused for the name, or for the filter on simple values: other keywords fit those.
    expect(found).toEqual(["invalidPath", ["a", "b"], ["b"], "invalidPath"]);
  });

  test("is stored under its name, and brings no schema with it", () => {
    const show = (group: JsonObject): unknown => [group["colour"], group["schemas"]];
    expect(ends(GROUP, add({ colour: { red: 1 } }), show)).toEqual([
      "invalidPath",
      [undefined, [URN.group]],
      [{ red: 1 }, [URN.group]],
    ]);
  });

  test("may be a whole extension, which brings its URN with it", () => {
    const show = (user: JsonObject): unknown => [user[odd], user["schemas"]];
    expect(answers(USER, add({ [odd]: { grade: "A" } }), show)).toEqual([
      [[], "invalidPath"],
      [["unknown-attribute: ignore"], [undefined, [URN.user]]],
      [["unknown-attribute: store"], [{ grade: "A" }, [URN.user, odd]]],
    ]);
  });

  test("is never stored under a filter", () => {
    for (const outcome of legalOutcomes(DEVICE, add({ [`${odd}:posts[kind eq "x"]`]: { a: 1 } }), DEVICE_SCHEMA)) {
      if (outcome.kind === "state") expect(Object.keys(outcome.resource).join()).not.toContain("[");
    }
  });
});

describe("a name with its URN where an attribute belongs (RFC 7644 section 3.10)", () => {
  test("names the attribute, also one that is an object", () => {
    expect(ends(USER, add({ [`${ENTERPRISE}:manager`]: { value: "u-9" } }), pick(ENTERPRISE))).toEqual([
      { manager: { value: "u-9" } },
      "invalidPath",
      undefined,
    ]);
  });
});

describe("an extension as a whole (RFC 7643 section 3.3)", () => {
  const before = { ...USER, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "R&D" } };

  test("is no attribute for a path to name, though a server may take it for one", () => {
    expect(ends(before, replace({ costCenter: "7" }, ENTERPRISE), pick(ENTERPRISE))).toEqual([
      "invalidPath",
      { department: "R&D", costCenter: "7" },
    ]);
    expect(ends(before, remove(ENTERPRISE), pick(ENTERPRISE))).toEqual(["invalidPath", undefined]);
  });

  test("is an object", () => {
    for (const value of ["x", 7, ["department"]]) {
      expect(ends(before, replace({ [ENTERPRISE]: value }))).toEqual(["invalidValue"]);
    }
  });

  test("without attributes brings no URN with it", () => {
    expect(patched(USER, ...replace({ [ENTERPRISE]: { department: null } }))).toEqual(USER);
  });

  test("has an attribute that its schema does not know: refused, passed over, or stored", () => {
    const nick = (key: string): readonly unknown[] =>
      ends(USER, add({ [ENTERPRISE]: { [key]: "x" } }), pick(ENTERPRISE));
    expect(nick("nick")).toEqual(["invalidPath", undefined, { nick: "x" }]);
    expect(nick("two words")).toEqual(["invalidPath", undefined]);
  });

  test("is told from other extensions by its URN", () => {
    expect(ends(DEVICE, add({ [LEASE]: { owner: "Ann" } }), pick(LEASE))).toEqual([{ owner: "Ann" }]);
    expect(ends(DEVICE, add("Ann", `${LEASE}:owner`), pick(LEASE))).toEqual([{ owner: "Ann" }]);
  });

  test("goes by null, unless an attribute that it has is required", () => {
    const device = (rack: JsonObject): JsonObject => ({ ...DEVICE, [RACK]: rack });
    expect(patched(device({ row: "A" }), ...replace({ [RACK]: null }))).not.toHaveProperty([RACK]);
    expect(refusalOf(device({ row: "A", slot: 1 }), ...replace({ [RACK]: null }))).toBe("mutability at 0");
  });
});
