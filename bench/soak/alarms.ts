import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { DIALECTS } from "../../src/targets/index.ts";
import type { Job, Measurement } from "../faults/measurement.ts";
import { workThrough } from "../lib/pool.ts";
import { Progress } from "../lib/progress.ts";
import { countOf, dialectOf } from "../lib/words.ts";
import { repeatCommand, soakJobs } from "./jobs.ts";
import type { SoakPart } from "./part.ts";

const HELP = `npm run soak -- [alarms] [options]

Runs servers that break nothing, seed after seed: the faithful target of every dialect with each seed, every oddity with
each fifth. Whatever is found is a false alarm, printed with the command that repeats it. Ends with 1 when there is any.

  --seeds N         seeds 1 to N (default 100)
  --from N          begins with this seed (default 1)
  --minutes N       begins no new run after so many minutes (default 30)
  --dialect NAME    one dialect
  --only ID         the faithful target ("faithful") or one oddity, with every seed
  --jobs N          threads (default one for each core)
  --at-once N       runs at once in each thread (default 3)
`;

/** False alarms: servers that break nothing, seed after seed. */
export const alarms: SoakPart = {
  title: "false alarms: the faithful targets and every oddity, seed after seed",
  run: async (args) => {
    const { values } = read(args);
    if (values.help === true) process.stdout.write(HELP);
    else await soak(values);
  },
};

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string" },
      from: { type: "string" },
      minutes: { type: "string" },
      dialect: { type: "string" },
      only: { type: "string" },
      jobs: { type: "string" },
      "at-once": { type: "string" },
      help: { type: "boolean" },
    },
  });
}

async function soak(values: ReturnType<typeof read>["values"]): Promise<void> {
  const dialect = dialectOf(
    values.dialect,
    DIALECTS.map(({ name }) => name),
  );
  const jobs = soakJobs({
    seeds: countOf("seeds", values.seeds, 100),
    from: countOf("from", values.from, 1),
    ...(dialect === undefined ? {} : { dialect }),
    ...(values.only === undefined ? {} : { only: values.only }),
  });
  if (jobs.length === 0) throw new Error("nothing fits: no faithful target and no oddity of that name");
  const until = performance.now() + countOf("minutes", values.minutes, 30) * 60_000;
  const progress = new Progress(jobs.length);
  let [done, requests, alarmed] = [0, 0, 0];
  await workThrough<Job, Measurement>(jobs, {
    worker: new URL("../faults/worker.js", import.meta.url),
    threads: countOf("jobs", values.jobs, availableParallelism()),
    atOnce: countOf("at-once", values["at-once"], 3),
    stopped: () => performance.now() > until,
    onDone: (measured, job) => {
      done += 1;
      requests += measured.requests;
      const said = [
        ...measured.alarms,
        ...(measured.error === undefined ? [] : [`the bench failed: ${measured.error}`]),
      ];
      if (said.length > 0) {
        alarmed += 1;
        process.stdout.write(`${[repeatCommand(job), ...said.map((line) => `  ${line}`)].join("\n")}\n`);
      }
      progress.step(`${job.dialect} ${job.id || "faithful"}, seed ${job.seed}`);
    },
  });
  const left = jobs.length - done;
  process.stdout.write(
    `${done} runs, ${requests} requests, ${alarmed} with a false alarm${left === 0 ? "" : `; ${left} left when the time was over`}\n`,
  );
  if (alarmed > 0) process.exitCode = 1;
}
