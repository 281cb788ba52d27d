import { expect, onTestFinished, test, vi } from "vitest";
import { loadVendor } from "../document/index.ts";
import { suitesOf } from "../engine/index.ts";
import type { TestContext } from "./api.ts";
import { bindSuite } from "./bind-suite.ts";

/** Binds Cube's suite in this environment and runs its first test; gives what that throws. */
async function firstFailure(env: Readonly<Record<string, string>>): Promise<string> {
  vi.stubEnv("CI", "");
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const [suite] = suitesOf(await loadVendor("cube"));
  if (suite === undefined) throw new Error("Cube has no suite");
  const tests: ((context: TestContext) => Promise<void>)[] = [];
  let begin: (() => Promise<void>) | undefined;
  await bindSuite(suite, {
    describe: (_, body) => body(),
    test: (_, body) => tests.push(body),
    beforeAll: (body) => {
      begin = body;
    },
    afterAll: () => undefined,
  });
  await begin?.();
  return await (tests[0]?.({ skip: () => undefined }) ?? Promise.resolve()).then(
    () => "nothing",
    (error: unknown) => (error instanceof Error ? error.message : "?"),
  );
}

// A name that nobody has (RFC 6761): whatever were sent would come to nothing.
const REMOTE = { SCIMPROOF_TARGET: "https://scim.example.invalid/scim/v2", SCIMPROOF_OUT: "" };

test("a server that is not of this machine is written to with consent alone", async () => {
  expect(await firstFailure(REMOTE)).toContain("set SCIMPROOF_YES=1");
});

test("without a target no test is green", async () => {
  vi.stubEnv("SCIMPROOF_TARGET", undefined);
  expect(await firstFailure({})).toContain("SCIMPROOF_TARGET is not set");
});
