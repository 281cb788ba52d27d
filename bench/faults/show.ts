import { markdownTable, textTable } from "../lib/table.ts";
import { missedLines, type Summary } from "./summary.ts";

/** The summary for a terminal. */
export function textOf(summary: Summary): string {
  return [
    ...summary.tables.map(textTable),
    ...list("Missed", missedLines(summary), (line) => `  ${line}`),
    ...list("False alarms", alarmLines(summary), (line) => `  ${line}`),
    ...list("Errors of the bench", errorLines(summary), (line) => `  ${line}`),
    "Goals",
    "",
    ...summary.goals.map(({ goal, met, detail }) => `  ${met ? "met    " : "not met"}  ${goal} (${detail})`),
    "",
  ].join("\n");
}

/** The summary for a page, with the command that repeats it and its date. */
export function markdownOf(summary: Summary, command: string, date: string): string {
  return [
    `Measured on ${date} with \`${command}\`. “First” is the number of requests sent before the first judgement that`,
    "cites the fault's requirement; seconds are those of the runs added up.",
    "",
    ...summary.goals.map(({ goal, met, detail }) => `- ${met ? "Met" : "**Not met**"}: ${goal} (${detail}).`),
    "",
    ...summary.tables.map(markdownTable),
    ...list("### Missed", missedLines(summary), (line) => `- ${line}`),
    ...list("### False alarms", alarmLines(summary), (line) => `- ${line}`),
  ].join("\n");
}

function list(title: string, lines: readonly string[], show: (line: string) => string): readonly string[] {
  return lines.length === 0 ? [] : [title, "", ...lines.map(show), ""];
}

function alarmLines({ alarms }: Summary): readonly string[] {
  return alarms.map(({ where, alarm }) => `${where}: ${alarm}`);
}

function errorLines({ errors }: Summary): readonly string[] {
  return errors.map(({ where, error }) => `${where}: ${error}`);
}
