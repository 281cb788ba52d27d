/** Where a text stops being JSON, and what stands there. */
export interface JsonFault {
  readonly offset: number;
  readonly reason: string;
}

// White space, then a sign, a string, or another scalar (RFC 8259 sections 2, 6 and 7).
const TOKEN =
  // oxlint-disable-next-line no-control-regex -- they are what a string may not have
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/uy;

/** What may come next. */
type Next = "value" | "value or ]" | "key" | "key or }" | ":" | ", or end";

const EXPECTED: Readonly<Record<Next, string>> = {
  value: "a value",
  "value or ]": "a value or ]",
  key: "a name in quotes",
  "key or }": "a name in quotes or }",
  ":": "a colon",
  ", or end": "a comma or the end",
};

/**
 * The first place where a text is not JSON; undefined when all of it is. Several values may stand one after another, as
 * pages show a request and its answer. The runtime's own reader does not always say where it stopped.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: string[] = [];
  let next: Next = "value";
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const [, sign = "", string] = match ?? [];
    const after: Next | undefined = match === null ? undefined : step(next, sign, string !== undefined, open);
    if (after === undefined) return faultAt(text, at, next);
    next = after;
    at = TOKEN.lastIndex;
  }
  if (open.length === 0 && next === ", or end") return undefined;
  return { offset: end, reason: `it ends where ${EXPECTED[next]} is expected` };
}

/** What may come after a token, or undefined where the token may not come. */
function step(next: Next, sign: string, isString: boolean, open: string[]): Next | undefined {
  const isClosing = sign === "}" || sign === "]";
  if (isClosing) {
    const isRight = sign === "}" ? next === "key or }" : next === "value or ]";
    if (!isRight && next !== ", or end") return undefined;
    return open.pop() === (sign === "}" ? "{" : "[") ? ", or end" : undefined;
  }
  // After a whole value another may follow.
  const isNew = next === ", or end" && open.length === 0 && (sign === "{" || sign === "[");
  if (isNew || next === "value" || next === "value or ]") {
    if (sign === "{" || sign === "[") {
      open.push(sign);
      return sign === "{" ? "key or }" : "value or ]";
    }
    return sign === "" ? ", or end" : undefined;
  }
  if (next === "key" || next === "key or }") return isString ? ":" : undefined;
  if (next === ":") return sign === ":" ? "value" : undefined;
  if (sign !== "," || open.length === 0) return undefined;
  return open.at(-1) === "{" ? "key" : "value";
}

function faultAt(text: string, at: number, next: Next): JsonFault {
  const rest = text.slice(at).trimStart();
  const [seen = ""] = rest.split("\n");
  const shown = seen.length > 16 ? `${seen.slice(0, 15)}…` : seen;
  return { offset: text.length - rest.length, reason: `\`${shown}\` stands where ${EXPECTED[next]} is expected` };
}
