import { expect, test } from "vitest";
import type { TransportFailure } from "../result/index.ts";
import { responseReceived } from "./response-received.ts";
import { failures, put, verdicts } from "./testing.ts";

const broken = (kind: TransportFailure["kind"]): ReturnType<typeof put> =>
  put({ silent: true, failure: { kind, message: "it ended" } });

test("a complete answer passes, whatever its status", () => {
  expect(verdicts(responseReceived, put({ status: 503 }))).toEqual(["passed OPENAPI-RESPONSE-RECEIVED message"]);
});

test.each(["timeout", "reset", "truncated", "malformed", "body-too-large"] as const)(
  "%s is the server's fault",
  (kind) => {
    expect(failures(responseReceived, broken(kind))).toEqual([`OPENAPI-RESPONSE-RECEIVED ${kind}`]);
  },
);

test.each(["refused", "dns", "tls", "connect-timeout", "redirect", "aborted"] as const)(
  "%s may be the network's or our own, and is left alone",
  (kind) => {
    expect(verdicts(responseReceived, broken(kind))).toEqual([]);
  },
);
