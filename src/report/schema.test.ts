import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { LEVELS, OUTCOMES, PARTIES, RESULT_SCHEMA, SEVERITIES, SHAPE_CLASSES, VERDICTS } from "../result/index.ts";
import { SAMPLE_RESULT } from "./fixtures/sample-result.ts";
import { SAMPLE_WAIVED } from "./fixtures/sample-waivers.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);
const validate = ajv.compile(RESULT_SCHEMA);

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every object in a result with its path, but for data of free form. */
function objectsIn(value: unknown, path: string): readonly (readonly [path: string, object: Fields])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => objectsIn(item, `${path}/${index}`));
  if (!isFields(value) || /\/(?:configuration|counterexample)$/.test(path)) return [];
  const inner = Object.entries(value).flatMap(([key, item]) => objectsIn(item, `${path}/${key}`));
  return [[path, value] as const, ...inner];
}

/** The names of fields that types mark with `?`, and free-form ones whose absence a schema cannot refuse. */
const OPTIONAL = new Set(
  "contracts documents audit place properties body digest operation resource response failure pointer link reason observedBy remedy refines advisory signal access insecure traffic variable ca clientCertificate proxy".split(
    " ",
  ),
);

describe("RESULT_SCHEMA", () => {
  test("accepts the sample", () => {
    validate(SAMPLE_WAIVED);
    expect(validate.errors).toBeNull();
  });

  test("refuses a field that is not known, at every level", () => {
    const result = structuredClone(SAMPLE_RESULT);
    const accepted: string[] = [];
    for (const [path, object] of objectsIn(result, "")) {
      object["unknownField"] = 1;
      if (validate(result)) accepted.push(path);
      delete object["unknownField"];
    }
    expect(accepted).toEqual([]);
  });

  test("refuses the absence of any field that is not optional", () => {
    const result = structuredClone(SAMPLE_RESULT);
    const accepted: string[] = [];
    for (const [path, object] of objectsIn(result, "")) {
      for (const key of Object.keys(object)) {
        const kept = object[key];
        delete object[key];
        if (validate(result) && !OPTIONAL.has(key)) accepted.push(`${path}/${key}`);
        object[key] = kept;
      }
    }
    expect(accepted).toEqual([]);
  });

  test("lists the same words as the types", () => {
    const defs = RESULT_SCHEMA["$defs"] as Readonly<Record<string, { readonly enum?: readonly string[] }>>;
    const words = { level: LEVELS, outcome: OUTCOMES, party: PARTIES, severity: SEVERITIES, shape: SHAPE_CLASSES };
    for (const [name, expected] of Object.entries({ ...words, verdict: VERDICTS })) {
      expect(defs[name]?.enum).toEqual(expected);
    }
  });
});
