import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { NEVER, outgoing, testClient } from "./testing/client.ts";
import { httpServer, rawServer, tlsServer } from "./testing/servers.ts";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

test("a port on which nothing listens is refused", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const { failure, response } = await testClient(`http://127.0.0.1:${port}`).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("refused");
  expect(failure?.message).toBe(`127.0.0.1:${port} refused the connection: nothing listens there.`);
  expect(response).toBeUndefined();
});

test("a name without an address is dns", async () => {
  const { failure } = await testClient("http://scimproof.invalid").send(outgoing(), NEVER);
  expect(failure?.kind).toBe("dns");
});

test("a self-signed certificate is tls, and says what to do", async () => {
  const server = await tlsServer((_, response) => response.end("{}"));
  const { failure } = await testClient(server.url).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("tls");
  expect(failure?.message).toMatch(/is self-signed; use --ca FILE .* --insecure/);
  expect(server.seen).toHaveLength(0);
});

test("insecure accepts it", async () => {
  const server = await tlsServer((_, response) => response.end("{}"));
  const { response } = await testClient(server.url, { insecure: true }).send(outgoing(), NEVER);
  expect(response?.status).toBe(200);
});

test("https to a port that speaks http is tls, and says so", async () => {
  const server = await httpServer((_, response) => response.end("{}"));
  const { failure } = await testClient(server.url.replace("http:", "https:")).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("tls");
  expect(failure?.message).toContain("does not speak TLS");
});

test("a server that hangs up at once resets", async () => {
  const url = await rawServer((socket) => socket.destroy());
  const { failure } = await testClient(url).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("reset");
});

test("a reset in the body keeps status, headers and what arrived", async () => {
  const url = await rawServer((socket) => {
    socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"id":`, () => setImmediate(() => socket.resetAndDestroy()));
  });
  const { failure, response } = await testClient(url).send(outgoing(), NEVER);
  expect(["reset", "truncated"]).toContain(failure?.kind);
  expect(response?.status).toBe(200);
  expect(response?.headers).toContainEqual(["content-type", "application/json"]);
});

test("a body shorter than its Content-Length is truncated", async () => {
  const url = await rawServer((socket) => socket.end(`${HEAD}Content-Length: 100\r\n\r\n{"id":`));
  const { failure, response } = await testClient(url).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("truncated");
  expect(response).toMatchObject({ status: 200, body: '{"id":', bodyBytes: 6, utf8: true });
});

test("a chunked body that ends without its last chunk is truncated", async () => {
  const url = await rawServer((socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`));
  const { failure, response } = await testClient(url).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("truncated");
  expect(response?.body).toBe("{}");
});

test("a chunk size that is no number is malformed", async () => {
  const url = await rawServer((socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`));
  const { failure, response } = await testClient(url).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("malformed");
  expect(response?.status).toBe(200);
});

test.each([
  ["no HTTP at all", "220 smtp.example.com ready\r\n"],
  ["a header line without a colon", `HTTP/1.1 200 OK\r\nnonsense\r\n\r\n`],
  ["headers of 100 KB", `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}\r\n\r\n`],
  ["an upgrade nobody asked for", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
])("%s is malformed", async (_, text) => {
  const url = await rawServer((socket) => socket.end(text));
  const { failure, response } = await testClient(url).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("malformed");
  expect(response).toBeUndefined();
});

test("a TLS handshake that is never answered is a connect-timeout", async () => {
  const url = await rawServer(() => {});
  const client = testClient(url.replace("http:", "https:"), { limits: { connectTimeoutMs: 50 } });
  expect((await client.send(outgoing(), NEVER)).failure?.kind).toBe("connect-timeout");
});

test("an answer that breaks off in the middle of the credential shows no half of it", async () => {
  const url = await rawServer((socket) => socket.end(`${HEAD}Content-Length: 100\r\n\r\n{"x":"a-secret-to`));
  const credentials = [{ kind: "bearer", token: "a-secret-token", from: "TOKEN" }] as const;
  const { response, disclosed } = await testClient(url, { credentials }).send(outgoing(), NEVER);
  expect(response?.body).toBe('{"x":"[redacted:bearer token]');
  expect(disclosed).toEqual(["bearer token"]);
});

test("a server that accepts and says nothing is a timeout", async () => {
  const url = await rawServer(() => {});
  const limits = { headersTimeoutMs: 50 };
  const { failure } = await testClient(url, { limits }).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("timeout");
});

test.each([
  ["headers", "HTTP/1.1 200 OK\r\nX-Drip: ", { connectTimeoutMs: 500, headersTimeoutMs: 100 }, undefined],
  ["body", `${HEAD}Content-Length: 100000\r\n\r\n`, { bodyTimeoutMs: 150 }, 200],
])("a slow drip of the %s ends within the whole time, not after each chunk", async (_, start, limits, status) => {
  const url = await rawServer((socket) => {
    socket.write(start);
    const drip = setInterval(() => socket.write("x"), 5);
    socket.on("close", () => clearInterval(drip));
  });
  const { failure, response } = await testClient(url, { limits }).send(outgoing(), NEVER);
  expect(failure?.kind).toBe("timeout");
  expect(response?.status).toBe(status);
});

test("an abort in flight is an exchange, not a throw", async () => {
  const stop = new AbortController();
  const url = await rawServer(() => stop.abort());
  const { failure } = await testClient(url).send(outgoing(), stop.signal);
  expect(failure?.kind).toBe("aborted");
});

test("an abort in the body keeps the status", async () => {
  const stop = new AbortController();
  const server = await httpServer((_, response) => response.writeHead(201).write("{"));
  const onHeaders = (): void => void setImmediate(() => stop.abort());
  subscribe("undici:request:headers", onHeaders);
  onTestFinished(() => void unsubscribe("undici:request:headers", onHeaders));
  const { failure, response } = await testClient(server.url).send(outgoing(), stop.signal);
  expect(failure?.kind).toBe("aborted");
  expect(response?.status).toBe(201);
});

test("closing the client ends what is in flight", async () => {
  const url = await rawServer(() => void client.close());
  const client = testClient(url);
  const { failure } = await client.send(outgoing(), NEVER);
  expect(failure?.kind).toBe("aborted");
});

test("a request that undici refuses is the harness's error, not the server's", async () => {
  const server = await httpServer((_, response) => response.end());
  const client = testClient(server.url);
  const bad = outgoing({ headers: { "Content-Length": "999" }, method: "PUT", body: "{}" });
  await expect(client.send(bad, NEVER)).rejects.toMatchObject({ code: "INTERNAL" });
});
