import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Puts a text between the two markers of a name; a page without them gets both at its end. */
export function between(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  const block = `${start}\n\n${text.trim()}\n\n${end}`;
  if (from === -1 || to < from) return `${page.trimEnd()}\n\n${block}\n`.trimStart();
  return page.slice(0, from) + block + page.slice(to + end.length);
}

/** Writes a text between the markers of a page, which is made with a title when it is not there. */
export function writeBetween(path: string, title: string, name: string, text: string): void {
  const page = existsSync(path) ? readFileSync(path, "utf8") : `# ${title}\n`;
  writeFileSync(path, between(page, name, text));
}
