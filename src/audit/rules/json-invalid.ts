import { jsonFault } from "../json-fault.ts";
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
      const fault = jsonFault(snippet.text);
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
