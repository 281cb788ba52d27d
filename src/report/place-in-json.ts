/**
 * Where in a JSON text the thing that a pointer names stands, or its nearest ancestor: for saying what is wrong with a
 * file that has been read already, so the text is known to be JSON.
 *
 * @param pointer RFC 6901
 * @returns an offset in UTF-16 units
 */
export function offsetIn(json: string, pointer: string): number {
  const wanted = pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  const token = /\s*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|([^\s{}[\],:"]+))/gsu;
  // How many of the wanted tokens the way down to here consists of, for each open bracket; -1 where it leads elsewhere.
  const open: { readonly isList: boolean; readonly matched: number; index: number; key: string; onWay: boolean }[] = [];
  let found = 0;
  let best = -1;
  let expectsKey = false;
  for (let match = token.exec(json); match !== null; match = token.exec(json)) {
    const [, mark, text] = match;
    const at = token.lastIndex - (mark ?? text ?? match[3] ?? "").length;
    const top = open.at(-1);
    if (mark === "}" || mark === "]") {
      open.pop();
      // What was looked for was in here, and is not.
      if (top?.onWay === true && top.matched <= best) return found;
      expectsKey = false;
    } else if (mark === ",") {
      if (top !== undefined) top.index += 1;
      expectsKey = top?.isList === false;
    } else if (mark === ":") {
      expectsKey = false;
    } else {
      if (top !== undefined && text !== undefined && expectsKey) {
        top.key = JSON.parse(text) as string;
        if (top.onWay && top.key === wanted[top.matched] && top.matched > best) [found, best] = [at, top.matched];
        continue;
      }
      if (top?.isList === true && top.onWay && String(top.index) === wanted[top.matched] && top.matched > best) {
        [found, best] = [at, top.matched];
      }
      if (best === wanted.length - 1) return found;
      if (mark === undefined) continue;
      const isHere =
        top === undefined || (top.onWay && (top.isList ? String(top.index) : top.key) === wanted[top.matched]);
      open.push({ isList: mark === "[", matched: open.length, index: 0, key: "", onWay: isHere });
      expectsKey = mark === "{";
    }
  }
  return found;
}
