import type { Rule, Rules } from "../attributes.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { ScimError } from "../scim-error.ts";

/** Whether an entry of a list, or a resource, is meant. */
export type Test = (entry: JsonObject) => boolean;

const TOKEN = /\s*(?:(?<bracket>[()[\]])|(?<text>"(?:[^"\\]|\\.)*")|(?<word>[^\s()[\]"]+))/gsu;

/** The comparisons of two values of one type; what orders texts compares code units. */
const COMPARE: Readonly<Record<string, <T extends string | number>(found: T, wanted: T) => boolean>> = {
  eq: (found, wanted) => found === wanted,
  ne: (found, wanted) => found !== wanted,
  co: (found, wanted) => String(found).includes(String(wanted)),
  sw: (found, wanted) => String(found).startsWith(String(wanted)),
  ew: (found, wanted) => String(found).endsWith(String(wanted)),
  gt: (found, wanted) => found > wanted,
  ge: (found, wanted) => found >= wanted,
  lt: (found, wanted) => found < wanted,
  le: (found, wanted) => found <= wanted,
};

const ORDERING: ReadonlySet<string> = new Set(["gt", "ge", "lt", "le"]);
const WITHIN_TEXT: ReadonlySet<string> = new Set(["co", "sw", "ew"]);

/**
 * Reads a filter (RFC 7644 sections 3.4.2.2 and 3.5.2): comparisons and filters in brackets behind a list, joined by
 * `and`, `or` and `not`, with parentheses, `and` before `or`.
 *
 * @param base URN that may stand before the names of attributes
 * @throws {@link ScimError} 400 `invalidFilter`.
 */
export function parseFilter(filter: string, rules: Rules, base?: string): Test {
  const reader = new Reader(tokensOf(filter), base);
  return reader.whole(rules);
}

/** Where an attribute is, and its rule. */
export interface Place {
  readonly steps: readonly string[];
  readonly rule: Rule;
}

/**
 * Finds the attribute of a name: `userName`, `name.familyName`, with the URN of the schema before it or without, in any
 * case.
 */
export function placeOf(name: string, rules: Rules, base?: string): Place | undefined {
  const urn = base?.toLowerCase();
  const sent = name.toLowerCase();
  if (urn !== undefined && sent.startsWith(`${urn}:`)) return placeOf(name.slice(urn.length + 1), rules);
  for (const [known, rule] of Object.entries(rules)) {
    const start = known.toLowerCase();
    if (sent === start) return { steps: [known], rule };
    // An extension's attributes come behind a colon, sub-attributes behind a dot.
    const isInside = sent.startsWith(start.startsWith("urn:") ? `${start}:` : `${start}.`);
    const inner = isInside ? placeOf(name.slice(start.length + 1), rule.parts ?? {}) : undefined;
    if (inner !== undefined) return { steps: [known, ...inner.steps], rule: inner.rule };
  }
  return undefined;
}

/** The values at a place, those of all entries where there is a list on the way; none where it is unassigned. */
export function valuesAt(value: Json | undefined, [step, ...rest]: readonly string[]): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, step === undefined ? [] : [step, ...rest]));
  if (value === undefined || value === null) return [];
  if (step === undefined) return [value];
  return isJsonObject(value) ? valuesAt(value[step], rest) : [];
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #base: string | undefined;
  #at = 0;

  constructor(tokens: readonly string[], base: string | undefined) {
    this.#tokens = tokens;
    this.#base = base;
  }

  whole(rules: Rules): Test {
    const test = this.#either(rules);
    if (this.#at < this.#tokens.length) throw invalidFilter();
    return test;
  }

  #either(rules: Rules): Test {
    const tests = [this.#both(rules)];
    while (this.#takes("or")) tests.push(this.#both(rules));
    return (entry) => tests.some((test) => test(entry));
  }

  #both(rules: Rules): Test {
    const tests = [this.#one(rules)];
    while (this.#takes("and")) tests.push(this.#one(rules));
    return (entry) => tests.every((test) => test(entry));
  }

  #one(rules: Rules): Test {
    const negated = this.#takes("not");
    if (!this.#takes("(")) {
      if (negated) throw invalidFilter();
      return this.#comparison(rules);
    }
    const inner = this.#either(rules);
    if (!this.#takes(")")) throw invalidFilter();
    return negated ? (entry) => !inner(entry) : inner;
  }

  #comparison(rules: Rules): Test {
    const place = placeOf(this.#next(), rules, this.#base);
    if (place === undefined || place.rule.writeOnly) throw invalidFilter();
    if (this.#takes("[")) return this.#within(place);
    const operator = this.#next().toLowerCase();
    if (operator === "pr") return (entry) => valuesAt(entry, place.steps).some((value) => !isEmpty(value));
    const { steps, rule } = withValue(place);
    const test = comparison(operator, rule, literal(this.#next()));
    return (entry) => {
      const found = valuesAt(entry, steps);
      return found.length === 0 ? test(undefined) : found.some((value) => test(value));
    };
  }

  /** A filter in brackets: some one entry of the list has to pass it whole. */
  #within({ steps, rule }: Place): Test {
    if (rule.kind !== "list") throw invalidFilter();
    const test = this.#either(rule.parts ?? {});
    if (!this.#takes("]")) throw invalidFilter();
    return (entry) => valuesAt(entry, steps).some((item) => isJsonObject(item) && test(item));
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw invalidFilter();
    this.#at += 1;
    return token;
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

/** A list, or an object, is compared by its `value` (RFC 7644 section 3.4.2.2). */
function withValue({ steps, rule }: Place): Place {
  if (rule.kind === "values") return { steps, rule: { ...rule, kind: rule.of ?? "string" } };
  if (rule.kind !== "list" && rule.kind !== "object") return { steps, rule };
  const value = rule.parts?.["value"];
  if (value === undefined) throw invalidFilter();
  return { steps: [...steps, "value"], rule: value };
}

/** The comparison of one value, undefined for one that is unassigned. */
function comparison(operator: string, rule: Rule, wanted: Json): (value: Json | undefined) => boolean {
  const compare = COMPARE[operator];
  if (compare === undefined) throw invalidFilter();
  const isOrdering = ORDERING.has(operator);
  if (isOrdering && (rule.kind === "boolean" || rule.kind === "binary")) throw invalidFilter();
  if (rule.kind === "dateTime" && typeof wanted === "string" && !WITHIN_TEXT.has(operator)) {
    const time = Date.parse(wanted);
    if (Number.isNaN(time)) throw invalidFilter();
    return (value) => (typeof value === "string" ? compare(Date.parse(value), time) : operator === "ne");
  }
  if (typeof wanted === "string") {
    const fold = (text: string): string => (rule.caseExact ? text : text.toLowerCase());
    return (value) => (typeof value === "string" ? compare(fold(value), fold(wanted)) : operator === "ne");
  }
  if (isOrdering && typeof wanted === "number") {
    return (value) => typeof value === "number" && compare(value, wanted);
  }
  if (operator !== "eq" && operator !== "ne") throw invalidFilter();
  return (value) => ((value ?? null) === wanted) === (operator === "eq");
}

function tokensOf(filter: string): string[] {
  const matches = [...filter.matchAll(TOKEN)].map(([token]) => token);
  // Whatever is between two tokens, an unclosed quotation mark say, makes the filter unreadable.
  if (matches.join("").trim() !== filter.trim()) throw invalidFilter();
  return matches.map((token) => token.trim());
}

function literal(token: string): Json {
  try {
    const value = JSON.parse(token) as Json;
    if (typeof value !== "object" || value === null) return value;
  } catch {
    // Not a literal of JSON: refused below.
  }
  throw invalidFilter();
}

/** Whether a value is as good as none: `pr` asks for one that is not empty. */
function isEmpty(value: Json): boolean {
  return value === "" || (isJsonObject(value) && Object.keys(value).length === 0);
}

function invalidFilter(): ScimError {
  return new ScimError(400, "The filter cannot be read.", { scimType: "invalidFilter" });
}
