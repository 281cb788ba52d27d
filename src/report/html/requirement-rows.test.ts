import { expect, test } from "vitest";
import { SAMPLE_REQUIREMENTS } from "../fixtures/sample-requirements.ts";
import { cameOut, sentencesOf } from "./requirement-rows.ts";

const rfc = SAMPLE_REQUIREMENTS.find(({ source }) => source.kind === "rfc");
if (rfc === undefined) throw new Error("the sample has no requirement of an RFC");

test("a sentence that binds several suites stands once, with what came out in each", () => {
  const inA = { ...rfc, suite: "a", outcome: "passed" } as const;
  const inB = { ...rfc, suite: "b", outcome: "failed" } as const;
  const inC = { ...rfc, suite: "c", outcome: "passed" } as const;
  const [sentence, ...others] = sentencesOf([inA, inB, inC]);
  expect(others).toEqual([]);
  expect(
    sentence && cameOut(sentence).map(({ outcome, results }) => [outcome, results.map(({ suite }) => suite)]),
  ).toEqual([
    ["failed", ["b"]],
    ["passed", ["a", "c"]],
  ]);
});

test("the same pointer in two documents is two sentences, and so is another text", () => {
  const source = { kind: "document", pointer: "/paths" } as const;
  expect(
    sentencesOf([
      { ...rfc, source, suite: "a" },
      { ...rfc, source, suite: "b" },
    ]),
  ).toHaveLength(2);
  expect(sentencesOf([rfc, { ...rfc, suite: "b", text: "something else" }])).toHaveLength(2);
});
