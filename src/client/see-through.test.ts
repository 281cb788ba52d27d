import { expect, test } from "vitest";
import { NEVER, outgoing, testClient } from "./testing/client.ts";
import { httpServer } from "./testing/servers.ts";

test("a write that is on the network is seen through; one that is not is not begun", async () => {
  const run = new AbortController();
  const server = await httpServer((_, response) => {
    run.abort();
    response.writeHead(201).end('{"id":"7"}');
  });
  const client = testClient(server.url);
  const request = outgoing({ method: "POST", seeThrough: NEVER });
  expect((await client.send(request, run.signal)).response?.status).toBe(201);
  await expect(client.send(request, run.signal)).rejects.toMatchObject({ code: "ABORTED" });
  expect(server.seen).toHaveLength(1);
});

test("it is given up with what it is seen through by", async () => {
  const cleanup = new AbortController();
  const server = await httpServer(() => cleanup.abort());
  const client = testClient(server.url);
  const exchange = await client.send(outgoing({ method: "POST", seeThrough: cleanup.signal }), NEVER);
  expect(exchange.failure?.kind).toBe("aborted");
});

test("no Retry-After is waited out once the run has ended", async () => {
  const run = new AbortController();
  const server = await httpServer((_, response) => {
    response.writeHead(429, { "Retry-After": "4" }).end(() => run.abort());
  });
  const client = testClient(server.url, { limits: { maxRetryAfterMs: 60_000 } });
  const exchange = await client.send(outgoing({ method: "POST", seeThrough: NEVER }), run.signal);
  expect(exchange.response?.status).toBe(429);
  expect(exchange.notes.join()).toContain("the run was interrupted");
  expect(server.seen).toHaveLength(1);
});

test("what came back is told as it came, before it is recorded without secrets", async () => {
  const server = await httpServer((_, response) => response.writeHead(200).end('{"id":"a-secret-token"}'));
  const credentials = [{ kind: "bearer", token: "a-secret-token", from: "T" }] as const;
  const client = testClient(server.url, { credentials });
  let body = "";
  const exchange = await client.send(
    outgoing({
      onAnswer: (answer) => {
        ({ body } = answer);
      },
    }),
    NEVER,
  );
  expect(body).toBe('{"id":"a-secret-token"}');
  expect(JSON.stringify(exchange)).not.toContain("a-secret-token");
  expect(client.redactValue({ note: "a-secret-token" })).toEqual({ note: "[redacted:bearer token]" });
});
