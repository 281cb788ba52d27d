import { placeIn } from "../page.ts";
import { pageRule, type Rule, rfc } from "../rule.ts";

const OPENING = /\b(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s+(\\?")/giu;

/** A filter whose text is never closed. */
export const filterUnclosed: Rule = pageRule({
  id: "audit.filter-unclosed",
  title: "the text in a filter is closed",
  level: "error",
  explanation:
    "People copy filters. A text without its closing quote is no filter, and is refused with 400 invalidFilter.",
  source: rfc(7644, "3.4.2.2"),
  *find({ fences, inline }) {
    for (const snippet of [...fences, ...inline].sort((a, b) => a.line - b.line || a.column - b.column)) {
      for (const match of snippet.text.matchAll(OPENING)) {
        const quote = match[1] ?? "";
        const begins = match.index + match[0].length;
        const [rest = ""] = snippet.text.slice(begins).split("\n");
        if (isClosed(rest, quote)) continue;
        yield {
          ...placeIn(snippet, begins - quote.length),
          message: `the text after ${match[0].trim().split(/\s/u)[0] ?? "the operator"} has no closing quote`,
          remedy: 'close it: members[value eq "id"]',
        };
      }
    }
  },
});

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
