/** Why a request was sent; decides by what its answer is judged. */
export type Purpose = "scenario" | "fixture" | "observation" | "preflight" | "probe" | "cleanup";

/**
 * What the sender knows about a request, so that a check can tell a server's fault from a provoked refusal.
 * `valid`: a documented request that must succeed. `provoked`: wrong on purpose, a 4xx is expected.
 * `open`: the sources leave the answer open (duplicates in a list, an odd name): 2xx and 4xx are both legal.
 * `helper`: not declared by the document.
 */
export type Intent =
  | { readonly kind: "valid" }
  | {
      readonly kind: "provoked";
      readonly cause: "unknown-id" | "bad-body" | "credentials" | "media-type" | "method";
    }
  | { readonly kind: "open"; readonly why: string }
  | { readonly kind: "helper" };

/** One header line as received or sent; names in lower case, credentials replaced. */
export type HeaderLine = readonly [name: string, value: string];

/** The request of an {@link Exchange}, as it was sent, credentials replaced. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  /** The body as text; absent when none was sent. */
  readonly body?: string;
}

/** The response of an {@link Exchange}, as received, credentials replaced. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** The body decoded as UTF-8, with U+FFFD for bytes that are not UTF-8; empty when there was none. */
  readonly body: string;
  /** Length of the body in bytes, after content decoding. */
  readonly bodyBytes: number;
  /** True when the body was valid UTF-8. */
  readonly utf8: boolean;
  /** True when the body began with a byte order mark. */
  readonly bom: boolean;
}

/** Why no usable response arrived. */
export interface TransportFailure {
  readonly kind:
    | "proxy"
    | "refused"
    | "dns"
    | "tls"
    | "connect-timeout"
    | "timeout"
    | "reset"
    | "truncated"
    | "body-too-large"
    | "malformed"
    | "redirect"
    | "aborted";
  /** For a person; names no credential. */
  readonly message: string;
}

/** One request and what came back, with times, credentials removed. Immutable once recorded. */
export interface Exchange {
  /** `<scenario id>#<n>`, n counting from 1 in the order sent: does not depend on concurrency. */
  readonly id: string;
  /** The scenario (or `preflight`, `fixtures`, `cleanup`) that sent it. */
  readonly scenario: string;
  readonly purpose: Purpose;
  readonly intent: Intent;
  /** Key of the declared operation, absent for helpers. */
  readonly operation?: string;
  /** The resource the request addressed, where it addressed one. */
  readonly resource?: { readonly type: string; readonly id: string };
  /** What was done, in words, for the report. */
  readonly title: string;
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse;
  readonly failure?: TransportFailure;
  /** ISO 8601 instant at which the request was handed to the network. */
  readonly startedAt: string;
  /** Milliseconds from then to the last byte, waits for Retry-After excluded. */
  readonly durationMs: number;
  /** What the client did on the way: `429, waited 2 s and sent again`. */
  readonly notes: readonly string[];
  /** Names of the secrets found in the response and replaced there: `bearer token`. */
  readonly disclosed: readonly string[];
}

/** Finds a header by name, whatever its case; the first line wins. */
export function headerOf(headers: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1];
}
