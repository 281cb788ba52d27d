import { describe, expect, test } from "vitest";
import type { JsonObject } from "../attribute.ts";
import { URN } from "../urns.ts";
import type { PatchOperation } from "./patch-types.ts";
import { answers, DEVICE, ENTERPRISE, ends, GROUP, LAB, LEASE, USER } from "./testing.ts";

const add = (path: string, value: unknown): readonly PatchOperation[] => [{ op: "add", path, value }];
const pick =
  (name: string) =>
  (resource: JsonObject): unknown =>
    resource[name];

describe("an attribute that no schema has is refused, passed over, or stored as it is sent", () => {
  test.each<[unknown]>([[true], [1.5], ["x"], [{ a: 1 }], [["a"]], [[{ a: 1 }]], [[true]]])("%j", (value) => {
    expect(ends(GROUP, add("strange", value), pick("strange"))).toEqual(
      expect.arrayContaining(["invalidPath", undefined, value]),
    );
  });

  test("under the URN of the base schema, where it belongs", () => {
    expect(ends(GROUP, add(`${URN.group}:strange`, "x"), pick("strange"))).toEqual(["invalidPath", undefined, "x"]);
    // The URN of the User says that it is none of the enterprise extension's.
    expect(ends(USER, add(`${URN.user}:department`, "x"), pick(ENTERPRISE))).not.toContainEqual({ department: "x" });
    expect(ends(USER, add(`${URN.user}:department`, "x"), pick("department"))).toContain("x");
  });

  test("under the URN of an extension, known or not", () => {
    for (const urn of [ENTERPRISE, "urn:example:hr:2.0:User"]) {
      expect(ends(USER, add(`${urn}:strange`, "x"), pick(urn))).toEqual(["invalidPath", undefined, { strange: "x" }]);
    }
  });
});

describe("a sub-attribute that no schema has", () => {
  test("is refused, passed over, or stored", () => {
    const name = USER["name"] as JsonObject;
    expect(ends(USER, add("name.nick", "x"), pick("name"))).toEqual(["invalidPath", name, { ...name, nick: "x" }]);
  });

  test("is nowhere to be stored where the attribute is simple", () => {
    expect(ends(GROUP, add("displayName.nick", "x"), pick("displayName"))).toEqual(["invalidPath", "Sales"]);
  });

  test("is none where no schema tells the parts", () => {
    expect(ends(DEVICE, add("vendor.city", "x"), pick("vendor"))).toEqual([{ city: "x" }]);
    expect(
      ends({ ...DEVICE, vendor: { ranks: [1, 2] } }, [{ op: "remove", path: "vendor.ranks" }], pick("vendor")),
    ).toEqual([undefined]);
  });
});

test("an attribute of an extension without its URN is no attribute, or is that one (RFC 7644 section 3.10)", () => {
  expect(answers(DEVICE, add("owner", "Ann"), pick(LEASE))).toEqual([
    [[], "invalidPath"],
    [["unqualified-extension: accept"], { owner: "Ann" }],
    [["unqualified-extension: ignore"], undefined],
  ]);
});

test("an extension has no values to select from", () => {
  const before = { ...USER, [ENTERPRISE]: { department: "R&D" } };
  const found = ends(before, [{ op: "remove", path: `${ENTERPRISE}[department eq "R&D"]` }], pick(ENTERPRISE));
  expect(found[0]).toBe("invalidPath");
  expect(found).not.toContain(undefined);
});

test("an extension is known by its whole URN, also with a dot at its end", () => {
  expect(ends(DEVICE, add(LAB, { bench: "3" }), pick(LAB))).toEqual(["invalidPath", { bench: "3" }]);
  expect(ends(DEVICE, add(`${LAB}:bench`, "3"), pick(LAB))).toEqual([{ bench: "3" }]);
});

test("a sub-attribute has no values to select from (RFC 7643 section 2.3.8)", () => {
  expect(ends(USER, add('name.givenName[value eq "Ann"]', "x"))).toEqual(["invalidPath"]);
});
