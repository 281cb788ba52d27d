import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { listen, reader, type SeenRequest } from "../../src/client/testing/servers.ts";
import type { RunningTarget } from "../../src/targets/index.ts";

/** A server in front of an embedded target that lets through what it has reason to. */
export interface Front {
  /** Its base URL, by the name `localhost` where it speaks TLS. */
  readonly url: string;
  readonly port: number;
  readonly seen: readonly SeenRequest[];
}

/**
 * Starts a front. A request that is let in gets the target's own token; any other goes on without one, so that the target
 * refuses it in the way of its dialect.
 */
export async function front(
  target: RunningTarget,
  admits: (request: SeenRequest) => boolean,
  tls?: ServerOptions,
): Promise<Front> {
  const seen: SeenRequest[] = [];
  const handle = reader(seen, (request, response) => {
    const own = admits(request) ? { authorization: `Bearer ${target.token}` } : {};
    forward(target, request, own, response);
  });
  const server = tls === undefined ? createHttpServer(handle) : createTlsServer(tls, handle);
  server.on("tlsClientError", () => {});
  const at = new URL(await listen(server, tls === undefined ? "http" : "https"));
  const host = tls === undefined ? at.host : `localhost:${at.port}`;
  return {
    url: `${at.protocol}//${host}${new URL(target.url).pathname.replace(/\/$/u, "")}`,
    port: Number(at.port),
    seen,
  };
}

function forward(
  target: RunningTarget,
  { method, url, headers, body }: SeenRequest,
  own: Readonly<Record<string, string>>,
  response: ServerResponse,
): void {
  const { authorization: _, connection: __, ...rest } = headers;
  const inner = send(new URL(url, target.url), { method, headers: { ...rest, ...own } }, (answer: IncomingMessage) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  inner.on("error", () => response.destroy());
  inner.end(body === "" ? undefined : body);
}
