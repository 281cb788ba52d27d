import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { connect } from "node:net";
import { listen } from "./servers.ts";

/** What a proxy of a test demands, and what it does wrong. */
export interface ProxyOptions {
  /** `user:password` that it demands. */
  readonly credentials?: string;
  /** Names that it alone knows, with the ports of 127.0.0.1 behind them: what gets there has gone through it. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** Status that it answers every tunnel with, instead of opening it. */
  readonly refuse?: number;
}

/** A forward proxy on 127.0.0.1 that ends with its test. */
export interface ProxyServer {
  readonly url: string;
  /** Request lines as they came: `CONNECT localhost:443`, `GET http://localhost/x`. */
  readonly seen: readonly string[];
}

/** Starts a proxy that does tunnels and whole URLs. */
export async function proxyServer(options: ProxyOptions = {}): Promise<ProxyServer> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ""} ${request.url ?? ""}`);
    if (!isAllowed(request, options)) {
      response.writeHead(407, { "proxy-authenticate": "Basic realm=proxy" }).end("<html>Who are you?</html>");
    } else forward(request, response, options);
  });
  server.on("connect", (request: IncomingMessage, socket, head: Buffer) => {
    seen.push(`CONNECT ${request.url ?? ""}`);
    socket.on("error", () => {});
    const status = isAllowed(request, options) ? (options.refuse ?? 200) : 407;
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nProxy-Authenticate: Basic realm=proxy\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url ?? ""}`);
    const upstream = connect(options.hosts?.[hostname] ?? Number(port || 443), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  });
  return { url: await listen(server, "http"), seen };
}

function isAllowed({ headers }: IncomingMessage, { credentials }: ProxyOptions): boolean {
  const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
  return wanted === undefined || headers["proxy-authorization"] === wanted;
}

function forward(request: IncomingMessage, response: ServerResponse, { hosts }: ProxyOptions): void {
  const { hostname, port, pathname, search } = new URL(request.url ?? "");
  const { "proxy-authorization": _, ...headers } = request.headers;
  const upstream = send(
    {
      host: "127.0.0.1",
      port: hosts?.[hostname] ?? Number(port || 80),
      path: `${pathname}${search}`,
      method: request.method,
      headers,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  upstream.on("error", () => response.writeHead(502).end());
  request.pipe(upstream);
}
