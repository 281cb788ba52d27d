import { placeIn, type Snippet } from "../page.ts";
import { pageRule, type Rule, rfc } from "../rule.ts";

const OPENING = /\b(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s+(\\?")/giu;

/** A path with a filter that stands in a JSON string, and the character after it. */
const IN_STRING = /"[A-Za-z][\w.$:-]*\[[^\]\n]*\][\w.]*(.?)/gu;

/** A filter, or the string it stands in, that is never closed. */
export const filterUnclosed: Rule = pageRule({
  id: "audit.filter-unclosed",
  title: "the text in a filter is closed, and so is the string around it",
  level: "error",
  explanation:
    "People copy filters. One without its closing quote is no filter, and is refused with 400 invalidFilter or invalidSyntax.",
  source: rfc(7644, "3.4.2.2"),
  *find({ fences, inline }) {
    for (const snippet of [...fences, ...inline].sort((a, b) => a.line - b.line || a.column - b.column)) {
      for (const offset of unclosed(snippet)) {
        yield {
          ...placeIn(snippet, offset),
          message: "the quote that opens here is never closed",
          remedy: String.raw`close it: "members[value eq \"id\"]" in JSON, members[value eq "id"] elsewhere`,
        };
      }
    }
  },
});

/** Where quotes open that are never closed, once for each line. */
function unclosed({ text }: Snippet): readonly number[] {
  const found = new Map<number, number>();
  const add = (offset: number): void => {
    const line = text.slice(0, offset).split("\n").length;
    if (!found.has(line)) found.set(line, offset);
  };
  for (const match of text.matchAll(OPENING)) {
    const quote = match[1] ?? "";
    const begins = match.index + match[0].length;
    const [rest = ""] = text.slice(begins).split("\n");
    if (!isClosed(rest, quote)) add(begins - quote.length);
  }
  for (const match of text.matchAll(IN_STRING)) {
    // A backslash: the whole is JSON within JSON.
    if (match[1] !== '"' && match[1] !== "\\") add(match.index);
  }
  return [...found.values()].sort((a, b) => a - b);
}

function isClosed(rest: string, quote: string): boolean {
  if (quote !== '"') {
    // Within a JSON string, a bare quote ends the string itself.
    const end = rest.indexOf(quote);
    const bare = rest.search(/(?<!\\)"/u);
    return end >= 0 && (bare < 0 || end < bare);
  }
  const end = rest.search(/(?<!\\)"/u);
  if (end < 0) return false;
  // A bracket may stand within the text; but a quote that closes a filter is followed by what a filter goes on with.
  return !rest.slice(0, end).includes("]") || /^\s*(?:$|[\])&]|(?:and|or)\b)/iu.test(rest.slice(end + 1));
}
