import { expect, test } from "vitest";
import { GATES } from "../src/result/index.ts";
import { REQUIREMENTS } from "../src/scim/index.ts";
import { RFC_REQUIREMENT_IDS } from "./support/rfc-requirement-ids.ts";

const byId = new Map(REQUIREMENTS.map((requirement) => [requirement.id, requirement]));

test("every requirement of the list is registered", () => {
  expect(RFC_REQUIREMENT_IDS).toHaveLength(160);
  expect(new Set(RFC_REQUIREMENT_IDS).size).toBe(160);
  expect(RFC_REQUIREMENT_IDS.filter((id) => !byId.has(id))).toEqual([]);
});

test("each is tested by something, or says why nothing can", () => {
  expect(REQUIREMENTS.filter(({ tested }) => "by" in tested && tested.by.length === 0).map(({ id }) => id)).toEqual([]);
});

test("gates are words of the closed list, each of them used", () => {
  const used = new Set(REQUIREMENTS.flatMap(({ gate }) => gate ?? []));
  expect(GATES.filter((gate) => !used.has(gate))).toEqual([]);
});

test("reports list requirements by RFC and section", () => {
  const sections = REQUIREMENTS.flatMap(({ id }) => /^(RFC\d+-[\d.]+)-/u.exec(id)?.[1] ?? []);
  const firsts = sections.filter((section, index) => section !== sections[index - 1]);
  // Each section once: none comes again after another one.
  expect(firsts.filter((section, index) => firsts.indexOf(section) !== index)).toEqual([]);
  expect(firsts.indexOf("RFC7644-3.5.2")).toBeLessThan(firsts.indexOf("RFC7644-3.5.2.1"));
  expect(firsts.indexOf("RFC7644-3.9")).toBeLessThan(firsts.indexOf("RFC7644-3.10"));
});

test("what goes by other requirements names some that exist, and none of its own kin", () => {
  for (const { id, refines = [] } of REQUIREMENTS) {
    expect(
      refines.filter((other) => !byId.has(other) || byId.get(other)?.refines?.includes(id) === true),
      id,
    ).toEqual([]);
  }
});
