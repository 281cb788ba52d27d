import { describe, expect, test } from "vitest";
import { citationOf, LEVELS, linkOf, PARTIES } from "../../result/index.ts";
import { REQUIREMENTS } from "./catalogue.ts";
import { rfc } from "./rfc.ts";

test("ids are unique words", () => {
  const ids = REQUIREMENTS.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of ids) expect(id).toMatch(/^(?:RFC\d{4}-[\d.]+-)?[A-Z0-9]+(?:-[A-Z0-9]+)*$/u);
});

describe.each(REQUIREMENTS.map((requirement) => ({ ...requirement })))("$id", (requirement) => {
  const { id, level, party, text, source, tested } = requirement;

  test("has a level, a party and a sentence of its own", () => {
    expect(LEVELS).toContain(level);
    expect(PARTIES).toContain(party);
    expect(text).toMatch(/^(?:[A-Z`]|readOnly ).*\.$/u);
    expect(REQUIREMENTS.filter((other) => other.text === text)).toHaveLength(1);
  });

  test("can be looked up", () => {
    expect(citationOf(source)).not.toBe("");
    const [, number, section] = /^RFC(\d+)-([\d.]+)-/u.exec(id) ?? [];
    if (source.kind !== "rfc") return expect(number).toBeUndefined();
    expect(linkOf(source)).toBe(`https://www.rfc-editor.org/rfc/rfc${source.rfc}#section-${source.section}`);
    expect(source.section).toMatch(/^\d+(?:\.\d+)*$/u);
    // RFC 9110 is where a few sentences of RFC 7644 come from; the id goes by the section of RFC 7644 they are about.
    if (number !== undefined && source.rfc !== 9110) {
      expect([String(source.rfc), source.section]).toEqual([number, section]);
    }
    return undefined;
  });

  test("is tested by something that is named once, or says why not", () => {
    if ("untestable" in tested) expect(tested.untestable).toMatch(/\.$/u);
    else expect(new Set(tested.by).size).toBe(tested.by.length);
  });
});

test("an id without RFC and section is a slip that shows at once", () => {
  expect(() => rfc("RFC7644-NO-SECTION", "MUST", "It holds.", [])).toThrow(TypeError);
  expect(rfc("RFC7644-3.5-X", "CLIENT", "It holds.", []).party).toBe("client");
});
