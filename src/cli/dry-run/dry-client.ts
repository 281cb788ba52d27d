import type { Client, ClientOptions, CredentialChoice, OutgoingRequest } from "../../client/index.ts";
import { type Exchange, HarnessError, type HeaderLine } from "../../result/index.ts";
import type { StandIn } from "../../targets/index.ts";

/** Told of each request that would be sent, with the answer made up for it. */
export type OnRequest = (request: OutgoingRequest, exchange: Exchange) => void;

/** A client without a network: every request is answered by a stand-in. Budgets and rates are nothing to it. */
export function createDryClient(options: ClientOptions, standIn: StandIn, onRequest: OnRequest): Client {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/$/u, "");
  let sent = 0;
  return {
    get sent() {
      return sent;
    },
    release: () => undefined,
    addSecret: () => undefined,
    redactValue: (value) => value,
    close: () => Promise.resolve(),
    send: async (request, signal) => {
      if (signal.aborted) throw new HarnessError("ABORTED", "The run was interrupted before this request was sent.");
      sent += 1;
      const { method, path, body } = request;
      const headers = Object.fromEntries(
        Object.entries({ ...options.headers, ...request.headers }).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const authorization = credentialFor(request.credential, standIn);
      const reply = await standIn.answer({
        method,
        path,
        headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
        body,
      });
      const url = `${base.origin}${request.fromOrigin === true ? "" : prefix}${path}`;
      const exchange = exchangeOf(request, url, Object.entries(headers), reply);
      const { status, body: text } = reply;
      const lines = exchange.response?.headers ?? [];
      request.onAnswer?.({ status, headers: lines, body: text, failure: undefined, doubtful: false });
      onRequest(request, exchange);
      return exchange;
    },
  };
}

function credentialFor(choice: CredentialChoice, { token, otherToken }: StandIn): string | undefined {
  switch (choice) {
    case "configured":
      return `Bearer ${token}`;
    case "other":
      return `Bearer ${otherToken}`;
    case "wrong":
      return "Bearer wrong";
    case "none":
      return undefined;
  }
}

function exchangeOf(
  request: OutgoingRequest,
  url: string,
  headers: readonly HeaderLine[],
  reply: Awaited<ReturnType<StandIn["answer"]>>,
): Exchange {
  const { id, scenario, purpose, intent, operation, resource, title, method, body } = request;
  return {
    id,
    scenario,
    purpose,
    intent,
    ...(operation === undefined ? {} : { operation }),
    ...(resource === undefined ? {} : { resource }),
    title,
    request: { method, url, headers, ...(body === undefined ? {} : { body }) },
    response: {
      status: reply.status,
      headers: reply.headers.map(([name, value]): HeaderLine => [name.toLowerCase(), value]),
      body: reply.body,
      bodyBytes: Buffer.byteLength(reply.body),
      utf8: true,
      bom: false,
    },
    startedAt: new Date().toISOString(),
    durationMs: 0,
    notes: [],
    disclosed: [],
  };
}
