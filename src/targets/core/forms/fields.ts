import { parseJson, syntaxError } from "../body.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";

/** A field of a form: its name and its text. */
export type Field = readonly [name: string, text: string];

/** Names that must not become properties. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The object that the fields of a form stand for. `Operations` and `schemas` are JSON texts, repeated or not;
 * `Operations[0][op]`, `Operations[0].op` and `Operations.0.op` all name one part of an operation.
 */
export function objectOf(fields: readonly Field[]): JsonObject {
  const body: JsonObject = {};
  for (const [name, text] of fields) {
    const steps = name.split(/[[\].]+/u).filter((step) => step !== "");
    const [first = ""] = steps;
    if (steps.length === 0 || steps.length > 8 || steps.some((step) => FORBIDDEN.has(step))) {
      throw syntaxError(`The form has a field that cannot be read: ${name}`);
    }
    if (steps.length > 1) setDeep(body, steps, text);
    else body[first] = wholeField(first, text, body[first]);
  }
  return withLists(body) as JsonObject;
}

/** A field under its plain name: a list in JSON, or one entry of it, after those that came before. */
function wholeField(name: string, text: string, before: Json | undefined): Json {
  if (name.toLowerCase() !== "operations" && name.toLowerCase() !== "schemas") return text;
  const value = /^\s*[[{]/u.test(text) ? parseJson(Buffer.from(text)) : text;
  return [...(Array.isArray(before) ? before : []), ...(Array.isArray(value) ? value : [value])];
}

/** Sets a value under nested names; lists are objects with numbers as names until all fields are read. */
function setDeep(body: JsonObject, steps: readonly string[], text: string): void {
  let place = body;
  for (const step of steps.slice(0, -1)) {
    const next = place[step] ?? {};
    if (!isJsonObject(next)) throw syntaxError(`The form names ${step} in two ways.`);
    place[step] = next;
    place = next;
  }
  place[steps.at(-1) ?? ""] = text;
}

function withLists(value: Json): Json {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]): [string, Json] => [name, withLists(item)]);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/u.test(name));
  // Object.entries puts names that are numbers in their order.
  return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
