import { createHash } from "node:crypto";
import { renderToString } from "preact-render-to-string";

/** One HTML file, from what is rendered already. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  /** Absent for a page that needs none. */
  readonly script?: string;
  /** HTML. */
  readonly body: string;
}

/**
 * A page that needs no network. Its policy allows this one style and this one script and nothing else: no network, no
 * frames, no forms. What a server wrote is text twice over: escaped by the renderer, and without effect if that failed.
 */
export function htmlPage({ title, style, script, body }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hashOf(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${renderToString(<title>{title}</title>)}
<style>${style}</style>
</head>
<body>
${body}${script === undefined ? "" : `\n<script>${script}</script>`}
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
