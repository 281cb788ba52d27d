import type { Rule } from "../attributes.ts";
import type { Json, JsonObject } from "../json.ts";
import { ScimError } from "../scim-error.ts";

/** Whether an entry of a list is meant. */
export type Test = (entry: JsonObject) => boolean;

type Rules = Readonly<Record<string, Rule>>;

const TOKEN = /\s*(?:(?<bracket>[()])|(?<text>"(?:[^"\\]|\\.)*")|(?<word>[^\s()"]+))/gsu;

/** The comparisons of two texts; what orders them compares code units. */
const COMPARE: Readonly<Record<string, (found: string, wanted: string) => boolean>> = {
  eq: (found, wanted) => found === wanted,
  ne: (found, wanted) => found !== wanted,
  co: (found, wanted) => found.includes(wanted),
  sw: (found, wanted) => found.startsWith(wanted),
  ew: (found, wanted) => found.endsWith(wanted),
  gt: (found, wanted) => found > wanted,
  ge: (found, wanted) => found >= wanted,
  lt: (found, wanted) => found < wanted,
  le: (found, wanted) => found <= wanted,
};

/**
 * Reads the filter in the brackets of a path (RFC 7644 sections 3.4.2.2 and 3.5.2): comparisons joined by `and`,
 * `or` and `not`, with brackets, `and` before `or`.
 *
 * @throws {@link ScimError} 400 `invalidFilter`.
 */
export function parseFilter(filter: string, rules: Rules): Test {
  const reader = new Reader(tokensOf(filter), rules);
  return reader.whole();
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #rules: Rules;
  #at = 0;

  constructor(tokens: readonly string[], rules: Rules) {
    this.#tokens = tokens;
    this.#rules = rules;
  }

  whole(): Test {
    const test = this.#either();
    if (this.#at < this.#tokens.length) throw invalidFilter();
    return test;
  }

  #either(): Test {
    const tests = [this.#both()];
    while (this.#takes("or")) tests.push(this.#both());
    return (entry) => tests.some((test) => test(entry));
  }

  #both(): Test {
    const tests = [this.#one()];
    while (this.#takes("and")) tests.push(this.#one());
    return (entry) => tests.every((test) => test(entry));
  }

  #one(): Test {
    const negated = this.#takes("not");
    if (!this.#takes("(")) {
      if (negated) throw invalidFilter();
      return this.#comparison();
    }
    const inner = this.#either();
    if (!this.#takes(")")) throw invalidFilter();
    return negated ? (entry) => !inner(entry) : inner;
  }

  #comparison(): Test {
    const sent = this.#next().toLowerCase();
    const found = Object.entries(this.#rules).find(([name]) => name.toLowerCase() === sent);
    if (found === undefined) throw invalidFilter();
    const [name, rule] = found;
    const operator = this.#next().toLowerCase();
    if (operator === "pr") return (entry) => !isUnassigned(entry[name]);
    const wanted = literal(this.#next());
    const compare = COMPARE[operator];
    if (compare === undefined) throw invalidFilter();
    if (typeof wanted === "string") {
      const fold = (text: string): string => (rule.caseExact ? text : text.toLowerCase());
      return (entry) => {
        const value = entry[name];
        return typeof value === "string" ? compare(fold(value), fold(wanted)) : operator === "ne";
      };
    }
    if (operator !== "eq" && operator !== "ne") throw invalidFilter();
    return (entry) => ((entry[name] ?? null) === wanted) === (operator === "eq");
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

function isUnassigned(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function invalidFilter(): ScimError {
  return new ScimError(400, "The filter in the path cannot be read.", { scimType: "invalidFilter" });
}
