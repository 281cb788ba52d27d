import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { DIALECTS, FAULTS } from "../../src/targets/index.ts";
import { DETECTED_BY, readDetectedBy, recordedWith, WHOLE_RUN, writeDetectedBy } from "../detected-by.ts";
import { writeBetween } from "../lib/page.ts";
import { workThrough } from "../lib/pool.ts";
import { Progress } from "../lib/progress.ts";
import { projectRoot } from "../lib/root.ts";
import { commandOf, countOf, dayOf, dialectOf } from "../lib/words.ts";
import { jobsOf } from "./jobs.ts";
import type { Job, Measurement } from "./measurement.ts";
import { markdownOf, textOf } from "./show.ts";
import { summarize, whereOf } from "./summary.ts";

const HELP = `npm run bench:faults -- [options]

Switches on every fault of every embedded target, one at a time, and counts which are detected; runs the faithful
targets and every oddity, and counts false alarms. Always ends with 0: it measures, it does not gate.

  --seeds N         seeds 1 to N (default 1)
  --dialect NAME    one dialect
  --fault REGEX     only faults whose id matches; no faithful target, no oddity
  --whole           every run whole: slow, and the only way to count requests until the first detection
  --no-oddities     faults and the faithful targets alone; \`npm run soak\` runs every oddity, with more seeds
  --once            each fault on the first of its dialects alone, oddities with the first seed alone
  --depth DEPTH     smoke, standard or thorough (default standard)
  --jobs N          threads (default one for each core)
  --at-once N       runs at once in each thread (default 3)
  --json FILE       everything that was measured
  --markdown FILE   the tables, between the markers of a page
  --record          writes the cheapest scenario that detects each fault alone, on the dialect on which the
                    tests prove it, into ${DETECTED_BY}
  --missing         with --record: only faults that are not in it yet
`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    dialect: { type: "string" },
    fault: { type: "string" },
    depth: { type: "string" },
    jobs: { type: "string" },
    "at-once": { type: "string" },
    json: { type: "string" },
    markdown: { type: "string" },
    record: { type: "boolean" },
    whole: { type: "boolean" },
    once: { type: "boolean" },
    "no-oddities": { type: "boolean" },
    missing: { type: "boolean" },
    help: { type: "boolean" },
  },
});

async function main(): Promise<void> {
  const dialect = dialectOf(
    values.dialect,
    DIALECTS.map(({ name }) => name),
  );
  const { seeds, depth, fault, record = false } = values;
  const jobs = jobsOf({
    seeds: record ? 1 : countOf("seeds", seeds, 1),
    depth: depthOf(depth),
    record,
    whole: values.whole === true,
    once: values.once === true,
    oddities: values["no-oddities"] !== true,
    ...(values.missing === true ? { recorded: recordedPairs() } : {}),
    ...(dialect === undefined ? {} : { dialect }),
    ...(fault === undefined ? {} : { fault: new RegExp(fault, "u") }),
  });
  const progress = new Progress(jobs.length);
  const measurements: Measurement[] = [];
  const begun = performance.now();
  await workThrough<Job, Measurement>(jobs, {
    worker: new URL("./worker.js", import.meta.url),
    threads: countOf("jobs", values.jobs, availableParallelism()),
    atOnce: countOf("at-once", values["at-once"], 3),
    onDone: (done) => {
      measurements.push(done);
      if (record) recordOne(done);
      progress.step(whereOf(done));
    },
  });
  // Runs end in any order; what is written does not depend on it.
  const order = new Map(jobs.map((job, index) => [whereOf({ job } as Measurement), index]));
  measurements.sort((left, right) => (order.get(whereOf(left)) ?? 0) - (order.get(whereOf(right)) ?? 0));
  const command = commandOf("bench:faults", { seeds, dialect, fault, depth });
  const summary = summarize(measurements, FAULTS);
  process.stdout.write(
    `${textOf(summary)}\n${jobs.length} runs in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
  );
  if (values.json !== undefined) {
    const { goals, tables, alarms } = summary;
    const node = process.version;
    const date = new Date().toISOString();
    writeFileSync(
      values.json,
      `${JSON.stringify({ command, date, node, goals, tables, alarms, measurements }, null, 2)}\n`,
    );
  }
  if (values.markdown !== undefined) {
    writeBetween(values.markdown, "Detection", "bench:faults", markdownOf(summary, command, dayOf(new Date())));
  }
  for (const each of measurements.filter(({ detectedBy }) => detectedBy === WHOLE_RUN)) {
    process.stdout.write(`no scenario detects it alone: ${whereOf(each)}\n`);
  }
}

function recordedPairs(): ReadonlySet<string> {
  const recorded = Object.entries(readDetectedBy(projectRoot()));
  return new Set(recorded.flatMap(([dialect, faults]) => Object.keys(faults).map((fault) => `${dialect} ${fault}`)));
}

/** Written as it is measured, so that a bench that is ended early has not worked for nothing. */
function recordOne({ job, error, detectedBy }: Measurement): void {
  if (error !== undefined) return;
  const root = projectRoot();
  const measured = [{ dialect: job.dialect, fault: job.id, scenario: detectedBy }];
  writeDetectedBy(root, recordedWith(readDetectedBy(root), measured));
}

function depthOf(text: string = "standard"): Job["depth"] {
  if (text === "smoke" || text === "standard" || text === "thorough") return text;
  throw new Error("--depth takes smoke, standard or thorough");
}

if (values.help === true) process.stdout.write(HELP);
else await main();
