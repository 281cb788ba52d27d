import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    // vitest leaves one core to itself, which on two cores is half the machine; its main process has little to do here.
    maxWorkers: "100%",
    projects: [
      // Unit tests beside their source.
      // They keep nothing in modules that another could see: a worker of its own for each would double their time.
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.{ts,tsx}", "bench/**/*.test.ts", "compat/**/*.test.ts"],
          testTimeout: 30_000,
          isolate: false,
        },
      },
      // Tests of the house as a whole: whole runs, real servers, child processes.
      // Nor do they; each would take seconds to load the engine anew.
      {
        test: {
          name: "house",
          include: ["test/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          isolate: false,
        },
      },
      // What needs a browser, and what installs the packed package: .ci/run calls them.
      { test: { name: "browser", include: ["test/browser/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } },
      {
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: ["test/support/pack-once.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // Servers that others wrote, each with all suites: minutes, and what they need is installed.
      { test: { name: "compat", include: ["test/compat/**/*.test.ts"], testTimeout: 0, hookTimeout: 0 } },
      // The suites themselves, against SCIMPROOF_TARGET or the embedded targets. The engine owns time: no test time-out.
      { test: { name: "suites", include: ["suites/**/*.suite.ts"], testTimeout: 0, hookTimeout: 0, isolate: false } },
    ],
  },
});
export default config;
