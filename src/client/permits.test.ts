import type { ServerResponse } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Permits } from "./permits.ts";
import { fakeClock, NEVER, outgoing, testClient } from "./testing/client.ts";
import { httpServer } from "./testing/servers.ts";

const SPENT = expect.objectContaining({ code: "BUDGET_SPENT" }) as unknown;

test("of 50 parallel requests exactly 20 arrive when 20 are allowed", async () => {
  const server = await httpServer((_, response) => response.end());
  const client = testClient(server.url, { limits: { maxRequests: 20 } });
  const sends = Array.from({ length: 50 }, () => client.send(outgoing(), NEVER));
  const results = await Promise.allSettled(sends);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(30);
  expect(results.at(-1)).toEqual({ status: "rejected", reason: SPENT });
  expect(server.seen).toHaveLength(20);
  expect(client.sent).toBe(20);
});

test("retries and redirects take permits too", async () => {
  const server = await httpServer((_, response, n) => {
    if (n % 3 === 1) response.writeHead(429).end();
    else if (n % 3 === 2) response.writeHead(302, { Location: "/there" }).end();
    else response.end();
  });
  const client = testClient(server.url, { limits: { maxRequests: 20, concurrency: 1 } }, fakeClock());
  const observe = outgoing({ purpose: "observation" });
  await Promise.allSettled(Array.from({ length: 50 }, () => client.send(observe, NEVER)));
  expect(server.seen).toHaveLength(20);
  expect(client.sent).toBe(20);
});

test("every create can be undone after the budget is spent", async () => {
  const server = await httpServer((_, response) => response.end());
  const client = testClient(server.url, { limits: { maxRequests: 9 } });
  const create = outgoing({ method: "POST", reserve: 1 });
  const created = await Promise.allSettled(Array.from({ length: 10 }, () => client.send(create, NEVER)));
  expect(created.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  await client.send(outgoing(), NEVER);
  await expect(client.send(outgoing(), NEVER)).rejects.toEqual(SPENT);
  const remove = outgoing({ method: "DELETE", useReserved: true });
  for (let n = 0; n < 4; n += 1) await client.send(remove, NEVER);
  await expect(client.send(remove, NEVER)).rejects.toEqual(SPENT);
  expect(server.seen).toHaveLength(9);
});

test("what was set aside and is given back can be spent", async () => {
  const server = await httpServer((_, response) => response.end());
  const client = testClient(server.url, { limits: { maxRequests: 4 } });
  await client.send(outgoing({ reserve: 2 }), NEVER);
  await expect(client.send(outgoing({ reserve: 1 }), NEVER)).rejects.toEqual(SPENT);
  client.release(99);
  await client.send(outgoing({ reserve: 2 }), NEVER);
  await expect(client.send(outgoing(), NEVER)).rejects.toEqual(SPENT);
});

test("permits are neither made nor lost", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("take" as const), reserve: fc.nat(3), useReserved: fc.boolean() }),
    fc.record({ kind: fc.constant("untake" as const), reserve: fc.nat(3), useReserved: fc.boolean() }),
    fc.record({ kind: fc.constant("release" as const), n: fc.nat(5) }),
  );
  fc.assert(
    fc.property(fc.nat(20), fc.array(step), (max, steps) => {
      const permits = new Permits(max);
      const taken: { reserve: number; useReserved: boolean }[] = [];
      for (const one of steps) {
        if (one.kind === "release") permits.release(one.n);
        else if (one.kind === "take") {
          try {
            permits.take(one);
            taken.push(one);
          } catch {
            // Spent, which is one of the things that may happen.
          }
        }
      }
      permits.release(max);
      let left = 0;
      while (permits.tryTake()) left += 1;
      expect(left + taken.length).toBe(max);
    }),
  );
});

test("no more than the concurrency are on the network at a time, first come, first served", async () => {
  const waiting: ServerResponse[] = [];
  let most = 0;
  const server = await httpServer((_, response) => {
    waiting.push(response);
    most = Math.max(most, waiting.length);
    // Answered only when as many as may come have come.
    if (waiting.length === 3) for (const one of waiting.splice(0)) one.end();
  });
  const client = testClient(server.url, { limits: { concurrency: 3 } });
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      await client.send(outgoing({ path: `/${n}` }), NEVER);
      order.push(Math.floor(n / 3));
    }),
  );
  expect(most).toBe(3);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test("start times are evenly spaced", async () => {
  const server = await httpServer((_, response) => response.end());
  const clock = fakeClock();
  const client = testClient(server.url, { limits: { ratePerSecond: 4, concurrency: 1 } }, clock);
  await Promise.all(Array.from({ length: 4 }, () => client.send(outgoing(), NEVER)));
  expect(clock.waits).toEqual([250, 250, 250]);
});

test("a request aborted while it waits for its turn gives its permits back and is not sent", async () => {
  const stop = new AbortController();
  const server = await httpServer((_, response) => {
    stop.abort();
    response.end();
  });
  const client = testClient(server.url, { limits: { concurrency: 1, maxRequests: 3 } });
  const first = client.send(outgoing(), NEVER);
  const second = client.send(outgoing({ reserve: 1 }), stop.signal);
  await expect(second).rejects.toMatchObject({ code: "ABORTED" });
  await first;
  await client.send(outgoing({ reserve: 1 }), NEVER);
  expect(server.seen).toHaveLength(2);
});
