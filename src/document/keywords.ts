import { isPattern } from "./pattern-guard.ts";

/** What a keyword's value must be; `undefined` when it is right, else what to write. */
type Rule = (value: unknown) => string | undefined;

const number: Rule = (value) => (typeof value === "number" ? undefined : "a number");
const count: Rule = (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 ? undefined : "a whole number from 0";
const texts: Rule = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === "string") ? undefined : "a list of names";

/** The words that `type` takes. */
export const TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"] as const;

const type: Rule = (value) => {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  return words.length > 0 && words.every((word) => TYPES.some((known) => known === word))
    ? undefined
    : `one of ${TYPES.join(", ")}`;
};

/** Keywords that assert something and contain no schema, each with the rule for its value (JSON Schema 2020-12). */
export const ASSERTIONS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["type", type],
  ["enum", (value) => (Array.isArray(value) && value.length > 0 ? undefined : "a list of values")],
  ["const", () => undefined],
  ["required", texts],
  ["minimum", number],
  ["maximum", number],
  ["exclusiveMinimum", number],
  ["exclusiveMaximum", number],
  ["multipleOf", (value) => (typeof value === "number" && value > 0 ? undefined : "a number above 0")],
  ["minLength", count],
  ["maxLength", count],
  ["minItems", count],
  ["maxItems", count],
  ["minContains", count],
  ["maxContains", count],
  ["minProperties", count],
  ["maxProperties", count],
  ["uniqueItems", (value) => (typeof value === "boolean" ? undefined : "true or false")],
  ["pattern", (value) => (isPattern(value) ? undefined : "a regular expression (ECMA-262)")],
  ["format", (value) => (typeof value === "string" ? undefined : "a name such as date-time")],
]);

/** Keywords whose value is one schema for a part of the value. */
export const ONE_SCHEMA = [
  "additionalProperties",
  "unevaluatedProperties",
  "unevaluatedItems",
  "contains",
  "propertyNames",
] as const;

/** Keywords whose value is one schema for the same value. */
export const ONE_IN_PLACE = ["not", "if", "then", "else"] as const;

/** Keywords whose value is a list of schemas for the same value. */
export const MANY_IN_PLACE = ["allOf", "anyOf", "oneOf"] as const;
