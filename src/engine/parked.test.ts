import { expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { inTurn, isPacked, packed } from "./parked.ts";
import { exchange } from "./testing.ts";
import { Turns } from "./turns.ts";

const NEVER = new AbortController().signal;
const MEMBERS = JSON.stringify({
  members: Array.from({ length: 100_000 }, (_, index) => ({ value: `id-${index}`, display: "Zoë 😀" })),
});

function answered(scenario: string, body: string): Exchange {
  return exchange(`${scenario}#1`, {
    response: { status: 200, headers: [], body, bodyBytes: Buffer.byteLength(body), utf8: true, bom: false },
  });
}

function running(): Turns {
  const turns = new Turns(() => undefined);
  for (const scenario of ["a", "b"]) turns.enter(scenario);
  return turns;
}

test("a large answer waits until the scenario that holds one has ended, and is then what it was", async () => {
  const turns = running();
  const first = answered("a", MEMBERS);
  expect(await inTurn(turns, first, NEVER)).toBe(first);
  const second = answered("b", MEMBERS);
  let ended = false;
  const waiting = inTurn(turns, second, NEVER).then((came) => {
    expect(ended).toBe(true);
    return came;
  });
  await new Promise((resolve) => setImmediate(resolve));
  ended = true;
  turns.leave("a");
  expect(await waiting).toEqual(second);
});

test("an abort lets it go", async () => {
  const turns = running();
  await inTurn(turns, answered("a", MEMBERS), NEVER);
  const abort = new AbortController();
  const second = answered("b", MEMBERS);
  const waiting = inTurn(turns, second, abort.signal);
  abort.abort();
  expect(await waiting).toEqual(second);
});

test.each([
  ["a small one", "{}"],
  ["a long text, which is cut", JSON.stringify({ padding: "x".repeat(4 * 1024 * 1024) })],
])("%s waits for nobody", async (_, body) => {
  const turns = running();
  await inTurn(turns, answered("a", MEMBERS), NEVER);
  const other = answered("b", body);
  expect(await inTurn(turns, other, NEVER)).toBe(other);
});

test("a packed answer is what it was to whoever reads it", () => {
  const plain = answered("a", MEMBERS);
  const held = packed(plain);
  expect([isPacked(plain), isPacked(held)]).toEqual([false, true]);
  expect(held.response?.body).toBe(MEMBERS);
  expect(packed(answered("a", "")).response?.body).toBe("");
});
