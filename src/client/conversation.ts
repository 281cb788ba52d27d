import type { Dispatcher } from "undici";
import { HarnessError, type HeaderLine, type TransportFailure } from "../result/index.ts";
import { type Attempt, attempt, type WireResponse } from "./attempt.ts";
import type { ClientClock } from "./clock.ts";
import type { Gate } from "./gate.ts";
import type { Claim } from "./large-bodies.ts";
import { type NextStep, nextStep } from "./next-step.ts";
import type { Permits } from "./permits.ts";
import type { ClientLimits, OutgoingRequest } from "./types.ts";

/** What a conversation is held with. */
export interface Line {
  readonly dispatcher: Dispatcher;
  readonly limits: ClientLimits;
  readonly clock: ClientClock;
  readonly gate: Gate;
  readonly permits: Permits;
  /** Called for every request handed to the network. */
  readonly onSent: () => void;
  /** True once the server has answered anything. */
  answered: boolean;
}

/** A request ready for the network. */
export interface ReadyRequest {
  readonly request: OutgoingRequest;
  readonly origin: string;
  readonly path: string;
  readonly headers: readonly HeaderLine[];
}

/** The last answer to a request, and how it came about. */
export interface Conversation {
  readonly response: WireResponse | undefined;
  readonly failure: TransportFailure | undefined;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Milliseconds on the network, waits between attempts excluded. */
  readonly durationMs: number;
  readonly notes: readonly string[];
  /** True when an attempt before the last one may have been carried out. */
  readonly doubtful: boolean;
}

/**
 * Sends a request whose permit is taken until its answer is final: retries and redirects included.
 *
 * @param claim held when it ends, if the answer is large
 * @param beforeFirst called when the first attempt is about to be handed to the network; when it throws, nothing is sent.
 * @throws HarnessError `ABORTED` when the signal is aborted before anything is sent.
 */
export async function converse(
  ready: ReadyRequest,
  line: Line,
  signal: AbortSignal,
  claim: Claim,
  beforeFirst: () => void,
): Promise<Conversation> {
  const { limits, clock } = line;
  const notes: string[] = [];
  let { path } = ready;
  let retries = 0;
  let redirects = 0;
  let waitedMs = 0;
  let durationMs = 0;
  let startedAtMs: number | undefined;
  let doubtful = false;
  let leave = await line.gate.enter(signal);
  if (leave === undefined) throw new HarnessError("ABORTED", "The run was interrupted before this request was sent.");
  for (;;) {
    let answer: Attempt;
    try {
      if (startedAtMs === undefined) beforeFirst();
      startedAtMs ??= clock.wall();
      const startedAt = clock.monotonic();
      line.onSent();
      const { origin, headers, request } = ready;
      const wire = { origin, path, method: request.method, headers, body: request.body };
      answer = await attempt(line.dispatcher, wire, limits, signal, claim);
      durationMs += clock.monotonic() - startedAt;
    } finally {
      leave();
    }
    line.answered ||= answer.response !== undefined;
    const progress = {
      request: ready.request,
      origin: ready.origin,
      path,
      retries,
      redirects,
      waitedMs,
      nowMs: clock.wall(),
      answered: line.answered,
    };
    const step = nextStep(answer, progress, limits);
    if (step.kind !== "done") {
      // Nobody else is to wait with this one; should it be the last answer after all, its beginning is evidence enough.
      answer = beginningOf(answer);
      claim.release();
    }
    const again = step.kind === "done" ? undefined : await mayGoOn(step, line, signal);
    if (step.kind !== "done" && again?.leave !== undefined) {
      notes.push(step.note);
      doubtful ||= answer.failure?.kind !== "refused" && (answer.response?.status ?? 500) >= 500;
      if (step.kind === "redirect") {
        redirects += 1;
        path = step.path;
      } else {
        retries += 1;
        waitedMs += step.waitMs;
      }
      leave = again.leave;
      continue;
    }
    const last = step.kind === "done" ? step.note : `${step.otherwise}: ${again?.why ?? ""}`;
    if (last !== undefined) notes.push(last);
    const failure = answer.failure ?? (step.kind === "done" ? step.failure : undefined);
    return { response: answer.response, failure, startedAtMs, durationMs, notes, doubtful };
  }
}

// A 429, a gateway's 503 and a redirect say what they say in less.
const BEGINNING = 64 * 1024;

function beginningOf({ response, ...rest }: Attempt): Attempt {
  if (response === undefined || response.bytes.length <= BEGINNING) return { ...rest, ...(response && { response }) };
  return { ...rest, response: { ...response, bytes: Buffer.from(response.bytes.subarray(0, BEGINNING)) } };
}

/** A place for one more attempt, or why there is none. */
interface GoOn {
  readonly leave: (() => void) | undefined;
  readonly why: string;
}

/** Takes a permit, waits as asked, and waits for a place; the earlier answer stands when any of these cannot be had. */
async function mayGoOn(step: Exclude<NextStep, { kind: "done" }>, line: Line, signal: AbortSignal): Promise<GoOn> {
  if (!line.permits.tryTake()) return { leave: undefined, why: "the budget of requests is spent" };
  // The others need not learn it by being turned away themselves.
  if (step.kind === "retry" && step.forAll) line.gate.holdOff(step.waitMs);
  const waited = step.kind === "redirect" || (await line.clock.wait(step.waitMs, signal));
  const leave = waited ? await line.gate.enter(signal) : undefined;
  if (leave !== undefined) return { leave, why: "" };
  line.permits.untryTake();
  return { leave, why: "the run was interrupted" };
}
