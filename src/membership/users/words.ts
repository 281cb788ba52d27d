import { quote, valueAt } from "../../scenarios/index.ts";
import { attributeOf, isObject, type JsonObject } from "../../scim/index.ts";
import type { UserBinder } from "./bind.ts";
import {
  type Content,
  type Entry,
  isList,
  type Single,
  type UserEdit,
  type UserOperation,
  type UserSymbol,
  type Where,
} from "./history.ts";

const NOUNS: Readonly<Record<string, string>> = {
  emails: "e-mail",
  phoneNumbers: "phone number",
  addresses: "address",
  ims: "handle",
  photos: "photo",
  entitlements: "entitlement",
  roles: "role",
  x509Certificates: "certificate",
};

/** What a person calls a User of a history. */
export function userName(user: UserSymbol): string {
  return user === "a" ? "the User" : "the other User";
}

/** One edit in words: `PUT the User with work e-mail 1 (primary) and home e-mail 2`. */
export function editWords(edit: UserEdit): string {
  const name = userName(edit.user);
  if (edit.do === "put") {
    const parts = Object.entries(edit.set).map(([path, content]) => contentWords(path, content));
    return `PUT ${name} with ${parts.length === 0 ? "nothing of them" : parts.join(", ")}`;
  }
  const form = edit.form === undefined ? "" : ` (${FORMS[edit.form]})`;
  const [only, ...others] = edit.operations;
  if (only !== undefined && others.length === 0) return `${operationWords(only)} of ${name}${form}`;
  return `in one request on ${name}: ${edit.operations.map(operationWords).join(", then ")}${form}`;
}

const FORMS = {
  "no-path": "without a path",
  urn: "with the URN before the name",
  case: "names in capitals",
} as const;

function operationWords(operation: UserOperation): string {
  if (operation.op === "invalid") return "an operation that is not valid";
  const { op, path } = operation;
  if (op === "remove") {
    return operation.where === undefined ? `remove ${path}` : `remove the ${whereWords(path, operation.where)}`;
  }
  if ("part" in operation) {
    const { part, to } = operation;
    const value = part === "value" ? `${noun(path)} ${numberOf(String(to))}` : String(to);
    return `replace the ${part} of the ${whereWords(path, operation.where)} by ${value}`;
  }
  if ("entry" in operation) {
    return `replace the ${whereWords(path, operation.where)} by ${entryWords(path, operation.entry)}`;
  }
  if ("entries" in operation) {
    const words = contentWords(path, operation.entries);
    return op === "add" ? `add ${words}` : `replace ${path} by ${words}`;
  }
  return `${op} ${singleWords(path, operation.to)}`;
}

function whereWords(path: string, where: Where): string {
  if ("type" in where) return `${where.type} ${noun(path)}`;
  return where.value === "x1" ? `${noun(path)} that nobody has` : `${noun(path)} ${numberOf(where.value)}`;
}

function contentWords(path: string, content: Content): string {
  if (!isList(content)) return singleWords(path, content);
  return content.length === 0 ? `no ${path}` : content.map((entry) => entryWords(path, entry)).join(" and ");
}

function singleWords(path: string, to: Single): string {
  if (typeof to === "boolean") return to ? "active" : "inactive";
  return `${path} ${numberOf(to)}`;
}

function entryWords(path: string, { value, type, primary }: Entry): string {
  const words = [...(type === undefined ? [] : [type]), noun(path), numberOf(value)].join(" ");
  return primary === true ? `${words} (primary)` : words;
}

function noun(path: string): string {
  return NOUNS[path] ?? path;
}

function numberOf(symbol: string): string {
  return symbol.slice(1);
}

/** What a User has of some attributes, in words: `work e-mail 1 (primary)`, `title 2`, `inactive`. */
export function stateWords(user: JsonObject, paths: readonly string[], binder: UserBinder): readonly string[] {
  return paths.flatMap((path) => {
    const value = valueAt(user, path);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return (value as unknown[]).map((entry) => shownEntry(path, entry, binder));
    if (typeof value === "boolean") return [value ? "active" : "inactive"];
    const symbol = binder.symbolOf(path, value);
    return [symbol === undefined ? `${path} ${textOf(value)}` : singleWords(path, symbol)];
  });
}

function shownEntry(path: string, entry: unknown, binder: UserBinder): string {
  if (!isObject(entry)) return `${noun(path)} ${JSON.stringify(entry)}`;
  const main = attributeOf(entry, binder.list(path)?.main ?? "value");
  const symbol = binder.symbolOf(path, main);
  const type = attributeOf(entry, "type");
  const told: Entry = {
    value: symbol ?? "",
    ...(typeof type === "string" ? { type } : {}),
    ...(attributeOf(entry, "primary") === true ? { primary: true } : {}),
  };
  if (symbol !== undefined) return entryWords(path, told);
  return entryWords(path, { ...told, value: ` ${main === undefined ? "without a value" : textOf(main)}` });
}

function textOf(value: unknown): string {
  return quote(typeof value === "string" ? value : JSON.stringify(value));
}
