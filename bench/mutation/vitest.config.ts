/** The unit tests of the room that is mutated, and nothing else. */
const config: {
  readonly test: { readonly include: readonly string[]; readonly testTimeout: number; readonly isolate: boolean };
} = {
  test: {
    include: [`${process.env["MUTATE"] ?? "src/checks"}/**/*.test.ts`],
    testTimeout: 30_000,
    // Each change is tried in a worker of its own; one for each test file would load the room as often.
    isolate: false,
  },
};
export default config;
