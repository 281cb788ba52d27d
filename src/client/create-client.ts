import { HarnessError } from "../result/index.ts";
import { hookSecrets } from "./auth/hook-secrets.ts";
import { passOf, type RequestPass } from "./auth/pass.ts";
import { createSignatures } from "./auth/signatures.ts";
import { createTokenSource, type TokenSource } from "./auth/token-source.ts";
import { checkOptions } from "./check-options.ts";
import { type ClientClock, systemClock } from "./clock.ts";
import { converse, type Line, type ReadyRequest } from "./conversation.ts";
import { headerNameOf } from "./credential-headers.ts";
import { type Connections, openConnections } from "./dispatcher.ts";
import { Gate } from "./gate.ts";
import { LargeBodies } from "./large-bodies.ts";
import { Permits } from "./permits.ts";
import { requestHeaders } from "./prepare.ts";
import { recordExchange } from "./record.ts";
import { createRedactor, type Redactor } from "./redactor.ts";
import { type NamedSecret, responseSecrets, secretsOf, secretsOfWayIn } from "./secrets.ts";
import { decodeText } from "./text.ts";
import type { Client, ClientOptions, OutgoingRequest } from "./types.ts";

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
  const redactor = tellingRedactor(options);
  const given: readonly NamedSecret[] = [
    ...options.credentials.flatMap(secretsOf),
    ...others.flatMap(secretsOf).map(([name, value]): NamedSecret => [`${name} of the other tenant`, value]),
    ...secretsOfWayIn(options),
    ...(options.secrets ?? []),
  ];
  for (const [name, value] of given) {
    // What every address begins with was typed by the user, and hides nothing.
    if (!base.origin.includes(value.toLowerCase())) redactor.add(name, value);
  }
  const signatures = createSignatures((name, value) => options.onSecret?.(name, value, false));
  const credentialNames = new Set(["authorization", ...[...options.credentials, ...others].map(headerNameOf)]);
  const secretHeaders = new Set([...credentialNames, "cookie", "proxy-authorization"]);
  const permits = new Permits(limits.maxRequests);
  const connections = openConnections(options);
  const tokens = openTokens(options, clock, redactor, connections);
  const largeBodies = new LargeBodies();
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
    answered: false,
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
      pass: passOf({
        request,
        origin,
        headers,
        tokens: tokens?.source,
        sign: options.sign,
        signTimeoutMs,
        onSigned: (added, url) => signatures.note(hookSecrets(added, `${url}\n${request.body ?? ""}`)),
      }),
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
      const claim = largeBodies.claim();
      try {
        const conversation = await converse(ready, line, signal, claim, () => {
          started = true;
        });
        const { response } = conversation;
        for (const [name, value] of responseSecrets(response?.headers ?? [], base)) {
          options.onSecret?.(name, value, false);
        }
        const { doubtful, failure } = conversation;
        // Decoded once, for whoever asks and for the record: a large body is in memory twice as it is.
        const decoded = response && decodeText(response.bytes, failure === undefined);
        request.onAnswer?.({
          status: response?.status,
          headers: response?.headers ?? [],
          body: decoded?.text ?? "",
          failure: failure?.kind,
          doubtful,
        });
        const url = `${ready.origin}${ready.path}`;
        const { added } = ready.pass;
        return recordExchange(
          { ...conversation, response: response && decoded && { ...response, decoded }, request, url, added },
          signatures.beside(redactor),
          secretHeaders,
        );
      } catch (error) {
        if (!started) permits.untake(request);
        throw error;
      } finally {
        claim.release();
      }
    },
  };
}

/** A redactor that passes on what is registered with it. */
function tellingRedactor({ onSecret }: ClientOptions): Redactor {
  const redactor = createRedactor();
  return {
    ...redactor,
    get isEmpty() {
      return redactor.isEmpty;
    },
    add: (name, value) => {
      redactor.add(name, value);
      onSecret?.(name, value, true);
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
