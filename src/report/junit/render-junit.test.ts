import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import type { RunResult } from "../../result/index.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { inertLine } from "../text.ts";
import { renderJunit } from "./render-junit.ts";

interface TestCase {
  readonly "@classname": string;
  readonly "@name": string;
  readonly failure?: { readonly "@message": string };
  readonly skipped?: { readonly "@message": string };
  readonly error?: { readonly "@message": string };
  readonly "system-out"?: string;
}

interface Suite {
  readonly "@tests": string;
  readonly "@failures": string;
  readonly "@errors": string;
  readonly "@skipped": string;
  readonly properties: { readonly property: readonly { readonly "@name": string; readonly "@value": string }[] };
  readonly testcase: readonly TestCase[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseAttributeValue: false,
  isArray: (name) => name === "testcase" || name === "testsuite",
});

function suitesOf(result: RunResult): readonly Suite[] {
  const xml = renderJunit(result);
  expect(XMLValidator.validate(xml)).toBe(true);
  const document = parser.parse(xml) as { readonly testsuites: { readonly testsuite: readonly Suite[] } };
  return document.testsuites.testsuite;
}

function caseNamed(result: RunResult, start: string): TestCase | undefined {
  return suitesOf(result)
    .flatMap((suite) => suite.testcase)
    .find((one) => one["@name"].startsWith(start));
}

const NOT_XML = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const HOSTILE = [
  "]]> <![CDATA[ </failure></testcase><testcase name='forged'/>",
  "&lt; &#0; &evil; <!ENTITY x SYSTEM 'file:///etc/passwd'> <?xml version='1.0'?>",
  "\u0000\u0007\u001b[2J \ud800 \udfff \ufffe\uffff \u0085\u2028",
  "invoice\u202egnp.exe \u2066x\u2069",
  "a\"b'c\r\nd\te",
  "grüße 東京 🚀",
] as const;

function hostile(text: string): RunResult {
  return {
    ...SAMPLE_RESULT,
    sentence: text,
    suites: SAMPLE_RESULT.suites.map((suite) => ({
      ...suite,
      title: text,
      reason: text,
      target: { ...suite.target, url: text },
      document: { ...suite.document, title: text },
      scenarios: suite.scenarios.map((one) => ({
        ...one,
        title: text,
        ...(one.reason === undefined ? {} : { reason: text }),
      })),
    })),
    findings: SAMPLE_RESULT.findings.map((one) => ({
      ...one,
      message: text,
      actual: text,
      expected: [text],
      replay: text,
    })),
    exchanges: SAMPLE_RESULT.exchanges.map((one) => ({ ...one, title: text, curl: text })),
  };
}

interface Element {
  readonly path: string;
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

const ordered = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", preserveOrder: true });

/** Every element with the names of its attributes and children, in the order of the file. */
function elementsIn(xml: string): readonly Element[] {
  type Node = Readonly<Record<string, unknown>>;
  const walk = (nodes: readonly Node[], above: string): readonly Element[] =>
    nodes.flatMap((node) => {
      const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text" && key !== "?xml");
      if (name === undefined) return [];
      const inner = node[name] as readonly Node[];
      const path = `${above}/${name}`;
      const children = inner.flatMap((child) => Object.keys(child).filter((key) => key !== ":@" && key !== "#text"));
      return [{ path, attributes: Object.keys(node[":@"] ?? {}), children }, ...walk(inner, path)];
    });
  return walk(ordered.parse(xml) as readonly Node[], "");
}

interface Rule {
  readonly must: readonly string[];
  readonly may: readonly string[];
  readonly children: readonly string[];
}

const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { must: [], may: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    must: ["name", "tests", "failures", "errors", "skipped"],
    may: ["time", "timestamp"],
    children: ["properties", "testcase", "system-out"],
  },
  properties: { must: [], may: [], children: ["property"] },
  property: { must: ["name", "value"], may: [], children: [] },
  testcase: { must: ["name", "time"], may: ["classname"], children: ["failure", "skipped", "error", "system-out"] },
  failure: { must: ["type"], may: ["message"], children: [] },
  error: { must: ["type"], may: ["message"], children: [] },
  skipped: { must: [], may: ["message"], children: [] },
  "system-out": { must: [], may: [], children: [] },
};

describe("renderJunit", () => {
  test("is what the golden file holds", async () => {
    await expect(renderJunit(SAMPLE_RESULT)).toMatchFileSnapshot("../fixtures/golden/junit.xml");
  });

  test("has a case for each scenario and requirement, and counts them right", () => {
    const [suite] = suitesOf(SAMPLE_RESULT);
    const cases = suite?.testcase ?? [];
    expect(cases).toHaveLength(1 + 11 + SAMPLE_RESULT.requirements.length);
    expect(suite?.["@tests"]).toBe(String(cases.length));
    expect(suite?.["@failures"]).toBe(String(cases.filter((one) => one.failure !== undefined).length));
    expect(suite?.["@errors"]).toBe(String(cases.filter((one) => one.error !== undefined).length));
    expect(suite?.["@skipped"]).toBe(String(cases.filter((one) => one.skipped !== undefined).length));
    expect(new Set(cases.map((one) => one["@classname"]))).toEqual(
      new Set(["cube.group.put", "cube.group.put.requirements"]),
    );
  });

  test("fails for errors only; warnings and document defects are told", () => {
    expect(caseNamed(SAMPLE_RESULT, "RFC7644-3.5.1-MEMBERS-REPLACED")?.failure?.["@message"]).toContain("still there");
    const warning = caseNamed(SAMPLE_RESULT, "RFC7644-3.1-LOCATION");
    expect(warning?.failure).toBeUndefined();
    expect(warning?.["system-out"]).toContain("[warning] server-rfc");
    expect(caseNamed(SAMPLE_RESULT, "DOCUMENT-REFUSAL-DECLARED")?.failure).toBeUndefined();
  });

  test("what has no verdict is skipped with its reason, and what is ours is an error", () => {
    expect(caseNamed(SAMPLE_RESULT, "put.members.nested")?.skipped?.["@message"]).toContain("blocked: a second group");
    expect(caseNamed(SAMPLE_RESULT, "RFC7644-2-AUTH")?.skipped?.["@message"]).toContain("--token-env NAME");
    expect(caseNamed(SAMPLE_RESULT, "put.concurrent")?.error?.["@message"]).toContain("members is not iterable");
  });

  test("a waived error is skipped with its waiver, neither red nor green", () => {
    const waived = { reason: "known", until: "2027-01-01" };
    const findings = SAMPLE_RESULT.findings.map((finding) => Object.assign({}, finding, { waived }));
    const one = caseNamed({ ...SAMPLE_RESULT, findings }, "RFC7644-3.5.1-MEMBERS-REPLACED");
    expect(one?.failure).toBeUndefined();
    expect(one?.skipped?.["@message"]).toBe("waived until 2027-01-01: known");
  });

  test("a waiver that must go fails, unless nothing does; the others do not", () => {
    const entry = { fingerprint: "0123456789ab", reason: "ACME-12", until: "2026-01-01" };
    const entries = (["stale", "expired", "used", "absent", "not-judged"] as const).map((state) =>
      Object.assign({}, entry, { state, message: `is ${state}` }),
    );
    const waivers = { file: "waivers.yaml", on: "2026-11-26", entries };
    const last = suitesOf({ ...SAMPLE_RESULT, waivers }).at(-1);
    expect(last).toMatchObject({ "@name": "waivers", "@tests": "5", "@failures": "1", "@skipped": "2" });
    expect(last?.testcase[0]?.failure?.["@message"]).toBe("is stale");
    const never = suitesOf({ ...SAMPLE_RESULT, waivers, gate: { failOn: "never", strict: false } }).at(-1);
    expect(never).toMatchObject({ "@failures": "0" });
    expect(suitesOf(SAMPLE_RESULT).at(-1)?.["@name" as keyof Suite]).not.toBe("waivers");
  });

  test("where only suites that stand nowhere are missing, that is an error", () => {
    const suites = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "conformant" as const }));
    const missing = ["shard 2/2 is missing, of cube.group.put"];
    const last = suitesOf({ ...SAMPLE_RESULT, verdict: "inconclusive", suites, merged: { results: 1, missing } }).at(
      -1,
    );
    expect(last).toMatchObject({ "@name": "run", "@tests": "1", "@errors": "1", "@failures": "0" });
    expect(last?.testcase[0]?.error?.["@message"]).toBe(`inconclusive: ${missing[0]}`);
  });

  test("a failure whose finding is missing stays a failure", () => {
    expect(caseNamed({ ...SAMPLE_RESULT, findings: [] }, "put.names.odd")?.failure).toBeDefined();
  });

  test("names what it was made from", () => {
    const properties = suitesOf(SAMPLE_RESULT)[0]?.properties.property ?? [];
    const values = Object.fromEntries(properties.map((one) => [one["@name"], one["@value"]]));
    expect(values).toMatchObject({ verdict: "nonconformant", seed: "1830221947", toolVersion: "0.1.0" });
    expect(values["digest"]).toMatch(/^sha256:/);
  });

  test("says how the run got in, and whether certificates were checked", () => {
    const insecure = SAMPLE_RESULT.suites.map((one) => ({ ...one, target: { ...one.target, insecure: true } }));
    const xml = renderJunit({ ...SAMPLE_RESULT, suites: insecure });
    expect(xml).toContain('<property name="insecure" value="true"');
    expect(renderJunit(SAMPLE_RESULT)).not.toContain('"insecure"');
    expect(xml).toContain('<property name="access" value="bearer token"');
  });

  test("holds no character that XML cannot hold", () => {
    const xml = renderJunit(SAMPLE_RESULT);
    expect(xml).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(xml).toContain("\\u001b[2J");
  });

  test.each(HOSTILE)("stays XML of the same shape with strings of a hostile server: %j", (text) => {
    const changed = hostile(text);
    const xml = renderJunit(changed);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(NOT_XML);
    expect(elementsIn(xml)).toEqual(elementsIn(renderJunit(hostile("harmless"))));
    // What is shown is what was sent, but for what cannot be shown.
    const failure = caseNamed(changed, "RFC7644-3.12-NO-5XX")?.failure?.["@message"];
    expect(failure).toBe(inertLine(text).replaceAll(/[\ufffe\uffff]/gu, ""));
  });

  // The schemas themselves were applied once, with xmllint, on 2026-11-26: junit-10.xsd of jenkinsci/xunit-plugin at 8c515de
  // takes the golden file. What it and surefire-test-report.xsd of Maven Surefire both say of a test case stands here.
  test("keeps to the elements and attributes that Jenkins's and Surefire's schemas have", () => {
    const inconclusive = SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict: "inconclusive" as const }));
    for (const result of [
      SAMPLE_RESULT,
      { ...SAMPLE_RESULT, suites: inconclusive },
      { ...SAMPLE_RESULT, suites: [] },
    ]) {
      for (const { path, attributes, children } of elementsIn(renderJunit(result))) {
        const rule = RULES[path.split("/").at(-1) ?? ""];
        expect(rule, path).toBeDefined();
        expect(
          attributes.filter((name) => rule?.may.includes(name) !== true && rule?.must.includes(name) !== true),
        ).toEqual([]);
        expect(rule?.must.filter((name) => !attributes.includes(name))).toEqual([]);
        expect(children.filter((name) => rule?.children.includes(name) !== true)).toEqual([]);
        // A reader that goes by a sequence of the schema meets them in this order.
        const places = children.map((name) => rule?.children.indexOf(name) ?? -1);
        expect(places, path).toEqual(places.toSorted((one, other) => one - other));
      }
      // Seconds with three digits, without groups of thousands.
      expect(renderJunit(result).match(/ time="(?!\d+\.\d{3}")[^"]*"/u)).toBeNull();
    }
  });

  test("the verdict is a case of its own: a suite that was skipped whole is not green", () => {
    const of = (verdict: "conformant" | "inconclusive") =>
      caseNamed({ ...SAMPLE_RESULT, suites: SAMPLE_RESULT.suites.map((suite) => ({ ...suite, verdict })) }, "verdict:");
    expect(of("inconclusive")?.error?.["@message"]).toContain("inconclusive: ");
    expect(of("conformant")).toMatchObject({ "@name": "verdict: The suite's verdict is conformant" });
    expect(of("conformant")?.error ?? of("conformant")?.failure).toBeUndefined();
    expect(caseNamed(SAMPLE_RESULT, "verdict:")?.failure).toBeDefined();
  });

  test("what is waived is named for the suite too", () => {
    const properties = suitesOf(SAMPLE_RESULT)[0]?.properties.property ?? [];
    expect(properties.find((one) => one["@name"] === "waived")?.["@value"]).toBe("0c3d9e44aa71 until 2026-12-31");
  });
});
