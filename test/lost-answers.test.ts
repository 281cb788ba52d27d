import { expect, test } from "vitest";
import { line } from "../bench/embedded.ts";
import type { Hit } from "../bench/hostile/behaviour.ts";
import { runHostile } from "../bench/hostile/run-hostile.ts";
import type { RunResult } from "../src/result/index.ts";
import type { DialectName } from "../src/targets/index.ts";

/** Carries out every update, and loses the answer to each so-many-th on the way back. */
function losing(every: number): Parameters<typeof runHostile>[0] {
  let number = 0;
  return {
    hits: ({ method }) => {
      if (method !== "PATCH" && method !== "PUT") return false;
      number += 1;
      return number % every === 0;
    },
    act: async ({ forward, socket }: Hit) => {
      await forward();
      socket.destroy();
    },
  };
}

/** What was found beside the lost answers themselves. */
function beside({ findings }: RunResult): readonly string[] {
  return findings
    .filter(({ severity, requirement }) => severity === "error" && requirement !== "OPENAPI-RESPONSE-RECEIVED")
    .map(line);
}

// An update whose answer was lost may have been carried out or not: nothing can be expected of its resource any more.
test.each<[DialectName, RegExp]>([
  ["strongdm", /\.histories\.few/u],
  ["cube", /\.group\.members/u],
])("%s: lost answers are found, and nothing is made up from what they hid", async (dialect, grep) => {
  const settings = { depth: "standard", runs: 20, seed: 3, selection: { grep } } as const;
  const { result } = await runHostile(losing(5), settings, dialect);
  expect(beside(result)).toEqual([]);
  expect(result.findings.map(({ requirement }) => requirement)).toContain("OPENAPI-RESPONSE-RECEIVED");
});
