import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { marked, type Token } from "marked";
import { projectRoot } from "../../bench/lib/root.ts";

const ROOT = projectRoot();

/** A block of code on a page, or a word or line of it in a sentence. */
export interface Snippet {
  readonly page: string;
  readonly text: string;
}

/** Every page that a reader meets: README and its kind, and all below these folders. */
export const PAGES: readonly string[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...["docs", "compat", "examples"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name)),
  ),
];

/** The blocks of code of pages, those in lists too. */
export function blocksOf(pages: readonly string[]): readonly Snippet[] {
  return found(pages, "code");
}

/** What stands between backticks in the sentences of pages. */
export function wordsOf(pages: readonly string[]): readonly Snippet[] {
  return found(pages, "codespan");
}

/** Whether a block is what somebody types into a shell. */
export function isShell({ text }: Snippet): boolean {
  return /^(?:\$ |(?:export )?[A-Z_]+=|(?:npx|npm|scimproof|source|kubectl|podman|gh|jq|tail|sed) )/u.test(text);
}

function found(pages: readonly string[], type: string): readonly Snippet[] {
  return pages.flatMap((page) => {
    const texts: Snippet[] = [];
    const tokens = marked.lexer(readFileSync(join(ROOT, page), "utf8"));
    void marked.walkTokens(tokens, (token: Token) => {
      if (token.type === type && "text" in token) texts.push({ page, text: unescaped(String(token.text)) });
    });
    return texts;
  });
}

/** What the lexer has made of signs in a span of code. */
function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
