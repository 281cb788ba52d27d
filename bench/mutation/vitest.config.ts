import { defineConfig, type ViteUserConfig } from "vitest/config";

/** The unit tests of the room that is mutated, and nothing else. */
const config: ViteUserConfig = defineConfig({
  test: { include: [`${process.env["MUTATE"] ?? "src/checks"}/**/*.test.ts`], testTimeout: 30_000 },
});
export default config;
