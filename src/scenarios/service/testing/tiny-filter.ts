import { attributeOf, isObject, isUnassigned, type JsonObject } from "../../../scim/index.ts";

const TOKENS = /\s*("(?:[^"\\]|\\.)*"|[()[\]]|[^\s()[\]]+)/gy;
const EXACT = new Set(["id", "externalid"]);

/** Whether a resource matches a filter of RFC 7644 section 3.4.2.2; throws what is no filter. For tests alone. */
export function matches(resource: JsonObject, filter: string): boolean {
  const tokens = [...filter.matchAll(TOKENS)].map(([, token = ""]) => token);
  let at = 0;
  const is = (word: string): boolean => tokens[at]?.toLowerCase() === word;
  const take = (): string => {
    const token = tokens[at];
    if (token === undefined) throw new SyntaxError("the filter breaks off");
    at += 1;
    return token;
  };
  const expect = (token: string): void => {
    if (take() !== token) throw new SyntaxError(`${token} is missing`);
  };
  const value = or(resource);
  if (at < tokens.length) throw new SyntaxError("something follows the filter");
  return value;

  function or(from: JsonObject): boolean {
    let result = and(from);
    while (is("or")) {
      take();
      const next = and(from);
      result = result || next;
    }
    return result;
  }

  function and(from: JsonObject): boolean {
    let result = term(from);
    while (is("and")) {
      take();
      const next = term(from);
      result = result && next;
    }
    return result;
  }

  function term(from: JsonObject): boolean {
    if (is("not")) {
      take();
      return !bracketed(from);
    }
    return is("(") ? bracketed(from) : comparison(from);
  }

  function bracketed(from: JsonObject): boolean {
    expect("(");
    const result = or(from);
    expect(")");
    return result;
  }

  function comparison(from: JsonObject): boolean {
    const [, urn, path = ""] = /^(urn:.*):(.*)$/iu.exec(take()) ?? [undefined, undefined, tokens[at - 1]];
    const extension = urn === undefined ? undefined : attributeOf(from, urn);
    const values = valuesAt(isObject(extension) ? extension : /:extension:/iu.test(urn ?? "") ? {} : from, path);
    if (is("[")) {
      take();
      const begin = at;
      const results = (values.length === 0 ? [{}] : values).map((entry) => {
        at = begin;
        return or(isObject(entry) ? entry : { value: entry }) && values.length > 0;
      });
      expect("]");
      return results.includes(true);
    }
    const operator = take().toLowerCase();
    if (operator === "pr") return values.some((one) => !isUnassigned(one) && one !== "");
    const wanted: unknown = JSON.parse(take());
    // A list of objects alone is compared by the `value` of its entries.
    const compared = values.map((one) => (isObject(one) ? attributeOf(one, "value") : one));
    return compared.some((one) => compare(operator, one, wanted, EXACT.has(path.toLowerCase())));
  }
}

function valuesAt(from: JsonObject, path: string): readonly unknown[] {
  return path
    .split(".")
    .reduce<readonly unknown[]>(
      (values, name) => values.flatMap((value) => (isObject(value) ? [attributeOf(value, name)].flat() : [])),
      [from],
    );
}

function compare(operator: string, value: unknown, wanted: unknown, exact: boolean): boolean {
  const fold = (one: unknown): unknown => (typeof one === "string" && !exact ? one.toLowerCase() : one);
  const [left, right] = [fold(value), fold(wanted)];
  switch (operator) {
    case "eq":
      return left === right;
    case "co":
      return String(left).includes(String(right));
    case "sw":
      return String(left).startsWith(String(right));
    case "ew":
      return String(left).endsWith(String(right));
    case "ne":
      return left !== right;
    case "gt":
    case "ge":
    case "lt":
    case "le":
      return ordered(operator, left, right);
    default:
      throw new SyntaxError(`${operator} is no operator`);
  }
}

const TIME = /^\d{4}-\d{2}-\d{2}T/iu;

function ordered(operator: string, left: unknown, right: unknown): boolean {
  if (typeof right === "boolean") throw new SyntaxError("a Boolean comes neither before nor after another");
  const [one, other] = [String(left), String(right)];
  const order =
    TIME.test(one) && TIME.test(other) ? Date.parse(one) - Date.parse(other) : one === other ? 0 : one < other ? -1 : 1;
  return operator === "gt" ? order > 0 : operator === "ge" ? order >= 0 : operator === "lt" ? order < 0 : order <= 0;
}
