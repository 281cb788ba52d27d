// Mutation testing of one room at a time: MUTATE=src/checks npx stryker run. `npm run soak -- mutation` runs and judges it.
const room = process.env["MUTATE"] ?? "src/checks";

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "bench/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  mutate: [
    `${room}/**/*.ts`,
    "!**/*.test.ts",
    "!**/testing/**",
    "!**/testing.ts",
    // Sentences and lists of names: data, held by snapshots and by the tests of the catalogues.
    "!**/requirements/**",
    "!**/catalogue.ts",
    "!**/index.ts",
  ],
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
