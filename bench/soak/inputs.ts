import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { countOf } from "../lib/words.ts";
import { inputKinds } from "./inputs/kinds.ts";
import { tryInput } from "./inputs/try-input.ts";
import type { SoakPart } from "./part.ts";

const HELP = `npm run soak -- inputs [options]

Breaks valid input files of every kind in as many ways as there are, and has each of them read. Whatever the file, the exit
code must be 2 with a place, or 0 where it can be read all the same, and never a stack trace. Ends with 1 when it is not so.

  --count N      files of each kind (default 1000)
  --from N       begins with this number (default 0)
  --seed N       what is broken where (default 1)
  --kind TEXT    only kinds with this text in their name
`;

/** Hostile input files: documents, overlays, profiles, configs, results, journals. */
export const inputs: SoakPart = {
  title: "input files broken in every way: documents, overlays, profiles, configs, results, journals",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        count: { type: "string" },
        from: { type: "string" },
        seed: { type: "string" },
        kind: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) {
      process.stdout.write(HELP);
      return;
    }
    const seed = countOf("seed", values.seed, 1);
    const from = Number(values.from ?? "0");
    const folder = mkdtempSync(join(tmpdir(), "scimproof-inputs-"));
    try {
      const kinds = (await inputKinds(folder)).filter(({ name }) => name.includes(values.kind ?? ""));
      process.stdout.write(
        "| kind | files | read | refused | troubles | slowest, ms |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
      );
      for (const kind of kinds) {
        const count = countOf("count", values.count, 1000);
        let [read, refused, slowest] = [0, 0, 0];
        const troubles: string[] = [];
        for (let number = from; number < from + count; number += 1) {
          const { mutator, code, durationMs, trouble } = await tryInput(kind, seed, number, folder);
          if (code === 2) refused += 1;
          else read += 1;
          slowest = Math.max(slowest, durationMs);
          if (trouble !== undefined)
            troubles.push(
              `  ${mutator}: ${trouble}\n    --seed ${seed} --from ${number} --count 1 --kind "${kind.name}"`,
            );
        }
        const cells = [kind.name, count, read, refused, troubles.length, Math.round(slowest)];
        process.stdout.write(`| ${cells.join(" | ")} |\n`);
        for (const trouble of troubles) process.stderr.write(`${trouble}\n`);
        if (troubles.length > 0) process.exitCode = 1;
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
