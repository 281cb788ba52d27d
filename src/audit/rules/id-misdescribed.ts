import type { Page } from "../page.ts";
import { pageRule, type Rule, rfc } from "../rule.ts";

// `id` (user ID), `id`: the user's id
const DESCRIBED =
  /`id`\s*(?:\(|:|=|–|—|-|\bis\b)\s*(?:the\s+)?(?:id\s+of\s+(?:the|an?)\s+)?(user|member|group|role)(?:'s)?\b/giu;

/** The other collection than the one whose id is described. */
const ELSEWHERE: Readonly<Record<string, string>> = { user: "Groups", member: "Groups", group: "Users", role: "Users" };

/** `id` called one thing and shown as another. */
export const idMisdescribed: Rule = pageRule({
  id: "audit.id-misdescribed",
  title: "id is described as what the examples show",
  level: "warning",
  explanation:
    "Where words and examples disagree about whose id is meant, a client sends the wrong one: a change for one resource reaches another, or none.",
  source: rfc(7643, "3.1"),
  *find(page) {
    for (const { line, text } of page.prose) {
      for (const match of text.matchAll(DESCRIBED)) {
        const kind = (match[1] ?? "").toLowerCase();
        const collection = ELSEWHERE[kind] ?? "";
        const shown = exampleIds(page).find((id) => idsOf(page, collection).has(id));
        if (shown === undefined) continue;
        yield {
          line,
          column: match.index + 1,
          message: `id is called a ${kind}'s, and shown as ${JSON.stringify(shown)}, the id in a path under /${collection}`,
          remedy: "correct the description, or the examples",
        };
      }
    }
  },
});

/** Ids that stand in a path of the page under a collection. */
function idsOf({ prose, fences }: Page, collection: string): ReadonlySet<string> {
  const path = new RegExp(String.raw`\b${collection}/([\w.~-]+)`, "giu");
  return new Set([...prose, ...fences].flatMap(({ text }) => [...text.matchAll(path)].map((match) => match[1] ?? "")));
}

/** Values of `id` in the page's JSON, valid or not. */
function exampleIds({ fences, inline }: Page): readonly string[] {
  return [...inline, ...fences].flatMap(({ text }) =>
    [...text.matchAll(/"id"\s*:\s*"([^"]+)"/gu)].map((match) => match[1] ?? ""),
  );
}
