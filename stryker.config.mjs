// Mutation testing of one room at a time: MUTATE=src/checks npx stryker run. `npm run soak -- mutation` runs and judges it.
import { readdirSync } from "node:fs";

const room = process.env["MUTATE"] ?? "src/checks";
const [index, count] = (process.env["MUTATE_PART"] ?? "1/1").split("/").map(Number);

// Not what tests are made of. Nor sentences and lists of names: data, held by snapshots and by the tests of the catalogues.
const SPARED = /\.test\.ts$|(?:^|\/)testing(?:\/|\.ts$)|^requirements\/|(?:^|\/)(?:catalogue|index)\.ts$/u;
const files = readdirSync(room, { recursive: true })
  .filter((file) => file.endsWith(".ts") && !SPARED.test(file))
  .toSorted();

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "bench/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  mutate: files.filter((_, position) => position % count === index - 1).map((file) => `${room}/${file}`),
  // A text for people may be worded otherwise; ids and names of attributes are held by snapshots.
  mutator: { excludedMutations: ["StringLiteral"] },
  // What runs once while a module is loaded cannot be told apart by test.
  ignoreStatic: true,
  ignorePatterns: ["/dist", "/reports", "/.git", "/specs/**/*.md", "/compat"],
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `reports/mutation/${room.replaceAll("/", "-")}.json` },
  // TypeScript 7 has none of the functions that Stryker rewrites a tsconfig with, and the copy needs no rewriting.
  tsconfigFile: "no-such-tsconfig.json",
  tempDirName: ".stryker-tmp",
  cleanTempDir: "always",
};
