import type { RunResult, WaiverResult } from "../../result/index.ts";
import { WAIVER_WORD, waiverCounts, waiverRows, waiverSubject } from "../waiver-rows.ts";
import { code, excerpt, link, prose } from "./inert-markdown.ts";

const ROOM = 6_000;
const SENTENCE = 300;

/** The waivers that the result was held against, what somebody has to do something about first. */
export function waiverLines(result: RunResult): readonly string[] {
  const { waivers } = result;
  if (waivers === undefined) return [];
  const rows = waiverRows(result);
  const head = `### Waivers: ${waiverCounts(rows)}`;
  const from = `From ${code(excerpt(waivers.file, SENTENCE))}, as of ${prose(excerpt(waivers.on, SENTENCE))}.`;
  const lines: string[] = [];
  let used = 0;
  for (const row of rows) {
    const line = lineOf(row, waivers.file);
    if (used + line.length > ROOM) break;
    lines.push(line);
    used += line.length + 1;
  }
  const more = rows.length - lines.length;
  return [head, "", from, "", ...lines, ...(more > 0 ? [`- and ${more} more, in the report`] : []), ""];
}

function lineOf(row: WaiverResult, file: string): string {
  const { state, fingerprint, reason, until, message, line } = row;
  const subject = waiverSubject(row);
  const at = line === undefined ? "" : ` at ${code(excerpt(`${file}:${line}`, SENTENCE))}`;
  const of = subject === "" ? "" : ` (${prose(excerpt(subject, SENTENCE))})`;
  return `- **${WAIVER_WORD[state]}** ${code(fingerprint)}${of}${at}, until ${prose(excerpt(until, SENTENCE))}: ${prose(excerpt(reason, SENTENCE))}${ticketOf(row)}${state === "used" ? "" : `. What it means: ${prose(excerpt(message, SENTENCE))}`}`;
}

function ticketOf({ link: address }: WaiverResult): string {
  if (address === undefined) return "";
  const linked = link("ticket", address);
  return `, ${linked.startsWith("[") ? linked : code(excerpt(address, SENTENCE))}`;
}
