import type { Command, Option } from "commander";
import type { Check } from "../../src/checks/index.ts";
import type { Requirement } from "../../src/result/index.ts";
import { citationOf, gateWords, linkOf, severityOf } from "../../src/result/index.ts";

/** Said at the head of every page that is made. */
const MADE = "<!-- Made from the code: npx vitest run --project house test/docs.test.ts -u -->";

/** The page of every command with its arguments and options, from the command line itself. */
export function commandsPage(program: Command): string {
  const parts = program.commands.map((command) => {
    const usage = `scimproof ${command.name()} ${command.usage()}`.trim();
    const args = command.registeredArguments.map((one) => [
      `\`${one.required ? `<${one.name()}>` : `[${one.name()}]`}\``,
      one.description,
    ]);
    const flags = command.options.filter(({ hidden }) => !hidden).map((one) => [`\`${one.flags}\``, flagWords(one)]);
    return [
      `## ${command.name()}`,
      "",
      `${sentence(command.description())}`,
      "",
      `    ${usage}`,
      "",
      ...(args.length === 0 ? [] : [...table(["argument", "what it is"], args), ""]),
      ...(flags.length === 0 ? [] : [...table(["flag", "what it does"], flags), ""]),
    ].join("\n");
  });
  const lead =
    "What each command takes. `scimproof COMMAND --help` prints the same, with examples. Every flag can be set in the " +
    "environment (`SCIMPROOF_` and its name in capitals) or in `scimproof.config.yaml`; the command line wins, then the environment.";
  return page("Commands", lead, parts);
}

/** The page of every check: what it holds answers to. */
export function checksPage(checks: readonly Check[]): string {
  const parts = checks.map(({ id, title, scope, requirements }) =>
    [
      `## ${id}`,
      "",
      sentence(title),
      "",
      `${SCOPES[scope]} Speaks about ${requirements.map((one) => `[${one}](requirements.md#${anchor(one)})`).join(", ")}.`,
      "",
    ].join("\n"),
  );
  return page("Checks", "What is looked at in every answer. Scenarios send; checks judge whatever comes.", parts);
}

const SCOPES: Readonly<Record<Check["scope"], string>> = {
  declared: "On operations that the document declares.",
  "notice-on-helpers":
    "On every answer; where the document does not declare the endpoint, it tells and decides nothing.",
  "after-write": "On what a declared write left behind, wherever it is shown.",
  always: "On every answer.",
};

/** The page of every requirement, by where it comes from. */
export function requirementsPage(requirements: readonly Requirement[]): string {
  const parts = requirements.map((requirement) => {
    const { source, text, level, gate } = requirement;
    const link = linkOf(source);
    const cited = citationOf(source);
    const where = link === undefined ? cited : `[${cited}](${link})`;
    const tested = "by" in requirement.tested ? "" : ` Not tested: ${escape(requirement.tested.untestable)}`;
    return [
      `## ${requirement.id}`,
      "",
      escape(text),
      "",
      `${where}. Level ${level}, severity ${severityOf(requirement)}${gate === undefined ? "" : `; only for ${gateWords(gate)}`}.${tested}`,
      "",
    ].join("\n");
  });
  const lead =
    "Every sentence that a finding can rest on, in our own words, with its source. `scimproof explain ID` tells which checks and " +
    "scenarios speak about it.";
  return page("Requirements", lead, parts);
}

function page(title: string, lead: string, parts: readonly string[]): string {
  return `${[`# ${title}`, "", MADE, "", lead, "", ...parts].join("\n").trimEnd()}\n`;
}

function flagWords({ description, defaultValue, argChoices }: Option): string {
  const choices = argChoices === undefined ? "" : ` (${argChoices.join(", ")})`;
  return `${description}${choices}${typeof defaultValue === "string" ? ` (default: ${defaultValue})` : ""}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** The anchor that a heading gets on a page. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/gu, "")
    .replaceAll(" ", "-");
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return escape(/[.!?]$/u.test(first) ? first : `${first}.`);
}

/** What a page would take for a tag or emphasis. */
function escape(text: string): string {
  return text.replaceAll(/<(?=\w)/gu, "&lt;").replaceAll(/\*/gu, "\\*");
}
