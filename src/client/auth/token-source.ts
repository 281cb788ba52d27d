import { HarnessError } from "../../result/index.ts";
import type { OAuthClient } from "../access.ts";
import type { ClientClock } from "../clock.ts";
import { converse, type Line } from "../conversation.ts";
import { Gate } from "../gate.ts";
import { LargeBodies } from "../large-bodies.ts";
import { Permits } from "../permits.ts";
import type { Redactor } from "../redactor.ts";
import type { ClientLimits } from "../types.ts";
import { readSigningKey } from "./assertion.ts";
import { readTokenAnswer, tokenRequest } from "./token-request.ts";
import { unlessAborted } from "./unless-aborted.ts";

/** Where access tokens come from: one at a time, kept as long as it holds. */
export interface TokenSource {
  /**
   * A token that holds for now. Whoever asks while one is being fetched waits for that one.
   *
   * @throws HarnessError `ACCESS_FAILED`, `ABORTED`
   */
  current(signal: AbortSignal): Promise<string>;
  /**
   * A token in place of one that the target has refused.
   *
   * @returns false when there is no other one, or asking again and again has led to nothing
   * @throws HarnessError `ACCESS_FAILED`, `ABORTED`
   */
  replace(refused: string, signal: AbortSignal): Promise<boolean>;
  /** Told that the target took the token that came in place of a refused one. */
  accepted(token: string): void;
  close(): void;
}

interface Held {
  readonly token: string;
  readonly fetchedAtMs: number;
  /** On the monotonic clock; infinite where the endpoint does not say. */
  readonly renewAtMs: number;
}

// A token is renewed when a tenth of its life is left, and at most this long before its end.
const MARGIN_MS = 60_000;
const MARGIN_PART = 0.1;

// A target that refuses every token makes nobody ask for one at every request.
const FRUITLESS_AT_MOST = 3;
const FRUITLESS_PAUSE_MS = 60_000;

// An endpoint that does not answer is left alone for a while; one that refuses the client, for good: accounts are locked
// for less.
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

const MAX_ANSWER_BYTES = 1024 * 1024;

/** What a token source is made with. */
export interface TokenSourceParts {
  readonly client: OAuthClient;
  readonly dispatcher: Line["dispatcher"];
  readonly readAnswer: Line["readAnswer"];
  readonly limits: ClientLimits;
  readonly clock: ClientClock;
  /** Learns every token and assertion before it is sent anywhere. */
  readonly redactor: Redactor;
}

/**
 * Makes a source of access tokens; nothing is sent before the first one is asked for.
 *
 * @throws HarnessError `USAGE` when the client's key cannot be used
 */
export function createTokenSource(parts: TokenSourceParts): TokenSource {
  const { client, clock, redactor } = parts;
  const key = client.proof.kind === "private-key-jwt" ? readSigningKey(client.proof) : undefined;
  const stop = new AbortController();
  let held: Held | undefined;
  let underWay: Promise<Held> | undefined;
  let failure: { readonly error: HarnessError; readonly until: number } | undefined;
  let failures = 0;
  let fruitless = 0;

  const fetch = async (): Promise<Held> => {
    if (failure !== undefined && clock.monotonic() < failure.until) throw failure.error;
    const begun = clock.monotonic();
    try {
      const request = tokenRequest(client, key, clock.wall());
      for (const secret of request.secrets) redactor.add("client credential", secret);
      const { token, expiresIn } = await ask(parts, request, stop.signal);
      redactor.add("access token", token);
      failures = 0;
      failure = undefined;
      const life = expiresIn === undefined ? Number.POSITIVE_INFINITY : expiresIn * 1000;
      held = { token, fetchedAtMs: begun, renewAtMs: begun + life - Math.min(MARGIN_MS, life * MARGIN_PART) };
      return held;
    } catch (error) {
      if (error instanceof HarnessError && error.code === "ACCESS_FAILED") {
        failures += 1;
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
        const isFinal = error instanceof RefusedClient;
        failure = { error, until: isFinal ? Number.POSITIVE_INFINITY : clock.monotonic() + pause };
      }
      throw error;
    }
  };

  const fresh = async (signal: AbortSignal): Promise<Held> => {
    underWay ??= fetch().finally(() => {
      underWay = undefined;
    });
    // One caller's end is not that of the others.
    return await unlessAborted(underWay, signal);
  };

  return {
    current: async (signal) => {
      if (held !== undefined && clock.monotonic() < held.renewAtMs) return held.token;
      return (await fresh(signal)).token;
    },
    replace: async (refused, signal) => {
      if (held !== undefined && held.token !== refused) return true;
      const isRecent = held !== undefined && clock.monotonic() - held.fetchedAtMs < FRUITLESS_PAUSE_MS;
      if (fruitless >= FRUITLESS_AT_MOST && isRecent) return false;
      const isFirst = underWay === undefined;
      held = undefined;
      const { token } = await fresh(signal);
      if (isFirst) fruitless += 1;
      return token !== refused;
    },
    accepted: (token) => {
      if (token === held?.token) fruitless = 0;
    },
    close: () => stop.abort(),
  };
}

/** The endpoint has decided: asking again would be answered the same. */
class RefusedClient extends HarnessError {}

async function ask(
  { client, dispatcher, readAnswer, limits, clock, redactor }: TokenSourceParts,
  { headers, body }: ReturnType<typeof tokenRequest>,
  signal: AbortSignal,
): Promise<ReturnType<typeof readTokenAnswer>> {
  const url = new URL(client.tokenUrl);
  const line: Line = {
    dispatcher,
    readAnswer,
    limits: { ...limits, maxBodyBytes: Math.min(limits.maxBodyBytes, MAX_ANSWER_BYTES) },
    clock,
    // Not the target's: neither its budget nor its pace.
    gate: new Gate(1, undefined, clock),
    permits: new Permits(undefined),
    onSent: () => {},
    answered: false,
  };
  const ready = {
    request: { method: "POST", purpose: "preflight", body } as const,
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    pass: { headers: () => Promise.resolve(headers) },
  };
  const { response, failure } = await converse(ready, line, signal, new LargeBodies().claim(), () => {});
  if (failure !== undefined || response === undefined) {
    const message = redactor.redactUrl(failure?.message ?? "it did not answer").text;
    throw new HarnessError("ACCESS_FAILED", `The token endpoint cannot be used: ${message}`, {
      remedy:
        failure?.kind === "proxy"
          ? `check HTTPS_PROXY, or put ${url.hostname} into NO_PROXY`
          : `check the token URL, ${url.origin}${url.pathname}, and whether it can be reached from here`,
    });
  }
  try {
    return readTokenAnswer(
      response,
      client,
      // The endpoint may have cut what it says, in the middle of an assertion.
      (text) => redactor.redactUrl(text, true).text,
      (name, value) => redactor.add(name, value),
    );
  } catch (error) {
    const { status } = response;
    if (!(error instanceof HarnessError) || status < 400 || status >= 500 || status === 429 || status === 408)
      throw error;
    throw new RefusedClient(error.code, error.message, error.remedy === undefined ? {} : { remedy: error.remedy });
  }
}
