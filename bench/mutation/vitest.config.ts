/** The unit tests of the room that is mutated, and nothing else. */
const config: { readonly test: { readonly include: readonly string[]; readonly testTimeout: number } } = {
  test: { include: [`${process.env["MUTATE"] ?? "src/checks"}/**/*.test.ts`], testTimeout: 30_000 },
};
export default config;
