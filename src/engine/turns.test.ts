import fc from "fast-check";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const NEVER = new AbortController().signal;
const nextTurn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

function turnsOf(...scenarios: readonly string[]): { turns: Turns; collected: () => number } {
  let count = 0;
  const turns = new Turns(() => {
    count += 1;
  });
  for (const scenario of scenarios) turns.enter(scenario);
  return { turns, collected: () => count };
}

/** Waits for a turn, and tells afterwards whether it has come. */
function waiter(turns: Turns, scenario: string, signal: AbortSignal = NEVER): { readonly came: () => boolean } {
  let came = false;
  const wait = async (): Promise<void> => {
    await turns.wait(scenario, signal);
    came = true;
  };
  void wait();
  return { came: () => came };
}

test("one scenario holds large answers, as many as it likes, and the next one when it has ended", async () => {
  const { turns, collected } = turnsOf("a", "b", "c");
  expect([turns.take("a"), turns.take("a"), turns.take("b")]).toEqual([true, true, false]);
  const [b, again, c] = [waiter(turns, "b"), waiter(turns, "b"), waiter(turns, "c")];
  await nextTurn();
  expect([b.came(), again.came(), c.came()]).toEqual([false, false, false]);
  turns.leave("a");
  await nextTurn();
  expect([b.came(), again.came(), c.came()]).toEqual([true, true, false]);
  turns.leave("b");
  await nextTurn();
  expect(c.came()).toBe(true);
  expect(collected()).toBe(2);
});

test("where nobody waits, nothing is collected", async () => {
  const { turns, collected } = turnsOf("a", "b");
  turns.take("a");
  turns.leave("a");
  turns.leave("b");
  await nextTurn();
  expect(collected()).toBe(0);
});

test("what belongs to no scenario that is running takes no turn", async () => {
  const { turns } = turnsOf("a", "b");
  turns.take("a");
  expect(turns.take("fixtures")).toBe(true);
  turns.leave("b");
  expect(turns.take("b")).toBe(true);
  await turns.wait("b", NEVER);
});

test("an abort lets a scenario go on, and the turn is not lost with it", async () => {
  const { turns } = turnsOf("a", "b", "c");
  turns.take("a");
  const abort = new AbortController();
  const [b, c] = [waiter(turns, "b", abort.signal), waiter(turns, "c")];
  turns.leave("a");
  abort.abort();
  await nextTurn();
  expect(b.came()).toBe(true);
  await nextTurn();
  expect(c.came()).toBe(true);
  await turns.wait("b", abort.signal);
});

test("who waits for what another scenario has gives the turn up", async () => {
  const { turns } = turnsOf("a", "b");
  turns.take("a");
  const b = waiter(turns, "b");
  turns.giveUp("b");
  turns.giveUp("a");
  await nextTurn();
  expect(b.came()).toBe(true);
  expect(turns.take("a")).toBe(false);
});

test("what a scenario did not wait for does not keep the turn when it has ended", async () => {
  const { turns } = turnsOf("a", "b", "c");
  turns.take("a");
  const [b, c] = [waiter(turns, "b"), waiter(turns, "c")];
  turns.leave("b");
  turns.leave("a");
  await nextTurn();
  expect([b.came(), c.came()]).toEqual([true, true]);
});

test("when it is opened, nobody waits any more", async () => {
  const { turns } = turnsOf("a", "b");
  turns.take("a");
  const b = waiter(turns, "b");
  turns.open();
  await nextTurn();
  expect(b.came()).toBe(true);
  expect(turns.take("b")).toBe(true);
});

test("whatever scenarios read, give up and abort, all of them end", async () => {
  const step = fc.constantFrom("read", "read twice", "aborted", "not awaited", "give up");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 6 }), async (plans) => {
      const { turns } = turnsOf();
      const read = async (scenario: string, signal = NEVER): Promise<void> => {
        if (!turns.take(scenario)) await turns.wait(scenario, signal);
      };
      const run = async (steps: readonly string[], index: number): Promise<void> => {
        const scenario = `scenario-${index}`;
        turns.enter(scenario);
        for (const what of steps) {
          if (what === "read") await read(scenario);
          else if (what === "read twice") await Promise.all([read(scenario), read(scenario)]);
          else if (what === "not awaited") void read(scenario);
          else if (what === "give up") turns.giveUp(scenario);
          else {
            const abort = new AbortController();
            setImmediate(() => abort.abort());
            await read(scenario, abort.signal);
          }
        }
        turns.leave(scenario);
      };
      await Promise.all(plans.map(run));
    }),
  );
});
