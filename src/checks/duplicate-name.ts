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
  const open: (Names | undefined)[] = [];
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
      const literal = json.slice(literalAt + 1, at);
      const name = literal.includes("\\") ? String(JSON.parse(`"${literal}"`)) : literal;
      if (has(names, name)) return name;
      names.few.push(name);
    } else if (char === "{" || char === "[") {
      open.push(char === "{" ? { few: [], many: undefined } : undefined);
      mayBeName = char === "{";
    } else if (char === "}" || char === "]") open.pop();
    else if (char === ",") mayBeName = true;
  }
  return undefined;
}

/** The names of one object: a list is quicker than a set of a few, and most objects have a few. */
interface Names {
  few: string[];
  many: Set<string> | undefined;
}

const FEW = 16;

function has(names: Names, name: string): boolean {
  if (names.few.length >= FEW) {
    names.many ??= new Set();
    for (const one of names.few) names.many.add(one);
    names.few = [];
  }
  return names.few.includes(name) || names.many?.has(name) === true;
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
