import { parseArgs } from "node:util";
import type { Behaviour } from "../hostile/behaviour.ts";
import { BEHAVIOURS } from "../hostile/catalogue.ts";
import { type ChildRun, runInChild } from "../hostile/in-child.ts";
import { problemsOf } from "../hostile/judge.ts";
import { textTable } from "../lib/table.ts";
import type { SoakPart } from "./part.ts";

const HELP = `npm run soak -- hostile [options]

Runs the command line, each time as a process of its own, against a server that is hostile in one way. Every run must end
with the exit code and the words stated for it, leave nothing behind without saying so, and stay under 300 MB.

  --only TEXT       behaviours whose id contains this
  --timeout TIME    the --timeout of the runs (default 1s)
`;

/** Peak memory that no run may reach, in MB. */
const PEAK_MB = 300;

/** Hostile servers: every behaviour of the catalogue, with the time and the memory that it costs. */
export const hostile: SoakPart = {
  title: "hostile servers: how each run against one ends, with its time and peak memory",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: "string" }, timeout: { type: "string" }, help: { type: "boolean" } },
    });
    if (values.help === true) process.stdout.write(HELP);
    else await soak(values.only ?? "", values.timeout ?? "1s");
  },
};

async function soak(only: string, timeout: string): Promise<void> {
  const rows: string[][] = [];
  for (const behaviour of BEHAVIOURS.filter(({ id }) => id.includes(only))) {
    const child = await runInChild(behaviour, ["--timeout", behaviour.heavy === true ? "10s" : timeout]);
    const problems = [...problemsOf(behaviour, child), ...(child.peakMb < PEAK_MB ? [] : [`took ${child.peakMb} MB`])];
    rows.push(row(behaviour, child, problems));
    process.stderr.write(`${rows.at(-1)?.join(" | ") ?? ""}\n`);
    if (problems.length > 0) process.exitCode = 1;
  }
  process.stdout.write(
    textTable({
      title: "Hostile servers",
      head: ["behaviour", "outcome", "exit", "seconds", "peak MB", "broken"],
      rows,
    }),
  );
}

function row({ id }: Behaviour, { result, exit, seconds, peakMb }: ChildRun, problems: readonly string[]): string[] {
  const { error, warning } = result.summary.findings;
  const outcome = `${result.verdict}, ${error} errors, ${warning} warnings`;
  return [id, outcome, String(exit), seconds.toFixed(1), String(peakMb), problems.join("; ")];
}
