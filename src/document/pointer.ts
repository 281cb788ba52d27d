/** The tokens of an RFC 6901 pointer, unescaped; the empty pointer has none. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .replace(/^\//, "")
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The RFC 6901 pointer that names `tokens`. */
export function pointerOf(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A pointer one or more steps further down. */
export function below(pointer: string, ...tokens: readonly (string | number)[]): string {
  return pointer + pointerOf(tokens);
}

/** True for a JSON object: neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own property; never one inherited, however the document names it. */
export function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A string at a property, or undefined. */
export function text(value: unknown, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === "string" ? found : undefined;
}

/** An array at a property; empty when there is none. */
export function list(value: unknown, name: string): readonly unknown[] {
  const found = own(value, name);
  return Array.isArray(found) ? found : [];
}

/** The members of an object at a property; empty when there is none. */
export function members(value: unknown, name: string): readonly (readonly [string, unknown])[] {
  const found = own(value, name);
  return isObject(found) ? Object.entries(found) : [];
}

/** What stands one step below a value, or undefined. */
export function child(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return own(value, token);
}

/** What a pointer names in a value, or undefined. */
export function lookup(root: unknown, pointer: string): unknown {
  let at: unknown = root;
  for (const token of pointerTokens(pointer)) at = child(at, token);
  return at;
}
