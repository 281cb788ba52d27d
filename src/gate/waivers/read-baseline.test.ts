import { describe, expect, test } from "vitest";
import { HarnessError } from "../../result/index.ts";
import { baselineFrom } from "./read-baseline.ts";

const ENTRY = '  - fingerprint: "0123456789ab"\n    reason: ACME-12\n    until: 2026-12-31\n';

/** Where and why a text is refused. */
function refusal(text: string): string {
  try {
    baselineFrom(text, "waivers.yaml");
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const { code, place, message, remedy } = error;
    return `${code} ${place?.file}:${place?.line}:${place?.column} ${message} → ${remedy}`;
  }
  throw new Error("it was taken");
}

test("each waiver has its line; what is left when all are gone is no mistake", () => {
  const text = `# ours\nwaivers:\n${ENTRY}    link: https://t.example/1\n`;
  expect(baselineFrom(text, "w.yaml")).toEqual({
    file: "w.yaml",
    waivers: [
      {
        fingerprint: "0123456789ab",
        reason: "ACME-12",
        until: "2026-12-31",
        link: "https://t.example/1",
        line: 3,
      },
    ],
  });
  for (const empty of ["", "# nothing\n", "waivers: []\n"]) expect(baselineFrom(empty, "w.yaml").waivers).toEqual([]);
});

describe("what is wrong is told at its place, with what to write", () => {
  test.each<[string, string, RegExp]>([
    [
      "an unknown key",
      `waivers:\n${ENTRY}    untill: 2026-12-31\n`,
      /^BASELINE_INVALID waivers\.yaml:5:5 .*"untill".*Did you mean "until"/u,
    ],
    [
      "a missing reason",
      'waivers:\n  - fingerprint: "0123456789ab"\n    until: 2026-12-31\n',
      /:2:\d+ .*lacks the property "reason"/u,
    ],
    [
      "a fingerprint that is none",
      `waivers:\n${ENTRY.replace("0123456789ab", "0123")}`,
      /:2:\d+ .*expected text of 12 hexadecimal digits/u,
    ],
    [
      "digits without quotes",
      `waivers:\n${ENTRY.replace('"0123456789ab"', "123456789012")}`,
      /:2:\d+ .*number → put it in quotes/u,
    ],
    ["an exponent without quotes", `waivers:\n${ENTRY.replace('"0123456789ab"', "1234567890e1")}`, /read as a number/u],
    ["a day that is none", `waivers:\n${ENTRY.replace("12-31", "02-30")}`, /:4:\d+ there is no day 2026-02-30/u],
    ["a time", `waivers:\n${ENTRY.replace("12-31", "12-31T00:00:00Z")}`, /:4:\d+ .*such as 2026-12-31/u],
    [
      "a link that is none",
      `waivers:\n${ENTRY}    link: javascript:alert(1)\n`,
      /:5:\d+ .*expected text with an address/u,
    ],
    ["the same one twice", `waivers:\n${ENTRY}${ENTRY}`, /:5:\d+ 0123456789ab is waived already in line 2/u],
    [
      "a reason that nobody has written",
      `waivers:\n${ENTRY.replace("ACME-12", '"todo: later"')}`,
      /:3:\d+ nobody has written yet why/u,
    ],
    ["an empty reason", `waivers:\n${ENTRY.replace("ACME-12", '" "')}`, /:3:\d+ /u],
    ["a list alone", ENTRY, /holds a list.*begin the file with waivers:/u],
    ["no YAML", "waivers: [\n", /^BASELINE_INVALID waivers\.yaml:\d+:\d+/u],
  ])("%s", (_, text, told) => {
    expect(refusal(text)).toMatch(told);
  });
});

test("whoever writes the file anew reads reasons that are still to be written", () => {
  const text = `waivers:\n${ENTRY.replace("ACME-12", '"TODO: why"')}`;
  expect(baselineFrom(text, "w.yaml", { allowsPlaceholders: true }).waivers).toHaveLength(1);
});
