import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";
import { fakeClock, NEVER, outgoing, testClient } from "./testing/client.ts";
import { httpServer, type TestServer } from "./testing/servers.ts";

/** Answers with these in turn, the last one for ever. */
async function answering(
  ...answers: readonly (readonly [status: number, retryAfter?: string | undefined])[]
): Promise<TestServer> {
  return await httpServer((_, response: ServerResponse, n) => {
    const [status, retryAfter] = answers[Math.min(n, answers.length) - 1] ?? [500];
    response.writeHead(status, retryAfter === undefined ? {} : { "Retry-After": retryAfter }).end();
  });
}

test.each(["GET", "PUT", "PATCH", "POST", "DELETE"])("429 with Retry-After is waited out by %s", async (method) => {
  const server = await answering([429, "2"], [200]);
  const clock = fakeClock();
  const exchange = await testClient(server.url, {}, clock).send(outgoing({ method }), NEVER);
  expect(exchange.response?.status).toBe(200);
  expect(exchange.notes).toEqual(["429, waited 2 s and sent again"]);
  expect(exchange.durationMs).toBe(0);
  expect(clock.waits).toEqual([2000]);
});

test("503 with a date is waited out until then", async () => {
  const server = await answering([503, "Thu, 01 Jan 2026 00:00:03 GMT"], [200]);
  const clock = fakeClock(Date.UTC(2026, 0, 1));
  const exchange = await testClient(server.url, {}, clock).send(outgoing({ method: "PATCH" }), NEVER);
  expect(exchange.response?.status).toBe(200);
  expect(clock.waits).toEqual([3000]);
});

test.each([429, 502, 503, 504])(
  "%i without Retry-After is tried again, ever later, by what may be repeated",
  async (status) => {
    for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
      const server = await answering([status], [status], [200]);
      const clock = fakeClock();
      const exchange = await testClient(server.url, {}, clock).send(outgoing({ method }), NEVER);
      expect(exchange.response?.status).toBe(200);
      expect(exchange.notes).toEqual([
        `${status}, waited 0.2 s (no Retry-After) and sent again`,
        `${status}, waited 0.4 s (no Retry-After) and sent again`,
      ]);
      expect(clock.waits).toEqual([200, 400]);
    }
  },
);

test.each([
  [503, undefined],
  [502, "1"],
  [504, "1"],
  [500, "1"],
])("%i with Retry-After %s is the answer to POST and PATCH", async (status, retryAfter) => {
  for (const method of ["POST", "PATCH"]) {
    const server = await answering([status, retryAfter], [200]);
    const exchange = await testClient(server.url, {}, fakeClock()).send(outgoing({ method }), NEVER);
    expect(exchange.response?.status).toBe(status);
    expect(server.seen).toHaveLength(1);
  }
});

test("the last answer stands when it never ends", async () => {
  const server = await answering([429, "1"]);
  const exchange = await testClient(server.url, {}, fakeClock()).send(outgoing(), NEVER);
  expect(exchange.response?.status).toBe(429);
  expect(exchange.notes).toEqual([
    "429, waited 1 s and sent again",
    "429, waited 1 s and sent again",
    "429 also when sent 2 times more; given up",
  ]);
  expect(server.seen).toHaveLength(3);
});

test("too long a Retry-After is not waited for", async () => {
  const server = await answering([429, "3600"], [200]);
  const clock = fakeClock();
  const exchange = await testClient(server.url, {}, clock).send(outgoing(), NEVER);
  expect(exchange.response?.status).toBe(429);
  expect(exchange.notes).toEqual(["429, Retry-After of 3600 s is too long to wait; not sent again"]);
  expect(clock.waits).toEqual([]);
});

test("a retry for which no permit is left is not made", async () => {
  const server = await answering([429, "1"], [200]);
  const exchange = await testClient(server.url, { limits: { maxRequests: 1 } }, fakeClock()).send(outgoing(), NEVER);
  expect(exchange.response?.status).toBe(429);
  expect(exchange.notes).toEqual(["429, not sent again: the budget of requests is spent"]);
  expect(server.seen).toHaveLength(1);
});

test("an abort while waiting leaves the earlier answer, and the permit", async () => {
  const stop = new AbortController();
  const server = await httpServer((_, response) => {
    response.on("finish", () => setImmediate(() => stop.abort()));
    response.writeHead(429, { "Retry-After": "5" }).end();
  });
  const client = testClient(server.url, { limits: { maxRequests: 2 } });
  const exchange = await client.send(outgoing(), stop.signal);
  // The abort may come before the answer has been read; both are records, not throws.
  expect(exchange.response?.status === 429 || exchange.failure?.kind === "aborted").toBe(true);
  await client.send(outgoing({ method: "POST" }), NEVER);
  await expect(client.send(outgoing(), NEVER)).rejects.toMatchObject({ code: "BUDGET_SPENT" });
});

test("a Retry-After is seconds or one of three dates", () => {
  const now = Date.UTC(1994, 10, 6, 8, 49, 30);
  expect(retryAfterMs("120", now)).toBe(120_000);
  for (const date of ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]) {
    expect(retryAfterMs(date, now)).toBe(7000);
  }
  expect(retryAfterMs("Sat, 05 Nov 1994 08:49:37 GMT", now)).toBe(0);
  for (const none of [undefined, "", "soon", "-1", "1.5", "1e3", "99999999999999"]) {
    expect(retryAfterMs(none, now)).toBeUndefined();
  }
});
