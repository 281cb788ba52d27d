import { afterEach, expect, test, vi } from "vitest";
import type { Scenario } from "../scenarios/index.ts";
import { runAll, type Together } from "./run-all.ts";

const scenario = (id: string, long = false): Scenario => ({
  id,
  title: id,
  depth: "smoke",
  requirements: [],
  users: 0,
  groups: 0,
  ...(long ? { long } : {}),
  run: async () => {},
});

const SHORT = ["a", "b", "c", "d", "e", "f"].map((id) => scenario(id));
const LONG = ["long 1", "long 2", "long 3"].map((id) => scenario(id, true));

afterEach(() => {
  vi.useRealTimers();
});

/** What is run, in the order begun, how many were under way at most, and how long it took: a long one 40 ms, another 10. */
async function played(
  scenarios: readonly Scenario[],
  together: Partial<Together>,
): Promise<{ readonly begun: readonly string[]; readonly most: number; readonly ms: number }> {
  vi.useFakeTimers({ now: 0 });
  const begun: string[] = [];
  let [underWay, most] = [0, 0];
  const all = runAll(scenarios, { concurrency: 2, mayEndEarly: false, ...together }, async ({ id, long }) => {
    begun.push(id);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => {
      setTimeout(resolve, long === true ? 40 : 10);
    });
    underWay -= 1;
  });
  await vi.runAllTimersAsync();
  await all;
  return { begun, most, ms: Date.now() };
}

test("each is run once, and one more at once than requests may be", async () => {
  const { begun, most } = await played([...SHORT, ...LONG], {});
  expect(begun.toSorted()).toEqual([...SHORT, ...LONG].map(({ id }) => id).toSorted());
  expect(most).toBe(3);
});

test("one at a time, all come in their order", async () => {
  const { begun, most } = await played([...SHORT, ...LONG], { concurrency: 1 });
  expect(begun).toEqual([...SHORT, ...LONG].map(({ id }) => id));
  expect(most).toBe(1);
});

test("long ones are begun early, and leave a place for the others, which keep their order", async () => {
  const { begun } = await played([...SHORT, ...LONG], {});
  expect(begun.slice(0, 3)).toEqual(["long 1", "long 2", "a"]);
  expect(begun.filter((id) => !id.startsWith("long"))).toEqual(["a", "b", "c", "d", "e", "f"]);
});

test("so a run does not end with one of them alone, unless it may end before", async () => {
  const one = [...SHORT, scenario("long", true)];
  const early = await played(one, {});
  const inOrder = await played(one, { mayEndEarly: true });
  expect(inOrder.begun.at(-1)).toBe("long");
  expect([early.ms, inOrder.ms]).toEqual([40, 60]);
});

test("where only long ones are left, they take every place", async () => {
  const { most } = await played(LONG, { concurrency: 2 });
  expect(most).toBe(3);
});
