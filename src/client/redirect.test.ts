import { expect, test } from "vitest";
import { NEVER, outgoing, testClient } from "./testing/client.ts";
import { httpServer, type TestServer } from "./testing/servers.ts";

const credentials = [{ kind: "bearer", token: "a-secret-token", from: "TOKEN" }] as const;
const observation = outgoing({ purpose: "observation" });

async function redirecting(location: string | undefined, status = 302): Promise<TestServer> {
  return await httpServer(({ url }, response) => {
    if (url === "/there?x=1") response.end("here");
    else response.writeHead(status, location === undefined ? {} : { Location: location }).end();
  });
}

test.each([301, 302, 303, 307, 308])(
  "an observation follows %i within its origin, with credentials",
  async (status) => {
    const server = await redirecting("/there?x=1", status);
    const exchange = await testClient(server.url, { credentials }).send(observation, NEVER);
    expect(exchange.response).toMatchObject({ status: 200, body: "here" });
    expect(exchange.request.url).toBe(`${server.url}/Users/1`);
    expect(exchange.notes).toEqual([`${status}, followed to /there?x=1`]);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill("Bearer a-secret-token"));
  },
);

test("another origin gets nothing: no request, no credential", async () => {
  const other = await httpServer((_, response) => response.end("stolen"));
  for (const location of [other.url, other.url.replace("127.0.0.1", "localhost"), other.url.replace("http:", "")]) {
    const server = await redirecting(location);
    const exchange = await testClient(server.url, { credentials }).send(observation, NEVER);
    expect(exchange.response?.status).toBe(302);
    expect(exchange.failure).toBeUndefined();
    expect(exchange.notes[0]).toMatch(/^302 to another origin \(http:.*\); not followed$/);
  }
  expect(other.seen).toEqual([]);
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("to %s the 3xx is the answer", async (method) => {
  const server = await redirecting("/there?x=1", 307);
  const exchange = await testClient(server.url).send(outgoing({ purpose: "observation", method }), NEVER);
  expect(exchange.response?.status).toBe(307);
  expect(exchange.notes).toEqual([`307 to ${method} is the answer; not followed`]);
  expect(server.seen).toHaveLength(1);
});

test("to a GET that is itself under test the 3xx is the answer", async () => {
  const server = await redirecting("/there?x=1");
  const exchange = await testClient(server.url).send(outgoing({ purpose: "scenario" }), NEVER);
  expect(exchange.response?.status).toBe(302);
});

test("a secret in escapes within one another is known for one before the note is cut", async () => {
  const password = "Tr0ub4/dor=&99+xyz%1";
  const everyByte = [...Buffer.from(password)].map((byte) => `%${byte.toString(16)}`).join("");
  const nested = encodeURIComponent(encodeURIComponent(everyByte));
  const server = await redirecting(`/there?x=1&back=${"a".repeat(20)}${nested}`);
  const basic = [{ kind: "basic", userAndPassword: `ada:${password}`, from: "BASIC" }] as const;
  const exchange = await testClient(server.url, { credentials: basic }).send(observation, NEVER);
  expect(exchange.notes[0]).toBe(`302, followed to /there?x=1&back=${"a".repeat(20)}[redacted:basic credentials]`);
  const long = await redirecting(`/there?x=1&y=${"b".repeat(900)}`);
  const [note = ""] = (await testClient(long.url).send(observation, NEVER)).notes;
  expect(note).toHaveLength(301);
});

test("a loop ends as a failure that keeps the last answer", async () => {
  const server = await redirecting("/Users/1");
  const exchange = await testClient(server.url, { limits: { maxRedirects: 3 } }).send(observation, NEVER);
  expect(exchange.failure).toEqual({ kind: "redirect", message: "More than 3 redirects, the last to /Users/1." });
  expect(exchange.response?.status).toBe(302);
  expect(server.seen).toHaveLength(4);
});

test.each([
  [undefined, "302 without Location; not followed"],
  ["http://[", "302 with a Location that is no URL; not followed"],
  ["file:///etc/passwd", "302 with a Location that is no URL; not followed"],
])("a Location of %s is the answer", async (location, note) => {
  const server = await redirecting(location);
  const exchange = await testClient(server.url).send(observation, NEVER);
  expect(exchange.response?.status).toBe(302);
  expect(exchange.notes).toEqual([note]);
});

test("304 is no redirect", async () => {
  const server = await redirecting("/there?x=1", 304);
  expect((await testClient(server.url).send(observation, NEVER)).notes).toEqual([]);
});
