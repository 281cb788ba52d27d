import { describe, expect, test } from "vitest";
import type { SchemaViolation } from "./contract.ts";
import { repair } from "./overlay.ts";
import { guardedPattern } from "./pattern-guard.ts";
import { sourceFrom } from "./source.ts";
import { documentWith, type Parts } from "./testing/document-with.ts";
import { outcomeOf } from "./testing/refusal-of.ts";

const LEVELS = 10_000;
const deep = (open: string, close: string): string => `a: ${open.repeat(LEVELS)}1${close.repeat(LEVELS)}\n`;
const laughs = Array.from({ length: 60 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(10)}]`);

/** What something gives, and that it took less than a second: of this process, for a machine may have more to do. */
function withinASecond<T>(act: () => T): T {
  const started = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(1000);
  return result;
}

function judge(parts: Parts, value: unknown): readonly SchemaViolation[] {
  return documentWith(parts).operations[0]?.responses[0]?.content[0]?.body?.validate(value) ?? [];
}

describe("a document that is made to keep a reader busy is refused within a second", () => {
  test.each([
    ["lists in brackets", "a.yaml", deep("[", "]"), "nest"],
    ["mappings in braces", "a.yaml", deep("{a: ", "}"), "nest"],
    ["lists by dashes", "a.yaml", `a:\n  ${"- ".repeat(LEVELS)}x\n`, "nest"],
    [
      "mappings by indentation",
      "a.yaml",
      Array.from({ length: 1000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      "nest",
    ],
    ["JSON", "a.json", `{"a":${'{"a":'.repeat(LEVELS)}1${"}".repeat(LEVELS + 1)}`, "nest"],
    ["JSON that is cut off", "a.json", `{"a":${"[".repeat(100 * LEVELS)}`, ""],
    ["YAML that is cut off", "a.yaml", `a: ${"[".repeat(100 * LEVELS)}`, "nest"],
    ["aliases of aliases", "a.yaml", `a0: &a0 x\n${laughs.join("\n")}\n`, "aliases expand"],
    ["an alias that contains itself", "a.yaml", "a: &a { b: [*a, *a] }\n", "nest"],
    ["a page of nothing but blanks", "a.md", `\`\`\`yaml\n${" ".repeat(50 * LEVELS)}x\n\`\`\`\n`, "no fenced block"],
  ])("%s", (_, file, text, message) => {
    const error = withinASecond(() => outcomeOf(() => sourceFrom(text, file, "DOCUMENT_INVALID")));
    expect(error).toMatchObject({ code: "DOCUMENT_INVALID", place: { file }, remedy: expect.any(String) as unknown });
    expect(error?.message).toContain(message);
  });

  test("many aliases of one small thing are read", () => {
    const text = `a: &a 1\nb:\n${"  - *a\n".repeat(LEVELS)}`;
    expect(withinASecond(() => sourceFrom(text, "a.yaml", "DOCUMENT_INVALID").value["b"])).toHaveLength(LEVELS);
  });

  test("an alias means the nearest anchor before it", () => {
    const text = "a: &x 1\nb: *x\nc: &x 2\nd: *x\n";
    expect(sourceFrom(text, "a.yaml", "DOCUMENT_INVALID").value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });
});

describe("a pattern that would take for ever is given up within a second, and is no fault of a server", () => {
  test.each([
    ["bounded repetition of repetition", "^(((a{0,9}){0,9}){0,9}){0,9}b$"],
    ["repetitions side by side", "^a*a*a*a*a*a*a*b$"],
    ["a look-ahead", "^(?=(a+)+b)a*$"],
    ["a back reference", "^(a*)*\\1b$"],
  ])("%s", (_, pattern) => {
    const given: string[] = [];
    const text = "a".repeat(60);
    expect(withinASecond(() => guardedPattern(pattern, (name) => given.push(name)).test(text))).toBe(true);
    expect(given).toEqual([pattern]);
  });
});

test("a target of an overlay with a pattern that would take for ever is refused within a second", () => {
  const overlay = sourceFrom(
    "overlay: 1.0.0\ninfo: { title: a, version: '1' }\nactions:\n  - target: $.x[?match(@, '(a+)+')]\n    remove: true\n",
    "overlay.yaml",
    "OVERLAY_INVALID",
  );
  const value = { x: [`${"a".repeat(60)}b`] };
  const document = { ...sourceFrom("{}", "a.yaml", "DOCUMENT_INVALID"), value };
  expect(withinASecond(() => outcomeOf(() => repair(document, overlay)))).toMatchObject({
    code: "OVERLAY_INVALID",
    message: expect.stringContaining("takes too long") as string,
    place: { file: "overlay.yaml", line: 4 },
  });
});

describe("references that lead in circles", () => {
  const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

  test.each([
    ["to itself", { A: to("A") }],
    ["to one another", { A: to("B"), B: to("A") }],
    ["through allOf", { A: { allOf: [to("A")] } }],
    ["through anyOf and not", { A: { anyOf: [{ type: "string" }, to("B")] }, B: { not: to("A") } }],
    ["met first under a property", { A: { properties: { b: to("B") }, allOf: [to("B")] }, B: { allOf: [to("A")] } }],
  ])("without a step into the value are refused: %s", (_, schemas) => {
    const response = { type: "object", properties: { a: to("A") } };
    const error = outcomeOf(() => documentWith({ response, schemas }));
    expect(error).toMatchObject({ code: "DOCUMENT_INVALID", place: { file: "test.json", line: 1 } });
    expect(error?.message).toContain("refers to itself");
    expect(error?.remedy).toContain("properties or items");
  });

  test("with a step into the value are ordinary: a tree, by properties, items and additionalProperties", () => {
    const A = {
      type: "object",
      properties: { name: { type: "string" }, next: to("B"), all: { type: "array", items: to("A") } },
      additionalProperties: to("A"),
    };
    const schemas = { A, B: { allOf: [to("A"), { required: ["name"] }] } };
    expect(judge({ response: to("A"), schemas }, { next: { name: "x" }, all: [{ other: { all: [] } }] })).toEqual([]);
    expect(judge({ response: to("A"), schemas }, { all: [{ next: {} }] })).toMatchObject([
      { instancePointer: "/all/0/next", keyword: "required" },
    ]);
  });

  test("many schemas that refer to one another are read within a second", () => {
    const entry = (n: number): readonly [string, unknown] => [
      `S${n}`,
      {
        type: "object",
        properties: {
          [`p${n}`]: { type: "string", readOnly: true },
          q: to(`S${(n * 7) % 120}`),
          r: to(`S${(n * 13 + 1) % 120}`),
        },
        ...(n % 40 !== 39 ? { allOf: [to(`S${n + 1}`)] } : {}),
      },
    ];
    const schemas = Object.fromEntries(Array.from({ length: 120 }, (_, n) => entry(n)));
    expect(withinASecond(() => documentWith({ request: to("S0"), schemas }).operations)).toHaveLength(1);
  });
});
