import { expect, test } from "vitest";
import type { Hit } from "../bench/hostile/behaviour.ts";
import { reads } from "../bench/hostile/hits.ts";
import { answerOf } from "../bench/hostile/raw.ts";
import { runHostile, saidIn } from "../bench/hostile/run-hostile.ts";

const LAG_MS = 300;

/** A server whose reads come from a copy that is behind: what they show is as old as that. */
function behind(): { readonly hits: typeof reads; readonly act: (hit: Hit) => Promise<void> } {
  const seen = new Map<string, { shown: Buffer; next: Buffer; at: number }>();
  return {
    hits: reads,
    act: async ({ path, forward, socket }) => {
      const now = await forward();
      const copy = seen.get(path) ?? { shown: now.body, next: now.body, at: 0 };
      seen.set(path, copy);
      if (!copy.next.equals(now.body)) Object.assign(copy, { next: now.body, at: performance.now() });
      if (performance.now() - copy.at >= LAG_MS) copy.shown = copy.next;
      socket.write(answerOf({ ...now, body: copy.shown }));
    },
  };
}

test("a write that shows late is a failure without --grace, which it suggests", async () => {
  const { result, exit } = await runHostile(behind(), { timeoutMs: 10_000 });
  expect(exit).toBe(1);
  expect(saidIn(result)).toContain("give --grace 2s");
});

test("with --grace it is waited for", async () => {
  const { result, exit } = await runHostile(behind(), { timeoutMs: 10_000, graceMs: 5000 });
  expect(result.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(exit).toBe(0);
});

test("with --grace what shows late is not taken for what is kept", async () => {
  const settings = { timeoutMs: 10_000, graceMs: 5000, selection: { grep: /^put\.group\.members\.null / } } as const;
  const { result } = await runHostile(behind(), { ...settings, depth: "standard" });
  expect(result.suites.flatMap(({ scenarios }) => scenarios)).toMatchObject([{ outcome: "passed" }]);
  expect(result.suites.flatMap(({ capabilities }) => capabilities.map(({ id }) => id))).not.toContain(
    "put.members-null",
  );
});
