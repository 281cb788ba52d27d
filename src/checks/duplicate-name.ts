// Of a longer body this much is looked at: what is written by the same code has its fault early.
const SEARCHED = 1024 * 1024;

const STRING = /"(?:[^"\\]|\\.)*"/suy;

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
      STRING.lastIndex = at;
      const literal = STRING.exec(json)?.[0] ?? '"';
      at += literal.length - 1;
      const names = open.at(-1);
      if (!mayBeName || names === undefined) continue;
      mayBeName = false;
      const name = String(JSON.parse(literal));
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
