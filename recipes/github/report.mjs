// node report.mjs FOLDER: the step summary and annotations of the run whose reports are there. Built-ins only.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// GitHub shows ten annotations of a kind for a step.
const SHOWN = 10;
const KINDS = { error: "error", warning: "warning" };

const folder = process.argv[2] ?? "reports";
const file = join(folder, "results.json");
if (!existsSync(file)) {
  console.log("::error title=Scimproof::there is no result: see what the run printed");
} else {
  const { verdict, findings, suites } = JSON.parse(readFileSync(file, "utf8"));
  const open = findings.filter(
    ({ severity, waived }) => severity in KINDS && (waived === null || waived === undefined),
  );
  for (const kind of Object.keys(KINDS)) {
    for (const { title, message, operation, requirement } of open
      .filter(({ severity }) => severity === kind)
      .slice(0, SHOWN)) {
      const text = `${operation}: ${message} (${requirement})`;
      console.log(`::${KINDS[kind]} title=${property(title)}::${data(text)}`);
    }
  }
  append("GITHUB_OUTPUT", `verdict=${verdict}\n`);
  // Where the Markdown report was asked for, the run has added it to the summary itself.
  if (!existsSync(join(folder, "summary.md"))) append("GITHUB_STEP_SUMMARY", summaryOf(verdict, suites, open));
}

/** The verdict and the findings in a table. */
function summaryOf(verdict, suites, open) {
  const rows = open.map(({ severity, operation, title, requirement }) =>
    [severity, operation, title, requirement].map(cell),
  );
  return [
    `## SCIM: ${verdict}`,
    "",
    ...suites.map(({ id, verdict: own }) => `- ${cell(id)}: ${own}`),
    "",
    ...(rows.length === 0 ? [] : ["| severity | operation | finding | requirement |", "| --- | --- | --- | --- |"]),
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
  ].join("\n");
}

function append(variable, text) {
  const target = process.env[variable];
  if (target) appendFileSync(target, text);
}

/** What a server has said may hold anything: nothing of it may end the line, or be a command. */
function data(text) {
  return String(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text) {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function cell(text) {
  return String(text)
    .replaceAll(/[\r\n]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`|*_[\]]/gu, "\\$&");
}
