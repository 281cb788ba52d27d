import { HarnessError } from "../result/index.ts";
import { passOf, type RequestPass } from "./auth/pass.ts";
import { createTokenSource, type TokenSource } from "./auth/token-source.ts";
import { checkOptions } from "./check-options.ts";
import { type ClientClock, systemClock } from "./clock.ts";
import { type Conversation, converse, type Line, type ReadyRequest } from "./conversation.ts";
import { headerNameOf } from "./credential-headers.ts";
import { type Connections, openConnections } from "./dispatcher.ts";
import { Gate } from "./gate.ts";
import { Permits } from "./permits.ts";
import { requestHeaders } from "./prepare.ts";
import { recordExchange } from "./record.ts";
import { createRedactor, type Redactor } from "./redactor.ts";
import { type NamedSecret, secretsOf, secretsOfWayIn } from "./secrets.ts";
import { decodeText } from "./text.ts";
import type { Client, ClientOptions, OutgoingRequest, RawAnswer } from "./types.ts";

/**
 * Makes the only way to the network.
 *
 * @param clock for tests; time that passes only when told to.
 * @throws HarnessError `USAGE` when the address or a credential can never work.
 */
export function createClient(options: ClientOptions, clock: ClientClock = systemClock): Client {
  checkOptions(options);
  const { limits } = options;
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/$/, "");
  const others = options.otherCredentials ?? [];
  const redactor = createRedactor([
    ...options.credentials.flatMap(secretsOf),
    ...others.flatMap(secretsOf).map(([name, value]): NamedSecret => [`${name} of the other tenant`, value]),
    ...secretsOfWayIn(options),
    ...(options.secrets ?? []),
  ]);
  const credentialNames = new Set(["authorization", ...[...options.credentials, ...others].map(headerNameOf)]);
  const secretHeaders = new Set([...credentialNames, "cookie", "proxy-authorization"]);
  const permits = new Permits(limits.maxRequests);
  const connections = openConnections(options);
  const tokens = openTokens(options, clock, redactor, connections);
  let sent = 0;
  let closed = false;
  const line: Line = {
    dispatcher: connections.dispatcher,
    readAnswer: connections.readAnswer,
    limits,
    clock,
    permits,
    gate: new Gate(limits.concurrency, limits.ratePerSecond, clock),
    onSent: () => {
      sent += 1;
    },
  };

  // Everything that can be wrong with a request itself is found before a permit is taken.
  const prepare = (request: OutgoingRequest): ReadyRequest & { readonly pass: RequestPass } => {
    if (closed) throw new HarnessError("ABORTED", "The client is closed.");
    if (!/^\/[\u0021-\u007e]*$/.test(request.path)) {
      throw new HarnessError("INTERNAL", "A request path is not percent-encoded, or does not begin with a slash.");
    }
    const { origin } = base;
    const headers = requestHeaders(request, options, credentialNames);
    const signTimeoutMs = limits.headersTimeoutMs;
    return {
      request,
      origin,
      path: `${request.fromOrigin === true ? "" : prefix}${request.path}`,
      pass: passOf({ request, origin, headers, tokens: tokens?.source, sign: options.sign, signTimeoutMs }),
    };
  };

  return {
    get sent() {
      return sent;
    },
    release: (n) => permits.release(n),
    addSecret: (name, value) => redactor.add(name, value),
    redactValue: (value) => redactor.redactValue(value),
    close: async () => {
      closed = true;
      tokens?.source.close();
      await Promise.all([connections.destroy(), tokens?.destroy()]);
    },
    send: async (request, signal) => {
      const ready = prepare(request);
      if (signal.aborted) throw new HarnessError("ABORTED", "The run was interrupted before this request was sent.");
      permits.take(request);
      let started = false;
      const conversation = await converse(ready, line, signal, () => {
        started = true;
      }).catch((error: unknown) => {
        if (!started) permits.untake(request);
        throw error;
      });
      request.onAnswer?.(rawAnswer(conversation));
      const { doubtful: _, ...rest } = conversation;
      const url = `${ready.origin}${ready.path}`;
      const { added } = ready.pass;
      return recordExchange({ ...rest, request, url, added }, redactor, secretHeaders);
    },
  };
}

/** Where access tokens come from, over connections of its own where a proxy is on the way to one server alone. */
function openTokens(
  options: ClientOptions,
  clock: ClientClock,
  redactor: Redactor,
  own: Connections,
): { readonly source: TokenSource; destroy(): Promise<void> } | undefined {
  const { oauth: client, limits, proxy, tokenProxy } = options;
  if (client === undefined) return undefined;
  const connections = tokenProxy === proxy ? own : openConnections({ ...options, proxy: tokenProxy });
  const { dispatcher, readAnswer } = connections;
  const source = createTokenSource({ client, dispatcher, readAnswer, limits, clock, redactor });
  return { source, destroy: () => (connections === own ? Promise.resolve() : connections.destroy()) };
}

function rawAnswer({ response, failure, doubtful }: Conversation): RawAnswer {
  return {
    status: response?.status,
    headers: response?.headers ?? [],
    // Decoded only for who reads it: most ask for the status alone.
    get body() {
      return response === undefined ? "" : decodeText(response.bytes, failure === undefined).text;
    },
    failure: failure?.kind,
    doubtful,
  };
}
