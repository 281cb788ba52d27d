import { lexer, type Token, walkTokens } from "marked";

/** What a server may say in the hope that a reader of Markdown acts on it. */
export const EVIL: readonly string[] = [
  "@team/admins please look",
  "see #12, GH-7, acme/api#3 and 3f9a0c4e7b12d85a3f9a0c4e7b12d85a3f9a0c4e",
  "![x](https://evil.example/x.png) [click](javascript:alert(1)) <https://evil.example> www.evil.example",
  "mail root@evil.example or mailto:root@evil.example",
  "<script>alert(1)</script> </details></summary><img src=x onerror=alert(1)>",
  "| a | b |\n| --- | --- |\n| c | d |",
  "```\n# heading\n``` ~~~ `a` ``b``",
  "* list\n- list\n1. list\n> quote\n===\n---",
  "$x^2$ and $$y$$ :tada: **bold** _it_ ~~no~~ &amp; &#64;team [^1]",
  String.raw`trailing \| pipe \\| and \``,
  "invoice\u202egnp.exe \u0000\u001b[2J \u2066x\u2069 \ud83d half",
];

/** What a reader of GitHub's Markdown would act on. */
export function actingIn(text: string): readonly string[] {
  return tokensOf(text).flatMap((token) => {
    const { type, raw } = token;
    if (type === "link" && !/^\[[^\]]*\]\(https:\/\/www\.rfc-editor\.org\//u.test(raw)) return [`link ${raw}`];
    if (type === "image") return [`image ${raw}`];
    if (type === "html" && !/^\s*<details><summary>[A-Za-z ,]+<\/summary>\s*$|^<\/details>\s*$/u.test(raw))
      return [`html ${raw}`];
    // Of a text that has no parts of its own: what is looked for when all is rendered.
    const isLeaf = type === "text" && !("tokens" in token && token.tokens !== undefined);
    const shown = raw.replaceAll("&#124;", "");
    return isLeaf && /[@#$<>[\]]|www\.|:\/\/|GH-\d|\b[0-9a-f]{7,40}\b/u.test(shown) ? [`text ${raw}`] : [];
  });
}

function tokensOf(text: string): readonly Token[] {
  const all: Token[] = [];
  void walkTokens(lexer(text), (token) => {
    all.push(token);
  });
  return all;
}
