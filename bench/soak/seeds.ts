import { parseArgs } from "node:util";
import { DIALECTS } from "../../src/targets/index.ts";
import { runEmbedded } from "../embedded.ts";
import { firstDifference, outcomeList } from "../lib/outcome-list.ts";
import { textTable } from "../lib/table.ts";
import { countOf, dialectOf } from "../lib/words.ts";
import type { SoakPart } from "./part.ts";

const HELP = `npm run soak -- seeds [options]

Runs one seed over and over on fresh targets at --concurrency 1, 2 and 8, and compares the lists of outcomes byte for byte.
The property of parallel edits is left out: its rate is the server's. Ends with 1 when two lists differ.

  --runs N          runs at each concurrency (default 50)
  --seed N          (default: the suite's own)
  --dialect NAME    one dialect
  --fault ID        a fault to switch on (default: none)
`;

const CONCURRENCIES = [1, 2, 8] as const;
const PARALLEL = /\.parallel /u;

/** Same seed, same verdict. */
export const seeds: SoakPart = {
  title: "same seed, same verdict: byte-identical outcomes at --concurrency 1, 2 and 8",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: "string" },
        seed: { type: "string" },
        dialect: { type: "string" },
        fault: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) return void process.stdout.write(HELP);
    const runs = countOf("runs", values.runs, 50);
    const only = dialectOf(
      values.dialect,
      DIALECTS.map(({ name }) => name),
    );
    const rows: (readonly string[])[] = [];
    for (const { name } of DIALECTS.filter(({ name: each }) => only === undefined || each === only)) {
      let first: string | undefined;
      for (const concurrency of CONCURRENCIES) {
        let different = 0;
        for (let run = 0; run < runs; run += 1) {
          const { result } = await runEmbedded({
            dialect: name,
            faults: values.fault === undefined ? [] : [values.fault],
            settings: {
              concurrency,
              selection: { grepInvert: PARALLEL },
              ...(values.seed === undefined ? {} : { seed: countOf("seed", values.seed, 1) }),
            },
          });
          const list = outcomeList(result);
          first ??= list;
          const parting = firstDifference(first, list);
          if (parting === undefined) continue;
          different += 1;
          process.stdout.write(`${name}, concurrency ${concurrency}, run ${run + 1}:\n${parting}\n`);
        }
        if (different > 0) process.exitCode = 1;
        rows.push([name, String(concurrency), String(runs), String(different)]);
        process.stderr.write(`${name}, concurrency ${concurrency}: ${runs} runs, ${different} different\n`);
      }
    }
    process.stdout.write(
      `${textTable({ title: "Same seed, same verdict", head: ["dialect", "concurrency", "runs", "different"], rows })}\n`,
    );
  },
};
