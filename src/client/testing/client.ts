import { onTestFinished } from "vitest";
import type { ClientClock } from "../clock.ts";
import { createClient } from "../create-client.ts";
import type { Client, ClientLimits, ClientOptions, OutgoingRequest } from "../types.ts";

/** Limits that no well-behaved test comes near. */
export const WIDE_LIMITS: ClientLimits = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 10_000,
  maxBodyBytes: 1024 * 1024,
  concurrency: 8,
  maxRetryAfterMs: 5000,
  maxRetries: 2,
  maxRedirects: 3,
};

/** A signal that is never aborted. */
export const NEVER: AbortSignal = new AbortController().signal;

/** A client that ends with its test. */
export function testClient(
  baseUrl: string,
  options: Partial<Omit<ClientOptions, "limits">> & { readonly limits?: Partial<ClientLimits> } = {},
  clock?: ClientClock,
): Client {
  const client = createClient(
    {
      baseUrl,
      credentials: [],
      headers: {},
      insecure: false,
      ...options,
      limits: { ...WIDE_LIMITS, ...options.limits },
    },
    clock,
  );
  onTestFinished(() => client.close());
  return client;
}

/** A request, by default a GET of `/Users/1`. */
export function outgoing(overrides: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    id: "test#1",
    scenario: "test",
    purpose: "scenario",
    intent: { kind: "valid" },
    title: "a request",
    method: "GET",
    path: "/Users/1",
    headers: {},
    credential: "configured",
    ...overrides,
  };
}

/** A clock that never waits: time passes only by the waits asked for, which are recorded. */
export function fakeClock(startMs = 0): ClientClock & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  let now = startMs;
  return {
    waits,
    monotonic: () => now,
    wall: () => now,
    wait: (ms, signal) => {
      if (signal.aborted) return Promise.resolve(false);
      waits.push(ms);
      now += ms;
      return Promise.resolve(true);
    },
  };
}
