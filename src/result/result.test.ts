import { describe, expect, test } from "vitest";
import { headerOf } from "./exchange.ts";
import { describeHarnessError, HarnessError } from "./harness-error.ts";
import { OUTCOMES, SHAPE_CLASSES } from "./outcome.ts";
import { citationOf, LEVELS, linkOf, PARTIES } from "./requirement.ts";
import { RESULT_SCHEMA } from "./result-schema.ts";
import { VERDICTS } from "./run-result.ts";
import { SEVERITIES } from "./severity.ts";

test("a source can be cited, and an RFC's be followed", () => {
  expect(citationOf({ kind: "rfc", rfc: 7644, section: "3.5.1" })).toBe("RFC 7644 §3.5.1");
  expect(linkOf({ kind: "rfc", rfc: 7644, section: "3.5.1" })).toBe(
    "https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1",
  );
  expect(citationOf({ kind: "document", pointer: "/paths" })).toBe("document /paths");
  expect(linkOf({ kind: "document", pointer: "/paths" })).toBeUndefined();
  expect(citationOf({ kind: "prose", page: "Replace group", place: "Base URL" })).toBe("Replace group: Base URL");
});

test("a header is found whatever its case, the first line first", () => {
  const headers = [
    ["etag", "a"],
    ["ETag", "b"],
  ] as const;
  expect(headerOf(headers, "ETAG")).toBe("a");
  expect(headerOf(headers, "location")).toBeUndefined();
});

test("a harness error says where, what, and what to type instead", () => {
  const error = new HarnessError("USAGE", "no such flag", {
    remedy: "try --help",
    place: { file: "a.yaml", line: 3, column: 7 },
  });
  expect(describeHarnessError(error)).toBe("a.yaml:3:7: no such flag\n  → try --help");
  expect(describeHarnessError(new HarnessError("INTERNAL", "it broke", { place: { file: "a" } }))).toBe("a: it broke");
  expect(new HarnessError("INTERNAL", "x", { cause: error }).cause).toBe(error);
});

describe("the closed lists stand in the published schema as they are in the code", () => {
  test.each<[string, readonly string[]]>([
    ["outcome", OUTCOMES],
    ["shape", SHAPE_CLASSES],
    ["level", LEVELS],
    ["party", PARTIES],
    ["severity", SEVERITIES],
    ["verdict", VERDICTS],
  ])("%s", (name, words) => {
    const defs = RESULT_SCHEMA["$defs"] as Readonly<Record<string, { readonly enum: readonly string[] }>>;
    expect(defs[name]?.enum).toEqual([...words]);
  });
});
