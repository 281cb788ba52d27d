import type { BodySchema, JsonSchema } from "./contract.ts";
import { flatten } from "./flat-schema.ts";
import { isObject, list } from "./pointer.ts";

/** A schema may contain itself: deeper than this, optional properties are left out. */
const MAX_DEPTH = 6;

const BY_FORMAT: Readonly<Record<string, string>> = {
  "date-time": "2024-01-31T12:00:00Z",
  date: "2024-01-31",
  time: "12:00:00Z",
  email: "someone@example.com",
  hostname: "example.com",
  uri: "https://example.com/",
  uuid: "7d5f3c1e-2b4a-4c6d-8e9f-0a1b2c3d4e5f",
};

/**
 * A value with every property of a request schema but the readOnly ones, and one item in each list: what single
 * violations are worked out on before any real resource is known. Made of the document's own examples where they fit;
 * mostly valid, but a `pattern` may not be met.
 */
export function sampleBody(body: BodySchema): Record<string, unknown> {
  const root = body.standalone ?? body.schema;
  const samples = [true, false].map((examples) => sampleOf(root, root, { examples }));
  const sample = samples.find((candidate) => body.validate(candidate).length === 0) ?? samples[1];
  return isObject(sample) ? structuredClone(sample) : {};
}

/** A value for one part of a standalone schema. */
export function sampleOf(
  root: JsonSchema,
  part: JsonSchema,
  options: { readonly examples: boolean },
  depth = 0,
): unknown {
  const { keywords, types, required, properties, items } = flatten(root, part);
  if (Object.hasOwn(keywords, "const")) return keywords["const"];
  if (options.examples) {
    const [example] = list(keywords, "examples");
    if (example !== undefined) return example;
  }
  const choices = keywords["enum"];
  if (Array.isArray(choices)) return choices[0] as unknown;
  switch (types[0] ?? "string") {
    case "object":
      return Object.fromEntries(
        [...properties]
          .filter(([name, property]) => {
            if (flatten(root, property).readOnly) return false;
            return depth < MAX_DEPTH || required.has(name);
          })
          .filter(() => depth < MAX_DEPTH * 2)
          .map(([name, property]) => [name, sampleOf(root, property, options, depth + 1)]),
      );
    case "array": {
      const count = Math.max(depth < MAX_DEPTH ? 1 : 0, numberAt(keywords["minItems"], 0));
      return items === undefined
        ? []
        : Array.from({ length: Math.min(count, 10) }, () => sampleOf(root, items, options, depth + 1));
    }
    case "integer":
    case "number":
      return sampleNumber(keywords);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleText(keywords);
  }
}

function sampleNumber(keywords: Readonly<Record<string, unknown>>): number {
  const low = keywords["exclusiveMinimum"] === undefined ? 0 : numberAt(keywords["exclusiveMinimum"], 0) + 1;
  const step = numberAt(keywords["multipleOf"], 1);
  return Math.ceil(Math.max(low, numberAt(keywords["minimum"], low)) / step) * step;
}

function sampleText(keywords: Readonly<Record<string, unknown>>): string {
  const format = keywords["format"];
  const text = (typeof format === "string" ? BY_FORMAT[format] : undefined) ?? "sample";
  return text
    .padEnd(Math.min(numberAt(keywords["minLength"], 0), 10_000), "x")
    .slice(0, numberAt(keywords["maxLength"], 10_000));
}

function numberAt(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
