import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import pLimit from "p-limit";
import { Progress } from "../lib/progress.ts";
import { countOf } from "../lib/words.ts";
import { drawKills } from "./kills/draw.ts";
import { type KillEnd, killRun, rehearse } from "./kills/kill-run.ts";
import { PLAYS } from "./kills/scene.ts";
import type { SoakPart } from "./part.ts";

const HELP = `npm run soak -- kills [options]

Runs against embedded targets that hold resources of their own, each killed at one of its requests: half of them with
SIGKILL, and then \`scimproof cleanup\`; half with SIGINT alone. After each the store must be as it was before. What is
not is printed with what was found. Ends with 1 when there is any.

  --kills N         how many (default 200)
  --seed N          which moments (default 1)
  --only N          the N-th kill of the seed alone
  --jobs N          runs at once (default one for each core)
`;

/** Kills at random moments: nothing is left. */
export const kills: SoakPart = {
  title: "kills: runs ended by SIGKILL and SIGINT at random moments leave no trace",
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kills: { type: "string" },
        seed: { type: "string" },
        only: { type: "string" },
        jobs: { type: "string" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) {
      process.stdout.write(HELP);
      return;
    }
    const seed = countOf("seed", values.seed, 1);
    const count = countOf("kills", values.kills, 200);
    const limit = pLimit(countOf("jobs", values.jobs, availableParallelism()));
    const lengths = await Promise.all(PLAYS.map((play) => limit(() => rehearse(play))));
    const drawn = drawKills(PLAYS, lengths, count, seed);
    const only = values.only === undefined ? undefined : countOf("only", values.only, 1);
    const chosen = drawn
      .map((kill, index) => ({ kill, number: index + 1 }))
      .filter(({ number }) => number === (only ?? number));
    const progress = new Progress(chosen.length);
    const ends = await Promise.all(
      chosen.map(({ kill, number }) =>
        limit(async () => {
          const end = await killRun(kill);
          progress.step(`${kill.signal} of ${kill.play.name} at request ${kill.at}`);
          if (end.wrong.length > 0) process.stdout.write(described(end, number, seed, count));
          return end;
        }),
      ),
    );
    process.stdout.write(summary(ends));
    if (ends.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
  },
};

function described({ kill, wrong }: KillEnd, number: number, seed: number, count: number): string {
  const { play, signal, at, moment } = kill;
  return [
    `npm run soak -- kills --kills ${count} --seed ${seed} --only ${number}`,
    `  ${signal} of ${play.name} at request ${at}, ${moment}`,
    ...wrong.map((line) => `  ${line}`),
    "",
  ].join("\n");
}

function summary(ends: readonly KillEnd[]): string {
  const lines = (["SIGKILL", "SIGINT"] as const).map((signal) => {
    const own = ends.filter(({ kill }) => kill.signal === signal);
    const hit = own.filter((end) => end.hit);
    const traces = own.filter(({ wrong }) => wrong.length > 0).length;
    const cleaned = own.reduce((sum, end) => sum + end.cleaned, 0);
    const after = signal === "SIGKILL" ? `, ${cleaned} leftovers cleaned up afterwards` : "";
    return `${signal}: ${own.length} runs, ${hit.length} killed in the middle${after}, ${traces} left a trace\n`;
  });
  return lines.join("");
}
