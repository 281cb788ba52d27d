import { headerOf } from "../result/index.ts";
import type { Attempt, WireResponse } from "./attempt.ts";
import { redirectStep } from "./redirect.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { ClientLimits, OutgoingRequest } from "./types.ts";

/** What to do after an answer. */
export type NextStep =
  | { readonly kind: "done"; readonly note?: string; readonly failure?: { kind: "redirect"; message: string } }
  | { readonly kind: "retry"; readonly waitMs: number; readonly note: string; readonly otherwise: string }
  | { readonly kind: "redirect"; readonly path: string; readonly note: string; readonly otherwise: string };

/** Where a request stands. */
export interface Progress {
  readonly request: Pick<OutgoingRequest, "method" | "purpose">;
  readonly origin: string;
  /** The path last asked for, against which a relative Location is read. */
  readonly path: string;
  readonly retries: number;
  readonly redirects: number;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

const IDEMPOTENT = new Set(["GET", "HEAD", "PUT", "DELETE"]);
const BUSY = new Set([429, 502, 503, 504]);
// A Retry-After with these says that the request was not processed, so that any method may be sent again.
const NOT_PROCESSED = new Set([429, 503]);
const FIRST_BACK_OFF_MS = 200;

/** Decides whether an answer is the final one. */
export function nextStep(attempt: Attempt, progress: Progress, limits: ClientLimits): NextStep {
  const { response } = attempt;
  if (response === undefined || attempt.failure !== undefined) return { kind: "done" };
  if (response.status >= 300 && response.status < 400) return redirectStep(response, progress, limits.maxRedirects);
  if (!BUSY.has(response.status)) return { kind: "done" };
  return retryStep(response, progress, limits);
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
  const why = asked === undefined ? " (no Retry-After)" : "";
  return {
    kind: "retry",
    waitMs,
    note: `${status}, waited ${seconds(waitMs)} s${why} and sent again`,
    otherwise: `${status}, not sent again`,
  };
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
