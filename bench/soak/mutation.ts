import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseShard } from "../../src/engine/index.ts";
import { projectRoot } from "../lib/root.ts";
import { percent, textTable } from "../lib/table.ts";
import type { SoakPart } from "./part.ts";

const ROOMS = ["src/checks", "src/scim", "src/membership"] as const;

// What must be killed of the mutants that can be, in percent.
const GOAL = 85;

const HELP = `npm run soak -- mutation [options]

Changes the code that judges, one small thing at a time, and runs the unit tests of its room: a change that no test notices
survives. Ends with 1 when less than ${GOAL} % are killed in a room. Hours on two cores; --only takes a part.

  --room ROOM       ${ROOMS.join(", ")} (default: all three)
  --only GLOB       files to change: 'src/checks/resource-*.ts'
  --part I/N        of all files of a room, in alphabetical order, the I-th and each N-th after it
`;

/** One changed place, as Stryker's JSON report has it. */
interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number } };
}

interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

/** Tests of the tests: mutation testing of the rooms that judge. */
export const mutation: SoakPart = {
  title: `tests of the tests: at least ${GOAL} % of mutants of checks, scim and membership are killed`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        room: { type: "string" },
        only: { type: "string" },
        part: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) return void process.stdout.write(HELP);
    if (values.part !== undefined) parseShard(values.part);
    const rooms = ROOMS.filter((room) => values.room === undefined || values.room === room);
    if (rooms.length === 0) throw new Error(`--room takes ${ROOMS.join(", ")}`);
    const rows: (readonly string[])[] = [];
    for (const room of rooms) {
      await stryker(room, values.only, values.part);
      const mutants = readMutants(room);
      const count = (...states: readonly string[]): number =>
        mutants.filter(({ mutant }) => states.includes(mutant.status)).length;
      const killed = count("Killed", "Timeout");
      const survived = count("Survived", "NoCoverage");
      for (const { file, mutant } of mutants) {
        if (mutant.status !== "Survived" && mutant.status !== "NoCoverage") continue;
        const to = (mutant.replacement ?? "").replaceAll(/\s+/gu, " ").slice(0, 80);
        process.stdout.write(`${file}:${mutant.location.start.line} ${mutant.mutatorName} ${mutant.status}: ${to}\n`);
      }
      if ((100 * killed) / Math.max(1, killed + survived) < GOAL) process.exitCode = 1;
      rows.push([
        room,
        String(killed + survived),
        String(killed),
        String(survived),
        percent(killed, killed + survived),
      ]);
    }
    const head = ["room", "mutants", "killed", "survived", "share"];
    process.stdout.write(`\n${textTable({ title: "Mutants", head, rows })}\n`);
  },
};

/** Runs Stryker on one room, or a part of its files; what it prints goes through to the terminal. */
async function stryker(room: string, only: string | undefined, part = "1/1"): Promise<void> {
  const root = projectRoot();
  const bin = join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const child = spawn(process.execPath, [bin, "run", ...(only === undefined ? [] : ["--mutate", only])], {
    cwd: root,
    env: { ...process.env, MUTATE: room, MUTATE_PART: part },
    stdio: ["ignore", 2, 2],
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`Stryker ended with ${code ?? "a signal"} on ${room}`);
}

function readMutants(room: string): readonly { readonly file: string; readonly mutant: Mutant }[] {
  const file = join(projectRoot(), "reports", "mutation", `${room.replaceAll("/", "-")}.json`);
  const report = JSON.parse(readFileSync(file, "utf8")) as MutationReport;
  return Object.entries(report.files).flatMap(([name, { mutants }]) =>
    mutants.map((mutant) => ({ file: name, mutant })),
  );
}
