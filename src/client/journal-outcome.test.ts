import { expect, test } from "vitest";
import { type CreateOutcome, createOutcome } from "./journal-outcome.ts";
import { fakeClock, NEVER, outgoing, testClient } from "./testing/client.ts";
import { type Handler, httpServer, rawServer } from "./testing/servers.ts";

/** What one create came to. */
async function outcomeOf(url: string): Promise<CreateOutcome | undefined> {
  const client = testClient(url, {}, fakeClock());
  let outcome: CreateOutcome | undefined;
  const request = outgoing({
    method: "POST",
    path: "/Users",
    body: "{}",
    onAnswer: (answer) => {
      outcome = createOutcome(answer);
    },
  });
  await client.send(request, NEVER);
  return outcome;
}

const answer =
  (status: number, body = "", headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

test.each<[string, Handler, string]>([
  ["201 with an id", answer(201, '{"id":"9"}'), "9"],
  ["201 with an Id", answer(201, '{"Id":"9"}'), "9"],
  ["201 with a number for an id", answer(201, '{"id":9}'), "9"],
  ["201 with a number beyond 2^53 for an id", answer(201, '{"id":9007199254740993}'), "9007199254740993"],
  ["201 with a number that is no id, and a Location", answer(201, '{"id":1e30}', { Location: "/Users/a" }), "a"],
  ["201 with a Location alone", answer(201, "", { Location: "https://other/v2/Users/a%2Fb?x" }), "a/b"],
])("%s: it exists", async (_, handler, id) => {
  const server = await httpServer(handler);
  expect(await outcomeOf(server.url)).toEqual({ is: "made", id });
});

test.each<[string, Handler]>([
  ["201 with neither", answer(201)],
  ["201 with a number that is no id", answer(201, '{"id":90071992547409930000000000e-10}')],
  ["500", answer(500)],
  ["303", answer(303, "", { Location: "/Users/9" })],
  ["408", answer(408)],
])("%s: it may exist", async (_, handler) => {
  const server = await httpServer(handler);
  expect(await outcomeOf(server.url)).toEqual({ is: "unknown" });
});

test.each([400, 401, 403, 404, 409, 429])("%i: nothing was made", async (status) => {
  const server = await httpServer(answer(status));
  expect(await outcomeOf(server.url)).toEqual({ is: "nothing", why: `refused with ${status}` });
});

test("a create whose answer was lost may exist", async () => {
  const url = await rawServer((socket) => socket.destroy());
  expect(await outcomeOf(url)).toEqual({ is: "unknown" });
});

test("a create whose answer broke off is known by its Location", async () => {
  const url = await rawServer((socket) => {
    socket.end("HTTP/1.1 201 Created\r\nLocation: /Users/9\r\nContent-Length: 99\r\n\r\n{");
  });
  expect(await outcomeOf(url)).toEqual({ is: "made", id: "9" });
});

test("a create that reached nobody made nothing", async () => {
  expect(await outcomeOf("http://scimproof.invalid")).toEqual({ is: "nothing", why: "never sent: dns" });
});

test("a create refused after a 503 may exist: the first may have been carried out", async () => {
  const server = await httpServer((_, response, n) => {
    if (n === 1) response.writeHead(503, { "Retry-After": "1" }).end();
    else response.writeHead(409).end();
  });
  expect(await outcomeOf(server.url)).toEqual({ is: "unknown" });
});
