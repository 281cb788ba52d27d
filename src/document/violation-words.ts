import { shortJson } from "./short-json.ts";

/** What a keyword asks for, in words: `a string`, `property "displayName"`. */
export function expectationOf(keyword: string, schema: unknown, params: Readonly<Record<string, unknown>>): string {
  switch (keyword) {
    case "type":
      return orList((Array.isArray(schema) ? schema : [schema]).map((type) => withArticle(String(type))));
    case "required":
      return `property ${shortJson(params["missingProperty"])}`;
    case "additionalProperties":
      return `no property ${shortJson(params["additionalProperty"])}`;
    case "unevaluatedProperties":
      return `no property ${shortJson(params["unevaluatedProperty"])}`;
    case "enum":
      return `one of ${shortJson(schema).slice(1).replace(/\]$/, "")}`;
    case "const":
      return shortJson(schema);
    case "minLength":
      return `at least ${counted(schema, "character")}`;
    case "maxLength":
      return `at most ${counted(schema, "character")}`;
    case "minItems":
      return `at least ${counted(schema, "item")}`;
    case "maxItems":
      return `at most ${counted(schema, "item")}`;
    case "minProperties":
      return `at least ${counted(schema, "property", "properties")}`;
    case "maxProperties":
      return `at most ${counted(schema, "property", "properties")}`;
    case "uniqueItems":
      return "items that are all different";
    case "format":
      return `text of the format ${shortJson(schema)}`;
    case "pattern":
      return `text that matches /${String(schema)}/`;
    case "minimum":
      return `at least ${String(schema)}`;
    case "maximum":
      return `at most ${String(schema)}`;
    case "exclusiveMinimum":
      return `more than ${String(schema)}`;
    case "exclusiveMaximum":
      return `less than ${String(schema)}`;
    case "multipleOf":
      return `a multiple of ${String(schema)}`;
    case "writeOnly":
      return "no write-only property in a response";
    case "anyOf":
      return "at least one of the alternatives";
    case "oneOf":
      return "exactly one of the alternatives";
    case "not":
      return "anything but this";
    default:
      return `what ${keyword} asks for`;
  }
}

function counted(count: unknown, noun: string, plural = `${noun}s`): string {
  return `${String(count)} ${count === 1 ? noun : plural}`;
}

function withArticle(type: string): string {
  if (type === "null") return "null";
  return /^[aio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "a value") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}
