import { inert, inertLine } from "../text.ts";

/*
 * Markdown of GitHub, in which strings of a server stand: mentions, issues, commits, addresses, formulas and emoji are made
 * of plain text, and no backslash or entity keeps all of them from it, since some are looked for after the text is
 * rendered. Nothing is looked for in code, so that is where everything goes that could mean something.
 */

// Letters, digits and the marks of a sentence: what is made of these alone stands as it is.
const PLAIN = /^[\p{L}\p{M}\p{N}.,;:'"()?!§%→…–—/=+-]+$/u;

// Addresses, GH-1, commits, :emoji:, and what has neither letter nor digit and so may draw a line or begin a list.
const ACTIVE =
  /:\/\/|www\.|GH-\d|(?<![\p{L}\p{N}])[0-9a-f]{7,40}(?![\p{L}\p{N}])|:[\w+-]+:|^[^\p{L}\p{N}]*[:/=+-][^\p{L}\p{N}]*$/iu;

// What begins a list or a line under a heading where a line begins with it.
const BEGINS = /^[=+-]|^\d+[.)]/u;

/** A text of one line as code: shown letter by letter, whatever it is, also in a table. */
export function code(text: string): string {
  const shown = inertLine(text);
  if (shown === "") return "(empty)";
  // A table takes a | for the end of a cell even within code, so that it stands between two pieces of code.
  return shown
    .split("|")
    .map((piece) => (piece === "" ? "" : span(piece)))
    .join("&#124;");
}

function span(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  // A reader takes one space from each end where both have one; a backtick must not touch the fence.
  const pad = /^[ `]|[ `]$/u.test(text) ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
}

/** A sentence that may hold strings of a server: words stand as they are, what could mean something is code. */
export function prose(text: string): string {
  const words = inertLine(text)
    .split(/\s+/u)
    .filter((word) => word !== "");
  const parts: { readonly isCode: boolean; readonly words: string[] }[] = [];
  for (const [index, word] of words.entries()) {
    const isCode = !PLAIN.test(word) || ACTIVE.test(word) || (index === 0 && BEGINS.test(word));
    const last = parts.at(-1);
    if (last !== undefined && last.isCode === isCode) last.words.push(word);
    else parts.push({ isCode, words: [word] });
  }
  return parts.map((part) => (part.isCode ? code(part.words.join(" ")) : part.words.join(" "))).join(" ");
}

/** Lines as a block of code. */
export function block(text: string, language: string): string {
  const shown = inert(text);
  const fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** A link of ours; what is no plain address of the web, or no plain words, is shown and not linked. */
export function link(text: string, address: string | undefined): string {
  const shown = prose(text);
  const isPlain = !shown.includes("`") && address !== undefined && /^https:\/\/[\w./#~%?=&:+-]+$/u.test(address);
  return isPlain ? `[${shown}](${address})` : shown;
}

/**
 * The beginning of a text that is too long, with how much is missing. Cut before it is made Markdown, and never within a
 * character: so nothing that belongs together is ever torn.
 */
export function excerpt(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]/u.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}… (${text.length - end} more characters)`;
}
