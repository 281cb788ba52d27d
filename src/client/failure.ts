import type { TransportFailure } from "../result/index.ts";
import { tlsFailureMessage } from "./tls-failure.ts";

/** How far a request had come when it failed. */
export interface Stage {
  /** `head`: the status line and headers had not arrived. */
  readonly at: "head" | "body";
  readonly origin: string;
}

/** Stops a request from our side: a limit was reached, or the run was interrupted. */
export class StoppedError extends Error {
  override readonly name: string = "StoppedError";
  readonly kind: "aborted" | "timeout";

  constructor(kind: "aborted" | "timeout", message: string) {
    super(message);
    this.kind = kind;
  }
}

/** No connection came about, for a reason that the error alone would not tell: of TLS, or of a proxy on the way. */
export class ConnectionError extends Error {
  override readonly name: string = "ConnectionError";
  readonly kind: "proxy" | "tls";

  constructor(kind: "proxy" | "tls", message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** Says in our words why no usable answer arrived. */
export function transportFailure(error: unknown, stage: Stage): TransportFailure {
  if (error instanceof StoppedError || error instanceof ConnectionError)
    return { kind: error.kind, message: error.message };
  const { code, message } = describe(error);
  const host = hostOf(stage.origin);
  const tls = tlsFailureMessage(code, message, host);
  if (tls !== undefined) return { kind: "tls", message: tls };
  return (
    connectFailure(code, host) ??
    brokenAnswer(code, message, stage, host) ?? {
      kind: "malformed",
      message: `The exchange with ${host} failed: ${message} (${code}).`,
    }
  );
}

function connectFailure(code: string, host: string): TransportFailure | undefined {
  switch (code) {
    case "ECONNREFUSED":
      return { kind: "refused", message: `${host} refused the connection: nothing listens there.` };
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
    case "EACCES":
      return { kind: "refused", message: `${host} cannot be reached from here (${code}).` };
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EAI_FAIL":
    case "EAI_NODATA":
      return { kind: "dns", message: `The name in ${host} has no address (${code}).` };
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return { kind: "connect-timeout", message: `${host} did not accept the connection in time.` };
    default:
      return undefined;
  }
}

function brokenAnswer(code: string, message: string, stage: Stage, host: string): TransportFailure | undefined {
  const closed = stage.at === "head" ? "before it answered" : "before the body had ended";
  switch (code) {
    case "UND_ERR_HEADERS_TIMEOUT":
      return { kind: "timeout", message: `${host} did not answer in time.` };
    case "UND_ERR_BODY_TIMEOUT":
      return { kind: "timeout", message: "The body did not arrive in time." };
    case "ECONNRESET":
    case "EPIPE":
    case "ECONNABORTED":
      return { kind: "reset", message: `${host} reset the connection ${closed}.` };
    case "UND_ERR_SOCKET":
      if (message.startsWith("bad ")) return { kind: "malformed", message: `${host} sent what was not asked for.` };
      return { kind: stage.at === "head" ? "reset" : "truncated", message: `${host} closed the connection ${closed}.` };
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return { kind: "truncated", message: "The body is shorter than its Content-Length." };
    case "HPE_INVALID_EOF_STATE":
      return { kind: "truncated", message: `${host} closed the connection ${closed}.` };
    case "UND_ERR_HEADERS_OVERFLOW":
      return { kind: "malformed", message: "The response headers are longer than 16 KiB." };
    case "UND_ERR_ABORTED":
    case "UND_ERR_DESTROYED":
    case "UND_ERR_CLOSED":
      return { kind: "aborted", message: "The client was closed during this request." };
    default:
      if (!code.startsWith("HPE_")) return undefined;
      return { kind: "malformed", message: `The answer is not valid HTTP/1.1: ${message} (${code}).` };
  }
}

// A name with several addresses fails with one error for each; the first says as much as all.
function describe(error: unknown): { readonly code: string; readonly message: string } {
  const own = error instanceof AggregateError && error.message === "" ? (error.errors[0] as unknown) : error;
  if (!(own instanceof Error)) return { code: "unknown", message: String(own).slice(0, 200) };
  const code = "code" in own && typeof own.code === "string" ? own.code : own.name;
  return { code, message: own.message.slice(0, 200) };
}

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, "");
}
