import { Agent } from "undici";
import { type Exchange, HarnessError } from "../result/index.ts";
import { checkOptions } from "./check-options.ts";
import { type ClientClock, systemClock } from "./clock.ts";
import { converse, type Line, type ReadyRequest } from "./conversation.ts";
import { headerNameOf } from "./credential-headers.ts";
import { Gate } from "./gate.ts";
import { settle } from "./journal-outcome.ts";
import { LargeBodies } from "./large-bodies.ts";
import { Permits } from "./permits.ts";
import { requestHeaders } from "./prepare.ts";
import { recordExchange } from "./record.ts";
import { createRedactor } from "./redactor.ts";
import { type NamedSecret, secretsOf } from "./secrets.ts";
import type { Client, ClientLimits, ClientOptions, JournalIntent, OutgoingRequest } from "./types.ts";

/**
 * Makes the only way to the network.
 *
 * @param clock for tests; time that passes only when told to.
 * @throws HarnessError `USAGE` when the address or a credential can never work.
 */
export function createClient(options: ClientOptions, clock: ClientClock = systemClock): Client {
  checkOptions(options);
  const { limits, journal } = options;
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/$/, "");
  const others = options.otherCredentials ?? [];
  const redactor = createRedactor([
    ...options.credentials.flatMap(secretsOf),
    ...others.flatMap(secretsOf).map(([name, value]): NamedSecret => [`${name} of the other tenant`, value]),
    ...(options.secrets ?? []),
  ]);
  const credentialNames = new Set(["authorization", ...[...options.credentials, ...others].map(headerNameOf)]);
  const secretHeaders = new Set([...credentialNames, "cookie", "proxy-authorization"]);
  const permits = new Permits(limits.maxRequests);
  const largeBodies = new LargeBodies();
  const agent = agentFor(limits, options.insecure);
  let sent = 0;
  let closed = false;
  const line: Line = {
    dispatcher: agent,
    limits,
    clock,
    permits,
    gate: new Gate(limits.concurrency, limits.ratePerSecond, clock),
    onSent: () => {
      sent += 1;
    },
    answered: false,
  };

  // Everything that can be wrong with a request itself is found before a permit is taken.
  const prepare = (request: OutgoingRequest): ReadyRequest => {
    if (closed) throw new HarnessError("ABORTED", "The client is closed.");
    if (!/^\/[\u0021-\u007e]*$/.test(request.path)) {
      throw new HarnessError("INTERNAL", "A request path is not percent-encoded, or does not begin with a slash.");
    }
    const headers = requestHeaders(request, options, credentialNames);
    return {
      request,
      origin: base.origin,
      path: `${request.fromOrigin === true ? "" : prefix}${request.path}`,
      headers,
    };
  };

  const intend = (request: OutgoingRequest): number | undefined => {
    if (journal === undefined || request.journal === undefined) return undefined;
    const entry = journal.intend(redactor.redactValue(request.journal) as JournalIntent);
    request.onJournal?.(entry);
    return entry;
  };

  return {
    get sent() {
      return sent;
    },
    release: (n) => permits.release(n),
    addSecret: (name, value) => redactor.add(name, value),
    close: async () => {
      closed = true;
      await agent.destroy();
    },
    send: async (request, signal) => {
      const ready = prepare(request);
      if (signal.aborted) throw new HarnessError("ABORTED", "The run was interrupted before this request was sent.");
      permits.take(request);
      let entry: number | undefined;
      let started = false;
      const claim = largeBodies.claim();
      let exchange: Exchange;
      let doubtful: boolean;
      try {
        const { doubtful: inDoubt, ...rest } = await converse(ready, line, signal, claim, () => {
          entry = intend(request);
          started = true;
        });
        doubtful = inDoubt;
        const url = `${ready.origin}${ready.path}`;
        exchange = recordExchange({ ...rest, request, url, headers: ready.headers }, redactor, secretHeaders);
      } catch (error) {
        if (!started) permits.untake(request);
        throw error;
      } finally {
        claim.release();
      }
      if (entry === undefined || journal === undefined || request.journal === undefined) return exchange;
      const note = settle(journal, entry, request.journal, exchange, doubtful);
      return note === undefined ? exchange : { ...exchange, notes: [...exchange.notes, note] };
    },
  };
}

function agentFor(limits: ClientLimits, insecure: boolean): Agent {
  return new Agent({
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyTimeoutMs,
    pipelining: 1,
    // Short, so that a connection which the server has just closed for idleness is not taken for a server that resets.
    keepAliveTimeout: 1000,
    keepAliveMaxTimeout: 1000,
    connect: {
      timeout: limits.connectTimeoutMs,
      rejectUnauthorized: !insecure,
      // Node's own 250 ms a try is too short for a distant server with several addresses.
      autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(limits.connectTimeoutMs / 4)),
    },
  });
}
