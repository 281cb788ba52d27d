// Of a longer body this much is looked at: what is written by the same code has its fault early.
const SEARCHED = 1024 * 1024;

/**
 * The first name that stands twice in one object of a JSON text, compared after its escapes are undone; undefined when
 * there is none. JSON.parse keeps the last of them and says nothing.
 *
 * @param json well-formed JSON
 */
export function duplicateName(json: string): string | undefined {
  // One set of names for each object that is open, nothing for an array: a stack of our own, so that depth costs no stack.
  const open: (Set<string> | undefined)[] = [];
  let mayBeName = false;
  const end = Math.min(json.length, SEARCHED);
  for (let at = 0; at < end; at += 1) {
    const char = json.charAt(at);
    if (char === '"') {
      const literalAt = at;
      at = endOfString(json, at);
      const names = open.at(-1);
      if (!mayBeName || names === undefined) continue;
      mayBeName = false;
      const name = String(JSON.parse(json.slice(literalAt, at + 1)));
      if (names.has(name)) return name;
      names.add(name);
    } else if (char === "{" || char === "[") {
      open.push(char === "{" ? new Set() : undefined);
      mayBeName = char === "{";
    } else if (char === "}" || char === "]") open.pop();
    else if (char === ",") mayBeName = true;
  }
  return undefined;
}

/** Where the quotation mark stands that ends a string. Not by a pattern: a string of megabytes exhausts its stack. */
function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let escapes = 0;
    while (json.charAt(at - 1 - escapes) === "\\") escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return json.length - 1;
}
