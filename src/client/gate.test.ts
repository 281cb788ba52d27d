import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { Gate } from "./gate.ts";

const running = new AbortController().signal;

/** Who has come in, in that order, while one after the other leaves. */
async function admitted(waiting: Readonly<Record<string, boolean>>): Promise<readonly string[]> {
  const gate = new Gate(1, undefined, systemClock);
  const first = await gate.enter(running);
  const order: string[] = [];
  const all = Object.entries(waiting).map(async ([name, goesAhead]) => {
    const leave = await gate.enter(running, goesAhead);
    order.push(name);
    leave?.();
  });
  first?.();
  await Promise.all(all);
  return order;
}

test("first come, first served", async () => {
  expect(await admitted({ a: false, b: false, c: false })).toEqual(["a", "b", "c"]);
});

test("who goes ahead comes before everybody who waits, and after who goes ahead as well", async () => {
  expect(await admitted({ a: false, x: true, b: false, y: true })).toEqual(["x", "y", "a", "b"]);
});

test("who gives up waiting is passed over, and takes nobody's place", async () => {
  const gate = new Gate(1, undefined, systemClock);
  const first = await gate.enter(running);
  const gone = new AbortController();
  const abandoned = gate.enter(gone.signal, true);
  const patient = gate.enter(running);
  gone.abort();
  first?.();
  expect(await abandoned).toBeUndefined();
  expect(await patient).toBeTypeOf("function");
});
