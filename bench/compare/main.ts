import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pLimit from "p-limit";
import { DIALECTS, type DialectName, FAULTS, startTarget } from "../../src/targets/index.ts";
import { PROVED_APART } from "../detected-by.ts";
import { contractOf } from "../embedded.ts";
import { measure } from "../faults/measure.ts";
import { writeBetween } from "../lib/page.ts";
import { Progress } from "../lib/progress.ts";
import { markdownTable, textTable } from "../lib/table.ts";
import { commandOf, countOf, dayOf, dialectOf } from "../lib/words.ts";
import { type Compared, compareTable, sampleOf } from "./compare.ts";
import { installTools, PACKAGES, type Subject, type Tool } from "./tools.ts";

const HELP = `npm run bench:compare -- [options]

Runs schemathesis and scim2-tester from PyPI against the embedded targets, faithful and with planted faults, and Scimproof
beside them. Another tool has found a fault when it reports anything that it did not report on the faithful target;
Scimproof when a finding cites the requirement that the fault breaks. Needs Python 3 with pip; without, it says so.

  --dialect NAME    one dialect
  --sample N        so many faults of each dialect, evenly from the catalogue (default 8)
  --all             every fault
  --minutes N       begins no new run after so many minutes (default 30)
  --jobs N          tools at once (default one for each core)
  --json FILE       everything that was measured
  --markdown FILE   the table, between the markers of a page
`;

// What a tool reports of a faithful target by chance must not count as a fault found: three seeds are put together.
const FAITHFUL_SEEDS: readonly number[] = [1, 2, 3];

const { values } = parseArgs({
  options: {
    dialect: { type: "string" },
    sample: { type: "string" },
    all: { type: "boolean" },
    minutes: { type: "string" },
    jobs: { type: "string" },
    json: { type: "string" },
    markdown: { type: "string" },
    help: { type: "boolean" },
  },
});

interface Task {
  readonly dialect: DialectName;
  readonly fault?: string;
  readonly seed: number;
}

/** The faithful targets, then the faults of all dialects by turns: when the time is over, each has had its share. */
function tasksOf(size: number, dialect: string | undefined): readonly Task[] {
  const names = DIALECTS.map(({ name }) => name).filter((name) => dialect === undefined || name === dialect);
  const faithful: readonly Task[] = FAITHFUL_SEEDS.flatMap((seed) => names.map((name) => ({ dialect: name, seed })));
  const samples = names.map((name) => {
    const fits = FAULTS.filter(({ id, dialects }) => dialects.includes(name) && !PROVED_APART.test(id));
    return sampleOf(fits, size).map(({ id }, turn) => ({ turn, task: { dialect: name, fault: id, seed: 1 } }));
  });
  const planted = samples.flat().sort((one, two) => one.turn - two.turn);
  return faithful.concat(planted.map(({ task }) => task));
}

async function withTool(tool: Tool, { dialect, fault, seed }: Task): Promise<Compared> {
  const faults = fault === undefined ? [] : [fault];
  const target = await startTarget({ dialect, faults, seed: { users: 3, groups: 2 } });
  const begun = performance.now();
  try {
    const subject = await subjectOf(dialect, target);
    const report = await tool.run(subject, seed);
    return {
      tool: tool.name,
      dialect,
      ...(fault === undefined ? {} : { fault }),
      ...report,
      requests: target.requests(),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await target.close();
  }
}

async function subjectOf(dialect: DialectName, target: Awaited<ReturnType<typeof startTarget>>): Promise<Subject> {
  const { operations } = await contractOf(dialect);
  const { users, groups } = target.snapshot();
  const idOf = (of: readonly unknown[]): string => (of[0] as { readonly id: string }).id;
  return {
    dialect,
    url: target.url,
    token: target.token,
    root: (operations[0]?.collectionPath ?? "").replace(/\/[^/]+$/u, ""),
    offersPatch: operations.some(({ method }) => method === "PATCH"),
    known: operations.flatMap(({ key, idParameter, resourceType }) =>
      idParameter === undefined
        ? []
        : [{ operation: key, parameter: idParameter, id: idOf(resourceType === "User" ? users : groups) }],
    ),
  };
}

async function withScimproof({ dialect, fault, seed }: Task): Promise<Compared> {
  const kind = fault === undefined ? "faithful" : "fault";
  const done = await measure({ dialect, kind, id: fault ?? "", seed, depth: "standard", record: false, whole: true });
  return {
    tool: "scimproof",
    dialect,
    ...(fault === undefined ? {} : { fault, cited: done.detected }),
    failures: done.alarms,
    requests: done.requests,
    seconds: done.seconds,
    ...(done.error === undefined ? {} : { broke: done.error }),
  };
}

async function main(): Promise<void> {
  const dialect = dialectOf(
    values.dialect,
    DIALECTS.map(({ name }) => name),
  );
  const { sample, all = false } = values;
  const tasks = tasksOf(all ? FAULTS.length : countOf("sample", sample, 8), dialect);
  const until = performance.now() + countOf("minutes", values.minutes, 30) * 60_000;
  const folder = mkdtempSync(join(tmpdir(), "scimproof-compare-"));
  try {
    const tools = await toolsIn(folder);
    if (tools === undefined) return;
    const runners = [...tools.map((tool) => (task: Task) => withTool(tool, task)), withScimproof];
    const progress = new Progress(tasks.length * runners.length);
    const limit = pLimit(countOf("jobs", values.jobs, availableParallelism()));
    // Task by task, so that when the time is over every tool has met the same targets.
    const done = await Promise.all(
      tasks.map((task) =>
        limit(async () => {
          if (performance.now() > until) return [];
          const runs: Compared[] = [];
          for (const runner of runners) {
            runs.push(await runner(task));
            progress.step(`${task.dialect} ${task.fault ?? "faithful"}`);
          }
          return runs;
        }),
      ),
    );
    tell(done.flat(), tasks.length - done.filter(({ length }) => length > 0).length, dialect);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tools, or a line that says why there are none. */
async function toolsIn(folder: string): Promise<readonly Tool[] | undefined> {
  try {
    return await installTools(folder);
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    process.stdout.write(`no comparison: it needs Python 3 with pip, and ${PACKAGES.join(", ")} (${said})\n`);
    return undefined;
  }
}

function tell(runs: readonly Compared[], left: number, dialect: string | undefined): void {
  const { sample, all } = values;
  const table = compareTable([...runs].sort((one, two) => order(one, two)));
  const rest = left === 0 ? "" : `${left} targets left when the time was over\n`;
  process.stdout.write(`${textTable(table)}\n${PACKAGES.join(", ")}\n${rest}`);
  for (const { tool, dialect: name, fault = "faithful", broke } of runs.filter((run) => run.broke !== undefined)) {
    process.stdout.write(`${tool} broke off on ${name} ${fault}: ${broke ?? ""}\n`);
  }
  const command = commandOf("bench:compare", { dialect, sample, all });
  const date = new Date();
  if (values.json !== undefined) {
    const told = { command, date: date.toISOString(), packages: PACKAGES, table, runs };
    writeFileSync(values.json, `${JSON.stringify(told, null, 2)}\n`);
  }
  if (values.markdown !== undefined) {
    const part = left === 0 ? "" : ` The time was over with ${left} targets left.`;
    const words = `Measured on ${dayOf(date)} with \`${command}\`: ${PACKAGES.join(", ")}.${part}`;
    writeBetween(values.markdown, "Detection", "bench:compare", `${words}\n\n${markdownTable(table)}`);
  }
}

function order(one: Compared, two: Compared): number {
  return one.tool < two.tool ? -1 : one.tool > two.tool ? 1 : one.dialect < two.dialect ? -1 : 1;
}

if (values.help === true) process.stdout.write(HELP);
else await main();
