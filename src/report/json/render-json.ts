import type { RunResult } from "../../result/index.ts";
import { RESULT_SCHEMA } from "../../result/index.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The result as the text of `results.json`: equal results give equal bytes, however they were put together.
 * Keys stand in the order of the published schema, so that the verdict comes first; free-form data is sorted.
 */
export function renderJson(result: RunResult): string {
  return `${JSON.stringify(ordered(result, RESULT_SCHEMA), undefined, 2)}\n`;
}

function ordered(value: unknown, schema: unknown): unknown {
  const rules = resolve(schema);
  if (Array.isArray(value)) return value.map((item: unknown) => ordered(item, rules["items"]));
  if (!isFields(value)) return value;
  const properties = propertiesOf(rules, value);
  const known = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  const keys = [...known, ...others.toSorted()];
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key], properties[key])]));
}

/** Of alternatives, the one that knows all of the value's keys: `source`, `tested`, `intent` and `waived` are such. */
function propertiesOf(rules: Fields, value: Fields): Fields {
  const alternatives = Array.isArray(rules["oneOf"]) ? rules["oneOf"] : [rules];
  const candidates = alternatives.map((one: unknown) => asFields(resolve(one)["properties"]));
  return candidates.find((one) => Object.keys(value).every((key) => Object.hasOwn(one, key))) ?? candidates[0] ?? {};
}

function resolve(schema: unknown): Fields {
  const rules = asFields(schema);
  const name = typeof rules["$ref"] === "string" ? rules["$ref"].replace("#/$defs/", "") : undefined;
  return name === undefined ? rules : asFields(asFields(RESULT_SCHEMA["$defs"])[name]);
}

function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
