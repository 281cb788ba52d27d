import { expect, test } from "vitest";
import { SAMPLE_EXCHANGES } from "../fixtures/sample-exchanges.ts";
import { sampleOf } from "./passed-evidence.tsx";

const pattern = SAMPLE_EXCHANGES.find(({ response }) => response !== undefined);
if (pattern?.response === undefined) throw new Error("the sample has no answer");
const { response } = pattern;

const many = Array.from({ length: 500 }, (_, n) => ({
  ...pattern,
  id: `a#${n}`,
  operation: n === 499 ? "DELETE /rare" : "PUT /often",
  response: { ...response, status: n % 100 === 7 ? 404 : 200 },
}));

test("of each operation and answer some are shown, however rare, in the order sent", () => {
  const shown = sampleOf(many);
  const kinds = new Set(shown.map(({ operation, response: answer }) => `${operation} ${answer?.status}`));
  expect(kinds).toEqual(new Set(["PUT /often 200", "PUT /often 404", "DELETE /rare 200"]));
  expect(shown.map(({ id }) => many.findIndex((one) => one.id === id))).toEqual(
    shown.map(({ id }) => many.findIndex((one) => one.id === id)).toSorted((one, two) => one - two),
  );
});

test("the sample is bounded, and one that has no room does not keep out smaller ones", () => {
  expect(sampleOf(many).length).toBeLessThan(40);
  const huge = { ...pattern, id: "huge", operation: "GET /huge", curl: "x".repeat(1_000_000) };
  const shown = sampleOf([huge, ...many]);
  expect(shown.map(({ id }) => id)).not.toContain("huge");
  expect(shown.length).toBeGreaterThan(3);
});
