import { lexer } from "marked";
import { expect, test } from "vitest";
import type { ComparedFinding, Comparison, RequirementChange } from "../../result/index.ts";
import { actingIn, EVIL } from "../markdown/testing.ts";
import { renderCompareMarkdown } from "./render-md.ts";

/** A comparison with a text wherever a server, a document or a name of a file can put one. */
function saying(text: string): Comparison {
  const side = { verdict: "conformant", file: text, sentence: text, startedAt: text, toolVersion: text } as const;
  const finding: ComparedFinding = {
    fingerprint: "0123456789ab",
    suite: "cube.group.put",
    requirement: "RFC7644-3.12-NO-5XX",
    severity: "error",
    party: "server-rfc",
    operation: text,
    title: text,
    message: text,
    citation: text,
    waived: false,
    scenarios: [text],
  };
  const change: RequirementChange = {
    suite: "cube.group.put",
    id: "RFC7644-3.12-NO-5XX",
    text,
    severity: "error",
    from: "passed",
    to: "not-tested",
    kind: "coverage-lost",
    reason: text,
  };
  return {
    schemaVersion: 1,
    old: side,
    new: side,
    failOn: "error",
    notes: [text],
    findings: {
      new: [{ ...finding, fails: true, firstTested: true }],
      gone: [finding],
      notTested: [{ ...finding, reason: text }],
      changed: [{ ...finding, changes: [text, text] }],
      same: [finding],
    },
    requirements: [change],
    sentence: text,
  };
}

test.each(EVIL)("a string of a server does nothing: %j", (text) => {
  const markdown = renderCompareMarkdown(saying(text));
  expect(actingIn(markdown)).toEqual([]);
  // The same shape as with harmless strings: nothing ended a cell, a list or a heading of ours.
  const shapeOf = (source: string): readonly string[] => lexer(source).map(({ type }) => type);
  expect(shapeOf(markdown)).toEqual(shapeOf(renderCompareMarkdown(saying("harmless"))));
  const table = lexer(markdown).find((token) => token.type === "table");
  expect(table).toMatchObject({ header: { length: 5 }, rows: [{ length: 5 }, { length: 5 }] });
  expect(markdown).not.toMatch(/[^\n\P{C}]/u);
});
