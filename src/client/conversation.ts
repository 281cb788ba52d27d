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
  /** Tells what a proxy on the way has answered from what the target has. */
  readonly readAnswer: (answer: Attempt) => Attempt;
  readonly limits: ClientLimits;
  readonly clock: ClientClock;
  readonly gate: Gate;
  readonly permits: Permits;
  /** Called for every request handed to the network. */
  readonly onSent: () => void;
  /** True once the server has answered anything. */
  answered: boolean;
}

/** How each attempt of a request gets in. */
export interface Pass {
  /**
   * The header lines of one attempt, credential and signature included.
   *
   * @throws HarnessError `ACCESS_FAILED`, `ABORTED`: the attempt is not made
   */
  headers(path: string, signal: AbortSignal): Promise<readonly HeaderLine[]>;
  /** Told that the target refused the credential; true when there is another one, worth sending the request again. */
  refused?(signal: AbortSignal): Promise<boolean>;
  /** Told that the other one was taken. */
  accepted?(): void;
}

/** A request ready for the network. */
export interface ReadyRequest {
  readonly request: Pick<OutgoingRequest, "method" | "purpose" | "body" | "seeThrough" | "goesAhead">;
  readonly origin: string;
  readonly path: string;
  readonly pass: Pass;
}

/** The last answer to a request, and how it came about. */
export interface Conversation {
  readonly response: WireResponse | undefined;
  readonly failure: TransportFailure | undefined;
  /** The header lines of the last attempt. */
  readonly headers: readonly HeaderLine[];
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Milliseconds on the network, waits between attempts excluded. */
  readonly durationMs: number;
  readonly notes: readonly string[];
  /** True when an attempt before the last one may have been carried out. */
  readonly doubtful: boolean;
}

type Again = Exclude<NextStep, { kind: "done" }>;

const RENEWED: Again = {
  kind: "retry",
  waitMs: 0,
  note: "401, got another access token and sent again",
  otherwise: "401, not sent again",
  forAll: false,
};

/**
 * Sends a request whose permit is taken until its answer is final: retries, redirects and a renewed token included.
 *
 * @param signal keeps it from being begun and from being sent again; ends it, too, unless it is to be seen through
 * @param claim held when it ends, if the answer is large
 * @param beforeFirst called when the first attempt is about to be handed to the network; when it throws, nothing is sent.
 * @throws HarnessError `ABORTED` when the signal is aborted before anything is sent; `ACCESS_FAILED`, `BUDGET_SPENT` and
 *   `ABORTED` also when all that was sent was turned away for its credential, and no other one could be sent.
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
  let isRenewed = false;
  let entry = await enter(ready, path, line, signal);
  for (;;) {
    const { headers, leave } = entry;
    let answer: Attempt;
    try {
      if (startedAtMs === undefined) beforeFirst();
      startedAtMs ??= clock.wall();
      const startedAt = clock.monotonic();
      line.onSent();
      const { origin, request } = ready;
      const wire = { origin, path, method: request.method, headers, body: request.body };
      answer = line.readAnswer(await attempt(line.dispatcher, wire, limits, request.seeThrough ?? signal, claim));
      durationMs += clock.monotonic() - startedAt;
    } finally {
      leave();
    }
    const isRefused = answer.response?.status === 401 && answer.failure === undefined;
    if (isRenewed && !isRefused) ready.pass.accepted?.();
    const renewal = isRefused && !isRenewed && (await ready.pass.refused?.(signal)) === true ? RENEWED : undefined;
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
    const step = renewal ?? nextStep(answer, progress, limits);
    if (step.kind !== "done") {
      // Nobody else is to wait with this one; should it be the last answer after all, its beginning is evidence enough.
      answer = beginningOf(answer);
      claim.release();
    }
    const nextPath = step.kind === "redirect" ? step.path : path;
    const again = step.kind === "done" ? undefined : await mayGoOn(step, ready, nextPath, line, signal);
    if (step.kind !== "done" && again?.entry !== undefined) {
      notes.push(step.note);
      doubtful ||= answer.failure?.kind !== "refused" && (answer.response?.status ?? 500) >= 500;
      path = nextPath;
      if (step === RENEWED) isRenewed = true;
      else if (step.kind === "redirect") redirects += 1;
      else retries += 1;
      if (step.kind === "retry") waitedMs += step.waitMs;
      entry = again.entry;
      continue;
    }
    // The refusal of a token that has run out says nothing about the server.
    if (step === RENEWED) throw again?.error ?? new HarnessError("ABORTED", again?.why ?? "");
    const last = step.kind === "done" ? step.note : `${step.otherwise}: ${again?.why ?? ""}`;
    if (last !== undefined) notes.push(last);
    const failure = answer.failure ?? (step.kind === "done" ? step.failure : undefined);
    return { response: answer.response, failure, headers, startedAtMs, durationMs, notes, doubtful };
  }
}

/** A place to send from, and what gets in from there. */
interface Entry {
  readonly headers: readonly HeaderLine[];
  readonly leave: () => void;
}

async function enter(ready: ReadyRequest, path: string, line: Line, signal: AbortSignal): Promise<Entry> {
  const leave = await line.gate.enter(signal, ready.request.goesAhead);
  if (leave === undefined) throw new HarnessError("ABORTED", "The run was interrupted before this request was sent.");
  try {
    return { headers: await ready.pass.headers(path, signal), leave };
  } catch (error) {
    leave();
    throw error;
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
  readonly entry?: Entry;
  readonly why: string;
  readonly error?: HarnessError;
}

/**
 * Takes a permit, waits as asked, and waits for a place; the earlier answer stands when any of these cannot be had.
 *
 * @throws HarnessError `ACCESS_FAILED`
 */
async function mayGoOn(step: Again, ready: ReadyRequest, path: string, line: Line, signal: AbortSignal): Promise<GoOn> {
  if (!line.permits.tryTake()) {
    const why = "the budget of requests is spent";
    return { why, error: new HarnessError("BUDGET_SPENT", `A new token came when ${why}.`) };
  }
  const why = "the run was interrupted";
  // The others need not learn it by being turned away themselves.
  if (step.kind === "retry" && step.forAll) line.gate.holdOff(step.waitMs);
  try {
    const waited = step.kind === "redirect" || (await line.clock.wait(step.waitMs, signal));
    if (waited) return { entry: await enter(ready, path, line, signal), why };
  } catch (error) {
    line.permits.untryTake();
    if (error instanceof HarnessError && error.code === "ABORTED") return { why, error };
    throw error;
  }
  line.permits.untryTake();
  return { why };
}
