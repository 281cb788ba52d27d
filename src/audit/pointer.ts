import { isObject } from "../scim/index.ts";

/** The tokens of an RFC 6901 pointer, unescaped; the empty pointer has none. */
export function tokensOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A pointer one or more steps further down. */
export function below(pointer: string, ...tokens: readonly (string | number)[]): string {
  return pointer + tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** An own property of an object or an item of a list; never one inherited, however the document names it. */
export function own(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/u.test(name) ? (value[Number(name)] as unknown) : undefined;
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** What a pointer names in a value, or undefined. */
export function lookup(root: unknown, pointer: string): unknown {
  let at = root;
  for (const token of tokensOf(pointer)) at = own(at, token);
  return at;
}

/** A list at a property; empty when there is none. */
export function list(value: unknown, name: string): readonly unknown[] {
  const found = own(value, name);
  return Array.isArray(found) ? found : [];
}

/** The members of an object at a property; empty when there is none. */
export function members(value: unknown, name: string): readonly (readonly [string, unknown])[] {
  const found = own(value, name);
  return isObject(found) ? Object.entries(found) : [];
}

/** A text at a property; empty when there is none. */
export function text(value: unknown, name: string): string {
  const found = own(value, name);
  return typeof found === "string" ? found : "";
}
