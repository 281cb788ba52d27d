import type { Finding, KeptExchange } from "../../result/index.ts";
import { waiverText } from "../cases.ts";
import type { Lookup } from "../lookup.ts";
import { deedOf } from "../terminal/failure-block.ts";
import { plural } from "../text.ts";
import { block, code, excerpt, link, prose } from "./inert-markdown.ts";

const VALUE = 400;
const SENTENCE = 600;
const COMMAND = 1500;
const ALTERNATIVES = 6;
const REQUESTS = 6;

/** A finding with its evidence: what was done, what is required, what came, and how to see it again. */
export function findingBlock(finding: Finding, lookup: Lookup): string {
  const { message, title, citation, requirement, level, operation, pointer, occurrences, waived } = finding;
  const place = lookup.place(finding);
  const more = finding.expected.length - ALTERNATIVES;
  const lines = [
    `#### ${prose(excerpt(message, SENTENCE))}`,
    "",
    `- Done: ${prose(excerpt(deedOf(finding, lookup), SENTENCE))}${occurrences > 1 ? ` (seen ${plural(occurrences, "time")})` : ""}`,
    `- Required: ${prose(excerpt(title, SENTENCE))} (${link(citation, finding.link)}, ${level}, ${code(requirement)})`,
    ...finding.expected
      .slice(0, ALTERNATIVES)
      .map((one, index) => `- ${index === 0 ? "Expected" : "or"}: ${code(excerpt(one, VALUE))}`),
    ...(more > 0 ? [`- or one of ${more} more`] : []),
    `- Actual: ${code(excerpt(finding.actual, VALUE))}`,
    ...(pointer === undefined || pointer === "" ? [] : [`- At: ${code(excerpt(pointer, VALUE))} in the last response`]),
    `- Operation: ${code(excerpt(operation, VALUE))}${place === undefined ? "" : `, declared at ${code(`${place.file}:${place.line}`)}`}`,
    ...(waived === null ? [] : [`- ${prose(excerpt(capital(waiverText(waived)), SENTENCE))}`]),
    `- Fingerprint: ${code(finding.fingerprint)}`,
    "",
    ...repeatLines(finding, lookup),
  ];
  return `${lines.join("\n")}\n`;
}

/** A finding in one line, where its evidence has no room any more. */
export function findingLine({ message, requirement, fingerprint }: Finding): string {
  return `- ${prose(excerpt(message, 200))} (${code(requirement)}, ${code(fingerprint)})\n`;
}

function repeatLines(finding: Finding, lookup: Lookup): readonly string[] {
  const exchanges = lookup.exchanges(finding.suite, finding.exchanges);
  const shown = exchanges.slice(-REQUESTS);
  const missing = exchanges.length - shown.length;
  const commands = shown.map((exchange) => commandOf(exchange)).join("\n");
  return [
    `<details><summary>Repeat it</summary>`,
    "",
    ...(missing > 0 ? [`The ${plural(missing, "request")} before these are in the report.`, ""] : []),
    block(`${commands}${commands === "" ? "" : "\n"}# again, by Scimproof\n${excerpt(finding.replay, COMMAND)}`, "sh"),
    "",
    "</details>",
    "",
  ];
}

function commandOf({ title, curl, response, failure }: KeptExchange): string {
  const answer = response === undefined ? (failure?.kind ?? "no answer") : String(response.status);
  // A line break in a title would end the comment, and what follows be a command.
  const head = `# ${excerpt(title, VALUE)} → ${answer}`.replaceAll(/[\r\n]+/gu, " ");
  return curl.length <= COMMAND ? `${head}\n${curl}` : `${head}\n# too long to stand here: take it from the report`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
