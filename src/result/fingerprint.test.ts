import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";
import { type Judgement, SHAPE_CLASSES } from "./outcome.ts";

const JUDGEMENT: Judgement = {
  by: "put.group.members.smaller",
  scenario: "put.group.members.smaller",
  requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
  operation: "PUT /scim/v2/Groups/{id}",
  outcome: "failed",
  invariant: "members-kept",
  shape: "members-few",
  expected: ["exactly a, b"],
  actual: "a, b, c",
  message: "After an acknowledged PUT the members are not the ones it sent.",
  exchanges: ["put.group.members.smaller#3"],
};

test("stays what it is: waivers hold it", () => {
  expect(fingerprintOf("cube.groups.put", JUDGEMENT)).toBe("ffc7f4dd701c");
  expect(fingerprintOf("", { requirement: "", operation: "", invariant: "", shape: "none" })).toMatch(
    /^[0-9a-f]{12}$/u,
  );
});

test("differs when any of its parts differs", () => {
  const all = [
    fingerprintOf("cube.groups.put", JUDGEMENT),
    fingerprintOf("maia.groups.put", JUDGEMENT),
    fingerprintOf("cube.groups.put", { ...JUDGEMENT, requirement: "RFC7644-3.5.1-RW-REPLACED" }),
    fingerprintOf("cube.groups.put", { ...JUDGEMENT, operation: "PUT /scim/v2/Users/{id}" }),
    fingerprintOf("cube.groups.put", { ...JUDGEMENT, invariant: "members-lost" }),
    fingerprintOf("cube.groups.put", { ...JUDGEMENT, shape: "members-one" }),
    // Text that moves from one part into the next is another cause.
    fingerprintOf("cube.groups.putR", { ...JUDGEMENT, requirement: "FC7644-3.5.1-MEMBERS-REPLACED" }),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("is made of nothing else: neither ids, order, words nor proof", () => {
  const other = fc.record({
    by: fc.string(),
    scenario: fc.string(),
    outcome: fc.constantFrom("failed" as const, "passed" as const),
    alsoViolates: fc.array(fc.string()),
    expected: fc.array(fc.string()),
    actual: fc.string(),
    message: fc.string(),
    pointer: fc.string(),
    exchanges: fc.array(fc.string()),
  });
  fc.assert(
    fc.property(other, (extra) => {
      expect(fingerprintOf("cube.groups.put", { ...JUDGEMENT, ...extra })).toBe(
        fingerprintOf("cube.groups.put", JUDGEMENT),
      );
    }),
  );
});

test("does not collide on what a large run can find", () => {
  const seen = new Set<string>();
  for (const shape of SHAPE_CLASSES) {
    for (let number = 0; number < 2000; number += 1) {
      seen.add(fingerprintOf("cube.groups.put", { ...JUDGEMENT, shape, invariant: `type /schemas/${number}` }));
    }
  }
  expect(seen.size).toBe(SHAPE_CLASSES.length * 2000);
});
