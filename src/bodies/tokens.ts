/**
 * Texts that stand for what only a run knows, so that a stored body is the same for every run: `{own userName 1}` is a
 * value of the profile's template or one that nobody else has, `{user 2}` the id of a User, and `{unique}` inside a text a
 * word that no other resource has.
 */
export type Token =
  | { readonly is: "own"; readonly path: string; readonly n: number }
  | { readonly is: "user"; readonly n: number };

const OWN = /^\{own (?<path>.+) (?<n>\d+)\}$/u;
const USER = /^\{user (?<n>\d+)\}$/u;

/** What {@link bindTexts} puts a word of the run in place of. */
const UNIQUE = "{unique}";

/** A value that the run makes: by the profile's template for the path, where there is one. */
export function ownToken(path: string, n: number): string {
  return `{own ${path} ${n}}`;
}

/** The id of the n-th User of the run. */
export function userToken(n: number): string {
  return `{user ${n}}`;
}

/** A text that no other resource of the run has, and that begins with the name of the run. */
export function uniqueText(text: string): string {
  return text === "" ? UNIQUE : `${UNIQUE} ${text}`;
}

/** Reads a text as a token; undefined for plain text. */
export function tokenOf(text: string): Token | undefined {
  const own = OWN.exec(text)?.groups;
  if (own !== undefined) return { is: "own", path: own["path"] ?? "", n: Number(own["n"]) };
  const user = USER.exec(text)?.groups;
  return user === undefined ? undefined : { is: "user", n: Number(user["n"]) };
}

/** A copy of a value with every token replaced, and every `{unique}` by the word given. */
export function bindTexts(value: unknown, bind: (token: Token) => unknown, word: string): unknown {
  if (typeof value === "string") {
    const token = tokenOf(value);
    return token === undefined ? value.replaceAll(UNIQUE, word) : bind(token);
  }
  if (Array.isArray(value)) return value.map((entry: unknown) => bindTexts(entry, bind, word));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bindTexts(inner, bind, word)]));
}

/** A text of a stored body for a person. */
export function readable(text: string): string {
  const token = tokenOf(text);
  if (token === undefined) return text.replaceAll(UNIQUE, "…");
  return token.is === "user" ? `User ${token.n}` : `${token.path} ${token.n}`;
}
