import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { NEVER, outgoing, testClient } from "./testing/client.ts";
import { httpServer, rawServer } from "./testing/servers.ts";

const TEXT = '{"displayName":"Grüße"}';

async function answer(bytes: Buffer, headers: Record<string, string> = {}, maxBodyBytes = 1024 * 1024) {
  const server = await httpServer((_, response) => response.writeHead(200, headers).end(bytes));
  return await testClient(server.url, { limits: { maxBodyBytes } }).send(outgoing(), NEVER);
}

test.each([
  ["gzip", gzipSync(TEXT)],
  ["x-gzip", gzipSync(TEXT)],
  ["deflate", deflateSync(TEXT)],
  ["deflate", deflateRawSync(TEXT)],
  ["br", brotliCompressSync(TEXT)],
  ["gzip, br", brotliCompressSync(gzipSync(TEXT))],
  ["identity", Buffer.from(TEXT)],
])("a body in %s is decoded although it was not asked for", async (coding, bytes) => {
  const { response, failure } = await answer(bytes, { "Content-Encoding": coding });
  expect(failure).toBeUndefined();
  expect(response).toMatchObject({ body: TEXT, bodyBytes: Buffer.byteLength(TEXT) });
});

test.each([
  ["gzip", gzipSync(Buffer.alloc(50 * 1024 * 1024))],
  ["br", brotliCompressSync(Buffer.alloc(50 * 1024 * 1024))],
  ["gzip, gzip", gzipSync(gzipSync(Buffer.alloc(50 * 1024 * 1024)))],
])("a bomb in %s is too large, and is never unpacked", async (coding, bytes) => {
  const { response, failure } = await answer(bytes, { "Content-Encoding": coding });
  expect(failure?.kind).toBe("body-too-large");
  expect(response).toMatchObject({ status: 200, body: "" });
});

test("a body without end is cut at the limit", async () => {
  const url = await rawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
    const more = (): void => {
      while (!socket.destroyed && socket.write("x".repeat(65536)));
    };
    socket.on("drain", more);
    more();
  });
  const { response, failure } = await testClient(url).send(outgoing(), NEVER);
  expect(failure).toEqual({ kind: "body-too-large", message: "The body is longer than 1048576 bytes (--max-body)." });
  expect(response?.bodyBytes).toBe(1024 * 1024);
  expect(response?.body).toHaveLength(64 * 1024);
});

test("a body of exactly the limit is whole", async () => {
  const { response, failure } = await answer(Buffer.from("12345678"), {}, 8);
  expect(failure).toBeUndefined();
  expect(response?.body).toBe("12345678");
});

test.each([
  ["gzip that is none", "gzip", Buffer.from(TEXT), "malformed"],
  ["half a gzip", "gzip", gzipSync(TEXT).subarray(0, 20), "truncated"],
  ["a coding nobody knows", "zstd", Buffer.from("x"), "malformed"],
  ["a coding named like a built-in", "constructor", Buffer.from("x"), "malformed"],
  ["too many codings", "br, br, br, br, br", Buffer.from("x"), "malformed"],
])("%s is a failure with status and headers", async (_, coding, bytes, kind) => {
  const { response, failure } = await answer(bytes, { "Content-Encoding": coding });
  expect(failure?.kind).toBe(kind);
  expect(response?.status).toBe(200);
});

test("an answer to HEAD may name a coding and a length without having a body", async () => {
  const server = await httpServer((_, response) => {
    response.writeHead(200, { "Content-Encoding": "gzip", "Content-Length": "50" }).end();
  });
  const { response, failure } = await testClient(server.url).send(outgoing({ method: "HEAD" }), NEVER);
  expect(failure).toBeUndefined();
  expect(response).toMatchObject({ status: 200, body: "", bodyBytes: 0 });
});

test("a byte order mark is told and taken off", async () => {
  const { response } = await answer(Buffer.from(`\uFEFF${TEXT}`));
  expect(response).toMatchObject({ body: TEXT, bom: true, utf8: true, bodyBytes: Buffer.byteLength(TEXT) + 3 });
});

test.each([
  ["Latin-1", Buffer.from("Gr\xfc\xdfe", "latin1"), "Gr\uFFFD\uFFFDe"],
  ["a character cut in half", Buffer.from("ü").subarray(0, 1), "\uFFFD"],
  ["an encoded surrogate", Buffer.from([0xed, 0xa0, 0x80]), "\uFFFD\uFFFD\uFFFD"],
])("%s is not UTF-8", async (_, bytes, body) => {
  const { response } = await answer(bytes);
  expect(response).toMatchObject({ utf8: false, body });
});

test("a cut through a character is no fault of the encoding", async () => {
  const { response, failure } = await answer(Buffer.from("aüüüü"), {}, 4);
  expect(failure?.kind).toBe("body-too-large");
  expect(response).toMatchObject({ utf8: true, body: "aü" });
});
