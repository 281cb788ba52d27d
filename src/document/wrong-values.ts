import type { FlatSchema } from "./flat-schema.ts";

/** A value that breaks one keyword. */
export interface WrongValue {
  /** The last part of an id: `type-number`, `maxLength`. */
  readonly name: string;
  readonly keyword: string;
  /** After the attribute's name: `is a number instead of a string`. */
  readonly words: string;
  /** Made from the right value that stands there. */
  readonly make: (right: unknown) => unknown;
}

/** Longer texts and lists than these are not sent. */
const MAX_TEXT = 10_000;
const MAX_ITEMS = 1000;

const WRONG_TYPES: Readonly<Record<string, readonly (readonly [type: string, value: (right: unknown) => unknown])[]>> =
  {
    string: [
      ["number", () => 7],
      ["object", () => ({ value: "x" })],
    ],
    array: [
      ["object", (right) => asObject(first(right))],
      ["string", (right) => asText(first(right))],
    ],
    object: [["string", asText]],
    boolean: [["string", String]],
    integer: [["string", String]],
    number: [["string", String]],
  };

/** Values that break one keyword each of what is asked of a value, in a fixed order. */
export function wrongValues({ keywords, types }: FlatSchema): readonly WrongValue[] {
  const found: WrongValue[] = [];
  const add = (keyword: string, words: string, make: WrongValue["make"], name = keyword): void => {
    found.push({ name, keyword, words, make });
  };
  const size = (keyword: string, limit: number): number | undefined => {
    const value = keywords[keyword];
    return typeof value === "number" && value <= limit ? value : undefined;
  };
  const type = types.find((candidate) => candidate !== "null") ?? "";
  for (const [wrong, make] of WRONG_TYPES[type] ?? []) {
    add("type", `is ${article(wrong)} instead of ${article(type)}`, make, `type-${wrong}`);
  }
  if (Array.isArray(keywords["enum"])) {
    add("enum", "is none of the listed values", (right) =>
      typeof right === "string" ? "none-of-these" : -987_654_321,
    );
  }
  if (Object.hasOwn(keywords, "const")) add("const", "is another value than the only one", () => "another");
  const minLength = size("minLength", MAX_TEXT);
  if (minLength !== undefined && minLength > 0) {
    add("minLength", "is too short", (right) =>
      Array.from(asText(right))
        .slice(0, minLength - 1)
        .join(""),
    );
  }
  const maxLength = size("maxLength", MAX_TEXT);
  if (maxLength !== undefined) add("maxLength", "is too long", (right) => asText(right).padEnd(maxLength + 1, "x"));
  if (typeof keywords["format"] === "string") {
    add("format", `is no ${keywords["format"]}`, () => "not of this format");
  }
  if (typeof keywords["pattern"] === "string") add("pattern", "does not match the pattern", () => "~ \n~");
  for (const [keyword, by] of [
    ["minimum", -1],
    ["maximum", 1],
    ["exclusiveMinimum", 0],
    ["exclusiveMaximum", 0],
  ] as const) {
    const limit = keywords[keyword];
    if (typeof limit === "number") add(keyword, "is out of range", () => limit + by);
  }
  const step = keywords["multipleOf"];
  if (typeof step === "number") add("multipleOf", `is no multiple of ${step}`, (right) => Number(right) + step / 2);
  const minItems = size("minItems", MAX_ITEMS);
  if (minItems !== undefined && minItems > 0) {
    add("minItems", "has too few items", (right) => asList(right).slice(0, minItems - 1));
  }
  const maxItems = size("maxItems", MAX_ITEMS);
  if (maxItems !== undefined) {
    add("maxItems", "has too many items", (right) =>
      Array.from({ length: maxItems + 1 }, (_, index) => distinct(first(right), index)),
    );
  }
  if (keywords["uniqueItems"] === true) {
    add("uniqueItems", "has the same item twice", (right) => [first(right), ...asList(right)]);
  }
  if (keywords["additionalProperties"] !== undefined && type === "object") {
    add("additionalProperties", "has a property that is not declared", (right) => ({
      ...asObject(right),
      undeclaredProperty: "x",
    }));
  }
  return found;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function first(value: unknown): unknown {
  return asList(value)[0] ?? "x";
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value };
}

function asText(value: unknown): string {
  if (typeof value === "string") return value;
  const inner = typeof value === "object" && value !== null && "value" in value ? value.value : undefined;
  return typeof inner === "string" ? inner : "x";
}

/** The same kind of item, but no two alike, so that only their number is wrong. */
function distinct(item: unknown, index: number): unknown {
  if (typeof item === "string") return index === 0 ? item : `${item}${index}`;
  if (typeof item === "number") return item + index;
  const { value } = asObject(item);
  return typeof value === "string" ? { ...asObject(item), value: index === 0 ? value : `${value}${index}` } : item;
}

function article(type: string): string {
  return /^[aio]/.test(type) ? `an ${type}` : `a ${type}`;
}
