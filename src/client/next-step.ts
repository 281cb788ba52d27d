import { headerOf } from "../result/index.ts";
import type { Attempt, WireResponse } from "./attempt.ts";
import { redirectStep } from "./redirect.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { ClientLimits, OutgoingRequest } from "./types.ts";

/** What to do after an answer. */
export type NextStep =
  | { readonly kind: "done"; readonly note?: string; readonly failure?: { kind: "redirect"; message: string } }
  | {
      readonly kind: "retry";
      readonly waitMs: number;
      readonly note: string;
      readonly otherwise: string;
      /** True when what made this request wait would make any other wait too. */
      readonly forAll: boolean;
    }
  | { readonly kind: "redirect"; readonly path: string; readonly note: string; readonly otherwise: string };

/** Where a request stands. */
export interface Progress {
  readonly request: Pick<OutgoingRequest, "method" | "purpose">;
  readonly origin: string;
  /** The path last asked for, against which a relative Location is read. */
  readonly path: string;
  readonly retries: number;
  readonly redirects: number;
  /** Milliseconds waited between its attempts so far. */
  readonly waitedMs: number;
  /** True when the server has answered some request of this client. */
  readonly answered: boolean;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

const IDEMPOTENT = new Set(["GET", "HEAD", "PUT", "DELETE"]);
const BUSY = new Set([429, 502, 503, 504]);
// A Retry-After with these says that the request was not processed, so that any method may be sent again.
const NOT_PROCESSED = new Set([429, 503]);
const FIRST_BACK_OFF_MS = 200;
// A server that is started anew is back within so many attempts: eight seconds in all.
const RECONNECTS = 5;
const FIRST_RECONNECT_MS = 250;
// However often it asks for it, a server is not waited for longer than for so many of the longest waits.
const LONGEST_WAITS = 2;

/** Decides whether an answer is the final one. */
export function nextStep(attempt: Attempt, progress: Progress, limits: ClientLimits): NextStep {
  const { response } = attempt;
  if (attempt.failure?.kind === "refused") return reconnect(progress);
  if (response === undefined || attempt.failure !== undefined) return { kind: "done" };
  if (response.status >= 300 && response.status < 400) return redirectStep(response, progress, limits.maxRedirects);
  if (!BUSY.has(response.status)) return { kind: "done" };
  return retryStep(response, progress, limits);
}

/** A server that was there a moment ago may be about to come back, and what it refused was never sent. */
function reconnect({ answered, retries }: Progress): NextStep {
  if (!answered || retries >= RECONNECTS) return { kind: "done" };
  const waitMs = FIRST_RECONNECT_MS * 2 ** retries;
  return {
    kind: "retry",
    waitMs,
    note: `connection refused, waited ${seconds(waitMs)} s and tried again`,
    otherwise: "connection refused, not tried again",
    forAll: false,
  };
}

function retryStep(response: WireResponse, progress: Progress, limits: ClientLimits): NextStep {
  const { status } = response;
  const asked = retryAfterMs(headerOf(response.headers, "retry-after"), progress.nowMs);
  const idempotent = IDEMPOTENT.has(progress.request.method.toUpperCase());
  // 429 says by itself that the request was turned away (RFC 6585 section 4), whatever the method.
  const turnedAway = status === 429 || (asked !== undefined && NOT_PROCESSED.has(status));
  if (!idempotent && !turnedAway) return { kind: "done" };
  const waitMs = asked ?? Math.min(FIRST_BACK_OFF_MS * 2 ** progress.retries, limits.maxRetryAfterMs);
  if (progress.retries >= limits.maxRetries) {
    const times = progress.retries === 1 ? "once" : `${progress.retries} times`;
    return {
      kind: "done",
      ...(progress.retries > 0 ? { note: `${status} also when sent ${times} more; given up` } : {}),
    };
  }
  if (waitMs > limits.maxRetryAfterMs) {
    return { kind: "done", note: `${status}, Retry-After of ${seconds(waitMs)} s is too long to wait; not sent again` };
  }
  if (progress.waitedMs + waitMs > LONGEST_WAITS * limits.maxRetryAfterMs) {
    return { kind: "done", note: `${status} also after ${seconds(progress.waitedMs)} s; given up` };
  }
  const why = asked === undefined ? " (no Retry-After)" : "";
  return {
    kind: "retry",
    waitMs,
    note: `${status}, waited ${seconds(waitMs)} s${why} and sent again`,
    otherwise: `${status}, not sent again`,
    forAll: turnedAway,
  };
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
