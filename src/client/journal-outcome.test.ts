import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type FileJournal, openJournal } from "./journal.ts";
import { readJournal } from "./read-journal.ts";
import { fakeClock, NEVER, outgoing, testClient } from "./testing/client.ts";
import { type Handler, httpServer, rawServer } from "./testing/servers.ts";
import type { JournalIntent, JournalLeftover } from "./types.ts";

const CREATE: JournalIntent = {
  kind: "create",
  resource: "User",
  collectionPath: "/Users",
  key: { attribute: "userName", value: "u1" },
};
const WRITE: JournalIntent = { kind: "write", resource: "Group", id: "7", path: "/Groups/7", before: { n: 1 } };

function temporaryJournal(): FileJournal {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  const journal = openJournal(join(folder, "journal.ndjson"), { baseUrl: "http://h", runId: "r", version: "1" });
  onTestFinished(() => {
    journal.close();
    rmSync(folder, { recursive: true });
  });
  return journal;
}

/** What is left over after one request with a journal entry. */
async function leftBy(url: string, intent: JournalIntent, limits = {}): Promise<readonly JournalLeftover[]> {
  const journal = temporaryJournal();
  const client = testClient(url, { journal, limits }, fakeClock());
  await client.send(outgoing({ method: "POST", path: "/Users", body: "{}", journal: intent }), NEVER);
  return journal.leftovers();
}

test("the entry is on disk when the request arrives", async () => {
  const journal = temporaryJournal();
  const told: number[] = [];
  let onDisk: readonly JournalLeftover[] = [];
  const server = await httpServer((_, response) => {
    onDisk = readJournal(journal.path).leftovers;
    response.writeHead(201).end('{"id":"9"}');
  });
  const client = testClient(server.url, { journal });
  const request = outgoing({ method: "POST", journal: CREATE, onJournal: (entry) => told.push(entry) });
  await client.send(request, NEVER);
  expect(onDisk).toEqual([{ entry: 1, intent: CREATE }]);
  expect(told).toEqual([1]);
  expect(journal.leftovers()).toEqual([{ entry: 1, intent: CREATE, id: "9" }]);
});

const answer =
  (status: number, body = "", headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

test.each<[string, Handler, string | undefined]>([
  ["201 with an id", answer(201, '{"id":"9"}'), "9"],
  ["201 with a number for an id", answer(201, '{"id":9}'), "9"],
  ["201 with a Location alone", answer(201, "", { Location: "https://other/v2/Users/a%2Fb?x" }), "a/b"],
  ["201 with neither", answer(201), undefined],
  ["500", answer(500), undefined],
  ["303", answer(303, "", { Location: "/Users/9" }), undefined],
  ["408", answer(408), undefined],
])("a create answered with %s may exist", async (_, handler, id) => {
  const server = await httpServer(handler);
  const [left] = await leftBy(server.url, CREATE);
  expect(left).toEqual({ entry: 1, intent: CREATE, ...(id === undefined ? {} : { id }) });
});

test.each([400, 401, 403, 404, 409, 429])("a create refused with %i left nothing", async (status) => {
  const server = await httpServer(answer(status));
  expect(await leftBy(server.url, CREATE)).toEqual([]);
});

test("a create whose answer was lost may exist", async () => {
  const url = await rawServer((socket) => socket.destroy());
  expect(await leftBy(url, CREATE)).toEqual([{ entry: 1, intent: CREATE }]);
});

test("a create whose answer broke off is known by its Location", async () => {
  const url = await rawServer((socket) => {
    socket.end("HTTP/1.1 201 Created\r\nLocation: /Users/9\r\nContent-Length: 99\r\n\r\n{");
  });
  expect(await leftBy(url, CREATE)).toEqual([{ entry: 1, intent: CREATE, id: "9" }]);
});

test("a create that reached nobody left nothing", async () => {
  expect(await leftBy("http://scimproof.invalid", CREATE)).toEqual([]);
});

test("a create refused after a 503 may exist: the first may have been carried out", async () => {
  const server = await httpServer((_, response, n) => {
    if (n === 1) response.writeHead(503, { "Retry-After": "1" }).end();
    else response.writeHead(409).end();
  });
  expect(await leftBy(server.url, CREATE)).toHaveLength(1);
});

test("a fixture is put back whatever the answer, a refusal included", async () => {
  const server = await httpServer(answer(400));
  expect(await leftBy(server.url, WRITE)).toEqual([{ entry: 1, intent: WRITE, id: "7" }]);
});

test("what is not sent is not in the journal, and no secret is", async () => {
  const journal = temporaryJournal();
  const server = await httpServer(answer(500));
  const credentials = [{ kind: "bearer", token: "a-secret-token", from: "TOKEN" }] as const;
  const client = testClient(server.url, { journal, credentials, limits: { maxRequests: 1 } });
  const request = outgoing({ method: "POST", journal: { ...WRITE, before: { note: "has a-secret-token in it" } } });
  await client.send(request, NEVER);
  await expect(client.send(request, NEVER)).rejects.toMatchObject({ code: "BUDGET_SPENT" });
  expect(journal.leftovers()).toHaveLength(1);
  expect(readFileSync(journal.path, "utf8")).not.toContain("a-secret-token");
});

test("when the journal cannot be written, nothing is sent and the permit is not lost", async () => {
  const journal = temporaryJournal();
  const server = await httpServer(answer(201));
  const client = testClient(server.url, { journal, limits: { maxRequests: 1, concurrency: 1 } });
  journal.close();
  await expect(client.send(outgoing({ method: "POST", journal: CREATE }), NEVER)).rejects.toMatchObject({
    code: "INTERNAL",
  });
  expect(server.seen).toEqual([]);
  await client.send(outgoing(), NEVER);
});
