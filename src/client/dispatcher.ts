import { Agent, buildConnector, type Dispatcher, Pool } from "undici";
import type { HeaderLine } from "../result/index.ts";
import type { TlsOptions } from "./access.ts";
import type { Attempt } from "./attempt.ts";
import { ConnectionError, transportFailure } from "./failure.ts";
import { type ProxyAddress, readProxy } from "./proxy-address.ts";
import { tlsContext } from "./tls-context.ts";
import { cutHandshake } from "./tls-failure.ts";
import type { ClientLimits } from "./types.ts";

/** Connections to a server, directly or through a proxy. */
export interface Connections {
  readonly dispatcher: Dispatcher;
  /** Tells what the proxy has answered from what the server has. */
  readonly readAnswer: (answer: Attempt) => Attempt;
  /** Ends them all, those in use included. */
  destroy(): Promise<void>;
}

/** How connections are made. */
export interface ConnectionOptions {
  readonly limits: Pick<ClientLimits, "connectTimeoutMs" | "headersTimeoutMs" | "bodyTimeoutMs">;
  /** True to accept any certificate. */
  readonly insecure: boolean;
  readonly tls?: TlsOptions;
  /** Address of a proxy, user and password in it. */
  readonly proxy?: string | undefined;
}

type Connector = buildConnector.connector;

/**
 * Opens nothing yet: connections come with requests. Through a proxy, https: goes by a tunnel (CONNECT, RFC 9110 section
 * 9.3.6) and http: with the whole URL in the request line (RFC 9112 section 3.2.2), as curl does.
 *
 * @throws HarnessError `USAGE` for certificates, a key or a proxy's address that cannot be used
 */
export function openConnections(options: ConnectionOptions): Connections {
  const { limits, insecure, tls, proxy: address } = options;
  const secureContext = tlsContext(tls);
  const connect = {
    timeout: limits.connectTimeoutMs,
    rejectUnauthorized: !insecure,
    // Node's own 250 ms a try is too short for a distant server with several addresses.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(limits.connectTimeoutMs / 4)),
    ...(secureContext === undefined ? {} : { secureContext }),
  };
  const common = {
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    pipelining: 1,
    // Short, so that a connection which the server has just closed for idleness is not taken for a server that resets.
    keepAliveTimeout: 1000,
    keepAliveMaxTimeout: 1000,
  };
  const connector = handshaking(buildConnector(connect));
  if (address === undefined) {
    const agent = new Agent({ ...common, connect: connector });
    return { dispatcher: agent, readAnswer: (answer) => answer, destroy: () => agent.destroy() };
  }
  const proxy = readProxy(address);
  const pool = new Pool(proxy.origin, { ...common, connect: blaming(proxy, connector) });
  const agent = new Agent({ ...common, connect: tunnelled(proxy, pool, connector) });
  const plain = pool.compose(absolute(proxy));
  return {
    dispatcher: agent.compose((dispatch) => (request, handler) => {
      const isPlain = String(request.origin).startsWith("http:");
      return isPlain ? plain.dispatch(request, handler) : dispatch(request, handler);
    }),
    readAnswer: (answer) => {
      const isRefused = answer.response?.status === 407 && headerNamed(answer.response.headers, "proxy-authenticate");
      return isRefused ? { failure: { kind: "proxy", message: refusal(proxy, 407, "the server") } } : answer;
    },
    destroy: async () => {
      await Promise.all([agent.destroy(), pool.destroy()]);
    },
  };
}

function headerNamed(headers: readonly HeaderLine[], name: string): boolean {
  return headers.some(([own]) => own === name);
}

/** A connector that tells a handshake which was cut off from an answer that was. */
function handshaking(connector: Connector): Connector {
  return (options, callback) => {
    connector(options, (...result) => {
      const [error] = result;
      const isCut = error !== null && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
      if (!isCut || options.protocol !== "https:") callback(...result);
      else callback(new ConnectionError("tls", cutHandshake(options.host ?? options.hostname), error), null);
    });
  };
}

/** A connector to the proxy, whose failures are the proxy's and not the server's. */
function blaming({ origin, host }: ProxyAddress, connector: Connector): Connector {
  return (options, callback) => {
    connector(options, (...result) => {
      const [error] = result;
      if (error === null) callback(...result);
      else
        callback(
          new ConnectionError("proxy", proxyTrouble(host, transportFailure(error, { at: "head", origin }).message)),
          null,
        );
    });
  };
}

/** A connector to a server through a tunnel of the proxy. */
function tunnelled(proxy: ProxyAddress, pool: Pool, connector: Connector): Connector {
  return (options, callback) => {
    openTunnel(proxy, pool, options).then(
      (socket) => connector({ ...options, httpSocket: socket as NonNullable<typeof options.httpSocket> }, callback),
      // oxlint-disable-next-line promise/no-callback-in-promise -- undici takes connectors with callbacks only
      (error: Error) => callback(error, null),
    );
  };
}

async function openTunnel(proxy: ProxyAddress, pool: Pool, { host, port, protocol }: buildConnector.Options) {
  const authority = port === "" ? `${host ?? ""}:${protocol === "https:" ? "443" : "80"}` : (host ?? "");
  let opened: Dispatcher.ConnectData;
  try {
    opened = await pool.connect({
      path: authority,
      headers: { host: authority, ...proxyHeaders(proxy) },
    });
  } catch (error) {
    if (error instanceof ConnectionError) throw error;
    const { message } = transportFailure(error, { at: "head", origin: proxy.origin });
    throw new ConnectionError("proxy", proxyTrouble(proxy.host, message), error);
  }
  const { socket, statusCode } = opened;
  if (statusCode >= 200 && statusCode < 300) return socket;
  socket.on("error", () => {}).destroy();
  throw new ConnectionError("proxy", refusal(proxy, statusCode, authority));
}

function proxyHeaders({ authorization }: ProxyAddress): Readonly<Record<string, string>> {
  return authorization === undefined ? {} : { "proxy-authorization": authorization };
}

/** Sends requests to the proxy with the whole URL in place of the path. */
function absolute(proxy: ProxyAddress): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (request, handler) => {
    const { origin = "", path, headers } = request;
    const own = Object.entries({ host: new URL(origin).host, ...proxyHeaders(proxy) }).flat();
    const lines = Array.isArray(headers) ? [...(headers as readonly string[]), ...own] : own;
    return dispatch({ ...request, origin: proxy.origin, path: `${String(origin)}${path}`, headers: lines }, handler);
  };
}

function proxyTrouble(host: string, message: string): string {
  return message.includes(host)
    ? `The proxy cannot be used: ${message}`
    : `The proxy ${host} cannot be used: ${message}`;
}

function refusal({ host, authorization }: ProxyAddress, status: number, server: string): string {
  if (status === 407) {
    return authorization === undefined
      ? `The proxy ${host} asks for a user and password (407).`
      : `The proxy ${host} refuses the user and password that it was given (407).`;
  }
  return status >= 500
    ? `The proxy ${host} cannot reach ${server} (${status}).`
    : `The proxy ${host} refuses a tunnel to ${server} (${status}).`;
}
