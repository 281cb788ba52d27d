/** A block of code on a page, fenced or within a line. */
export interface Snippet {
  readonly text: string;
  /** 1-based line and column of the page where the text begins. */
  readonly line: number;
  readonly column: number;
  /** First word after the opening fence, in lower case; absent within a line. */
  readonly language?: string;
}

/** A table's row. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A table, its header apart from its rows. */
export interface Table {
  readonly header: Row;
  readonly rows: readonly Row[];
}

/** A line outside of every fenced block. */
export interface ProseLine {
  readonly line: number;
  readonly text: string;
}

/** A markdown page, taken apart as far as rules need it. */
export interface Page {
  readonly file: string;
  readonly fences: readonly Snippet[];
  /** Code within lines, ticks removed. */
  readonly inline: readonly Snippet[];
  readonly tables: readonly Table[];
  readonly prose: readonly ProseLine[];
}

const OPENAPI = /^[ \t]*\{?[ \t]*["']?(?:openapi|swagger)["']?[ \t]*:/mu;

/** True of the name of a markdown page. */
export function isPage(file: string): boolean {
  return /\.(?:md|mdx|markdown)$/iu.test(file);
}

/** Takes a markdown page apart. The block that carries an OpenAPI document is left out: other rules speak about it. */
export function pageOf(file: string, text: string): Page {
  const lines = text.split("\n").map((line) => line.replace(/\r$/u, ""));
  const fences: Snippet[] = [];
  const prose: ProseLine[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const open = /^(\s*)(`{3,}|~{3,})(.*)$/u.exec(line);
    const [, space = "", marker = "", info = ""] = open ?? [];
    if (open === null || (marker.startsWith("`") && info.includes("`"))) {
      prose.push({ line: at + 1, text: line });
      continue;
    }
    const close = new RegExp(String.raw`^\s*${marker.charAt(0)}{${marker.length},}\s*$`, "u");
    let end = at + 1;
    while (end < lines.length && !close.test(lines[end] ?? "")) end += 1;
    const content = lines
      .slice(at + 1, end)
      .map((inner) => (inner.startsWith(space) ? inner.slice(space.length) : inner));
    const language = /^\w[\w+.-]*/u.exec(info.trim())?.[0].toLowerCase() ?? "";
    fences.push({ text: content.join("\n"), line: at + 2, column: space.length + 1, language });
    at = end;
  }
  return {
    file,
    fences: fences.filter((fence) => !OPENAPI.test(fence.text)),
    inline: prose.flatMap(inlineCode),
    tables: tablesOf(prose),
    prose,
  };
}

/** True for a page that carries an OpenAPI document, however broken. */
export function carriesDocument(text: string): boolean {
  return OPENAPI.test(text);
}

/** True where there is something about SCIM to judge: its words, and code to judge them by. */
export function speaksScim(page: Page): boolean {
  const texts = [...page.prose, ...page.fences].map((part) => part.text);
  return (
    page.fences.length + page.inline.length > 0 && texts.some((text) => /\bscim\b|urn:ietf:params:scim/iu.test(text))
  );
}

/** A place within a snippet, as a place of the page. */
export function placeIn(snippet: Snippet, offset: number): { readonly line: number; readonly column: number } {
  const before = snippet.text.slice(0, offset).split("\n");
  const last = before.at(-1) ?? "";
  // Each line of a fenced block has lost the fence's own indentation; code within a line has one line only.
  return { line: snippet.line + before.length - 1, column: snippet.column + last.length };
}

function inlineCode({ line, text }: ProseLine): readonly Snippet[] {
  return [...text.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gu)].map((match) => ({
    text: match[2] ?? "",
    line,
    column: match.index + (match[1] ?? "").length + 1,
  }));
}

function tablesOf(prose: readonly ProseLine[]): readonly Table[] {
  const tables: Table[] = [];
  for (let at = 0; at + 1 < prose.length; at += 1) {
    const header = prose[at];
    if (header === undefined || !isRow(header) || !/^\s*\|?[\s:|-]*-[\s:|-]*$/u.test(prose[at + 1]?.text ?? ""))
      continue;
    const rows: Row[] = [];
    let next = at + 2;
    for (let row = prose[next]; row !== undefined && isRow(row); row = prose[next]) {
      rows.push(rowOf(row));
      next += 1;
    }
    tables.push({ header: rowOf(header), rows });
    at = next - 1;
  }
  return tables;
}

function isRow({ text }: ProseLine): boolean {
  return text.includes("|");
}

function rowOf({ line, text }: ProseLine): Row {
  const cells = text
    .trim()
    .replace(/^\|/u, "")
    .replace(/(?<!\\)\|$/u, "")
    .split(/(?<!\\)\|/u);
  return { line, cells: cells.map((cell) => cell.trim()) };
}
