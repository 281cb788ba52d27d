import { expect, test } from "vitest";
import { dialectRows, nameAfter, observeBoth } from "../testing/observe.ts";
import { NAMES } from "./names.ts";

/** A name that shows the fault, and what is read back in its place. */
const NAMES_STORED: Readonly<Record<string, readonly [sent: string, stored: string]>> = {
  "name-astral-mangled": ["Ops 😀 é", "Ops ? é"],
  "name-non-latin-mangled": ["Ops é 名", "Ops é ?"],
  "name-double-encoded": ["é", "Ã©"],
  "name-html-escaped": ["R&D <core>", "R&amp;D &lt;core&gt;"],
  "name-tags-stripped": ["a<b>c</b>", "ac"],
  "name-quotes-dropped": ['the "A" team', "the A team"],
  "name-apostrophe-doubled": ["O'Brien", "O''Brien"],
  "name-backslash-dropped": ["CORP\\ops", "CORPops"],
  "name-truncated-64": ["x".repeat(65), "x".repeat(64)],
  "name-truncated-255": ["x".repeat(256), "x".repeat(255)],
  "name-lower-cased": ["Sales EMEA", "sales emea"],
  "name-spaces-joined": ["a  b", "a b"],
  "name-percent-decoded": ["50%25 %41", "50% A"],
  "name-exponent-as-number": ["12e5", "1200000"],
  "name-date-as-time": ["2026-01-02", "2026-01-02T00:00:00.000Z"],
  "name-escapes-read": ["C:\\new", "C:\new"],
  "name-pattern-filled-in": ["a $& b", "a {} b"],
  "name-mark-dropped": ["a\ufeffb", "ab"],
  "name-digits-as-number": ["007", "7"],
};

const proofs = Object.fromEntries(
  Object.entries(NAMES_STORED).map(([id, [plain, switched]]) => [id, { see: nameAfter(plain), plain, switched }]),
);

test.each(dialectRows(NAMES, proofs))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
