/** A fenced block of a markdown page that carries a document. */
export interface Fence {
  /** The block's content, its indentation removed. */
  readonly text: string;
  /** 1-based line of the page on which the content begins. */
  readonly firstLine: number;
  /** Columns that were taken off each line because the fence is indented. */
  readonly indent: number;
  /** The operation that the info string names: `yaml /api/scim.yaml put /scim/v2/Groups/{id}`. */
  readonly focus?: { readonly method: string; readonly path: string };
}

const LANGUAGES = new Set(["yaml", "yml", "json", "jsonc", "openapi", ""]);
const METHOD = /^(get|put|post|patch|delete|head|options|trace)$/i;

/**
 * The fenced blocks of a markdown page, in order (CommonMark section 4.5: three or more backticks or tildes, closed
 * by at least as many of the same, or by the end of the page).
 */
export function fencesOf(page: string): readonly Fence[] {
  const lines = page.split("\n").map((line) => line.replace(/\r$/, ""));
  const fences: Fence[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const open = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(lines[at] ?? "");
    if (open === null) continue;
    const [, space = "", marker = "", info = ""] = open;
    // CommonMark: a backtick fence whose info string has a backtick is inline code.
    if (marker.startsWith("`") && info.includes("`")) continue;
    const close = new RegExp(`^ {0,3}${marker.charAt(0)}{${marker.length},}[ \\t]*$`);
    let end = at + 1;
    while (end < lines.length && !close.test(lines[end] ?? "")) end += 1;
    const content = lines.slice(at + 1, end).map((line) => line.replace(new RegExp(`^ {0,${space.length}}`), ""));
    fences.push(fenceOf(info, content.join("\n"), at + 2, space.length));
    at = end;
  }
  return fences;
}

/** The first fenced block that looks like an OpenAPI document, or undefined. */
export function documentFence(page: string): Fence | undefined {
  return fencesOf(page).find(
    ({ text }) =>
      /^[ \t]*(?:\{[ \t]*)?["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text) ||
      (text.trimStart().startsWith("{") && /"(?:openapi|swagger)"\s*:/.test(text)),
  );
}

function fenceOf(info: string, text: string, firstLine: number, indent: number): Fence {
  const words = info.trim().split(/\s+/);
  const fence = { text, firstLine, indent };
  if (!LANGUAGES.has((words[0] ?? "").toLowerCase())) return fence;
  const at = words.findIndex((word, index) => METHOD.test(word) && (words[index + 1] ?? "").startsWith("/"));
  const method = words[at];
  const path = words[at + 1];
  return at < 1 || method === undefined || path === undefined
    ? fence
    : { ...fence, focus: { method: method.toUpperCase(), path } };
}
