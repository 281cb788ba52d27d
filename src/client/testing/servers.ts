import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { SELF_SIGNED } from "./self-signed.ts";

/** A request as a test server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A server on 127.0.0.1 that ends with its test. */
export interface TestServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** Answers one request; `n` counts from 1. */
export type Handler = (request: SeenRequest, response: ServerResponse, n: number) => void;

/** Starts an HTTP server for one test. */
export async function httpServer(handler: Handler): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  const url = await listen(createHttpServer(reader(seen, handler)), "http");
  return { url, seen };
}

/** The same over TLS, with a certificate that nobody trusts. */
export async function tlsServer(handler: Handler): Promise<TestServer> {
  const seen: SeenRequest[] = [];
  const url = await listen(createTlsServer(SELF_SIGNED, reader(seen, handler)), "https");
  return { url, seen };
}

/** A server that speaks whatever the test writes, as soon as a request has arrived. */
export async function rawServer(onRequest: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.once("data", () => onRequest(socket));
  });
  return await listen(server, "http");
}

/** Reads a request whole before it is handled. */
export function reader(seen: SeenRequest[], handler: Handler) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      seen.push(one);
      handler(one, response, seen.length);
    });
  };
}

/** Has a server listen on a free port of 127.0.0.1 until the test ends. */
export async function listen(server: Server, scheme: string): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    // A client that hangs up is what many of these tests are about.
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
