import { type Dispatcher, errors } from "undici";
import { HarnessError, type HeaderLine, type TransportFailure } from "../result/index.ts";
import { readBody } from "./body.ts";
import { type Stage, StoppedError, transportFailure } from "./failure.ts";
import type { Room } from "./gathered.ts";
import type { Claim } from "./large-bodies.ts";
import type { ClientLimits } from "./types.ts";

/** One request as it is put on the network. */
export interface WireRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string | undefined;
}

/** What came back: status and headers as soon as they are known, the body as far as it arrived. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** After content decoding; only the beginning, where there is a failure as well. */
  readonly bytes: Buffer;
  /** How many bytes the body has, or had when it failed. */
  readonly length: number;
}

/** One request on the network and its end; a target that fails is a failure, not a throw. */
export interface Attempt {
  readonly response?: WireResponse;
  readonly failure?: TransportFailure;
}

type TimeLimits = Pick<ClientLimits, "connectTimeoutMs" | "headersTimeoutMs" | "bodyTimeoutMs" | "maxBodyBytes">;

/**
 * Sends once, and reads the answer within its limits.
 *
 * @param claim taken when the body turns out to be large; whoever has dealt with the body releases it
 */
export async function attempt(
  dispatcher: Dispatcher,
  request: WireRequest,
  limits: TimeLimits,
  signal: AbortSignal,
  claim: Claim,
): Promise<Attempt> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(new StoppedError("aborted", "The run was interrupted during this request."));
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  // undici times single steps, so a server that drips could go on for ever. This is the whole.
  const guard = (ms: number, what: string): NodeJS.Timeout =>
    setTimeout(() => stop.abort(new StoppedError("timeout", `${what} within ${ms} ms.`)), ms);
  let timer = guard(limits.connectTimeoutMs + limits.headersTimeoutMs, "No complete response headers");
  let stage: Stage = { at: "head", origin: request.origin };
  try {
    const data = await dispatcher.request({
      origin: request.origin,
      path: request.path,
      method: request.method,
      headers: request.headers.flat(),
      body: request.body ?? null,
      signal: stop.signal,
      responseHeaders: "raw",
    });
    // Destroying a body emits an error that nobody else listens to.
    data.body.on("error", () => {});
    clearTimeout(timer);
    const guardBody = (): void => {
      timer = guard(limits.bodyTimeoutMs, "The body did not end");
    };
    // The wait is ours, so its time is not the server's.
    const onLarge = async (): Promise<Room> => {
      clearTimeout(timer);
      const room = await claim.take(stop.signal);
      guardBody();
      return room;
    };
    guardBody();
    const head = { status: data.statusCode, headers: headerLines(data.headers) };
    stage = { at: "body", origin: request.origin };
    const { failure, ...body } = await readBody(data.body, head.headers, limits.maxBodyBytes, stage, onLarge);
    return { response: { ...head, ...body }, ...(failure === undefined ? {} : { failure }) };
  } catch (error) {
    if (isOurFault(error))
      throw new HarnessError("INTERNAL", `A request cannot be sent: ${error.message}`, { cause: error });
    return { failure: transportFailure(error, stage) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}

// undici refuses what cannot be a request; no server is to blame for that.
function isOurFault(error: unknown): error is Error {
  return (
    error instanceof errors.InvalidArgumentError ||
    error instanceof errors.NotSupportedError ||
    error instanceof errors.RequestContentLengthMismatchError
  );
}

// With `responseHeaders: "raw"` undici gives a flat list of names and values, which its types do not say.
function headerLines(headers: unknown): readonly HeaderLine[] {
  if (!Array.isArray(headers)) return [];
  const flat = headers.map(String);
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    lines.push([(flat[index] ?? "").toLowerCase(), flat[index + 1] ?? ""]);
  }
  return lines;
}
