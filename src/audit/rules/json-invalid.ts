import { type Page, placeIn, type Snippet } from "../page.ts";
import { pageRule, type Rule, rfc } from "../rule.ts";

/** What stands for something to be filled in, or left out: then nobody takes the text for JSON. */
const PLACEHOLDER = /\.\.\.|…|^\s*\/\/|\/\*|<[A-Za-z][\w .-]*>|\{\{/mu;

/** JSON that is none. */
export const jsonInvalid: Rule = pageRule({
  id: "audit.json-invalid",
  title: "the JSON of a page is JSON",
  level: "error",
  explanation: "People copy examples. A server can only refuse one that is not JSON.",
  source: rfc(8259, "2"),
  *find(page) {
    for (const snippet of jsonOf(page)) {
      if (PLACEHOLDER.test(snippet.text)) continue;
      const fault = faultOf(snippet.text);
      if (fault === undefined) continue;
      yield {
        ...placeIn(snippet, fault.offset),
        message: `not valid JSON: ${fault.reason}`,
        remedy: 'correct the example; quotes within a string are written \\"',
      };
    }
  },
});

/** Code that is meant to be JSON: by its fence's language, or by how it begins and ends. */
function jsonOf(page: Page): readonly Snippet[] {
  const fenced = page.fences.filter(
    ({ language, text }) => /^(?:json|scim\+json|)$/u.test(language ?? "") && /^\s*[[{]\s*["[{\]}]/u.test(text),
  );
  const inline = page.inline.filter(({ text }) => /^(?:\{\s*"[\s\S]*\}|\[\s*["{][\s\S]*\])$/u.test(text.trim()));
  return [...fenced, ...inline].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** What is wrong with a text that should be JSON, or several of it one after another. */
function faultOf(text: string): { readonly offset: number; readonly reason: string } | undefined {
  let from = 0;
  for (;;) {
    const fault = firstFault(text.slice(from));
    if (fault === undefined) return undefined;
    const rest = text.slice(from + fault.offset);
    const isNext = /^[[{]/u.test(rest) && firstFault(text.slice(from, from + fault.offset)) === undefined;
    if (!isNext) return { offset: from + fault.offset, reason: fault.reason };
    from += fault.offset;
  }
}

function firstFault(text: string): { readonly offset: number; readonly reason: string } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : "";
    const at = /at position (\d+)/u.exec(words)?.[1];
    const offset = at === undefined ? text.trimEnd().length : Number(at);
    const seen = text.slice(offset).trimStart().slice(0, 12);
    return { offset, reason: seen === "" ? "it ends too early" : `\`${seen}\` is not expected here` };
  }
}
