/** The part of vitest that a bound suite uses: the caller's own copy, whatever its version. */
export interface VitestApi {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: (context: TestContext) => Promise<void>) => unknown;
  readonly beforeAll: (body: () => Promise<void>, timeoutMs?: number) => unknown;
  readonly afterAll: (body: () => Promise<void>, timeoutMs?: number) => unknown;
}

/** The part of vitest's test context that a bound suite uses. */
export interface TestContext {
  readonly skip: (note?: string) => void;
}

/**
 * `import.meta` as vitest sets it in the test file that it runs, and nowhere else: a suite binds itself only there,
 * and can be imported by everybody else without a vitest.
 */
export interface InSource {
  readonly vitest?: VitestApi;
}
