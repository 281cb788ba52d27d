import { setTimeout as sleep } from "node:timers/promises";
import type { Client, OutgoingRequest, RawAnswer } from "../../client/index.ts";
import { type Exchange, HarnessError } from "../../result/index.ts";

/** One request of a clean-up. */
export type UndoRequest = Pick<OutgoingRequest, "method" | "path" | "title" | "body" | "resource"> & {
  /** Media type of the body. */
  readonly type?: string;
  /** False for what is only looked at: what was set aside is for removing. */
  readonly useReserved?: boolean;
};

/** What came back, credentials and all: it is compared and put back, and never written down. */
export type UndoAnswer = RawAnswer & { readonly exchange: Exchange };

/** With what a clean-up undoes. */
export interface UndoMeans {
  /**
   * Sends, again where the server does not answer or answers 500: it may be about to come back.
   *
   * @throws HarnessError `ABORTED`, `BUDGET_SPENT`
   */
  send(request: UndoRequest): Promise<UndoAnswer>;
  /** Waits. @throws HarnessError `ABORTED` when the clean-up is given up meanwhile */
  wait(ms: number): Promise<void>;
}

/** How one request goes out; the engine's goes through its session, that of `scimproof cleanup` to the client alone. */
export type UndoSend = (request: OutgoingRequest, signal: AbortSignal) => Promise<Exchange>;

const ACCEPT = "application/scim+json, application/json;q=0.9, */*;q=0.1";
const NO_ANSWER: ReadonlySet<string> = new Set([
  "proxy",
  "refused",
  "reset",
  "dns",
  "connect-timeout",
  "timeout",
  "malformed",
]);
const FIRST_BACK_OFF_MS = 100;
const MAX_BACK_OFF_MS = 2000;
// In all, over everything that is undone: a server that restarts is back by then, one that is gone holds nobody up.
const PATIENCE_MS = 8000;
// A server that answers 500 is there: it is asked so many times more.
const RETRIES_AFTER_500 = 2;
// So many requests in a row without an answer, after all patience, and the rest is not asked for.
const SILENT_AFTER = 4;

/**
 * Means that are patient with a server that is away for a moment.
 *
 * @param options `answered: false` while nobody has answered yet: then nothing says that the server is there at all;
 *   `patienceMs`: for how long it is waited for in all
 */
export function undoMeans(
  send: UndoSend,
  signal: AbortSignal,
  {
    answered = true,
    accept = ACCEPT,
    patienceMs = PATIENCE_MS,
  }: { readonly answered?: boolean; readonly accept?: string; readonly patienceMs?: number } = {},
): UndoMeans {
  let patience = patienceMs;
  let isThere = answered;
  let silent = 0;
  let count = 0;
  const wait = async (ms: number): Promise<void> => {
    try {
      await sleep(ms, undefined, { signal });
    } catch (cause) {
      throw new HarnessError("ABORTED", "the clean-up was interrupted", { cause });
    }
  };
  const once = async ({ type = "application/scim+json", ...request }: UndoRequest): Promise<UndoAnswer> => {
    count += 1;
    let raw: RawAnswer | undefined;
    const exchange = await send(
      {
        id: `cleanup#${count}`,
        scenario: "cleanup",
        purpose: "cleanup",
        intent: { kind: "helper" },
        credential: "configured",
        headers: { accept, ...(request.body === undefined ? {} : { "content-type": type }) },
        useReserved: true,
        onAnswer: (answer) => {
          raw = answer;
        },
        ...request,
      },
      signal,
    );
    if (raw === undefined) throw new HarnessError("INTERNAL", "an answer was not handed on");
    return { ...raw, exchange };
  };
  return {
    wait,
    send: async (request) => {
      for (let tries = 0; ; tries += 1) {
        if (silent >= SILENT_AFTER) throw new HarnessError("ABORTED", "the server has stopped answering");
        const answer = await once(request);
        if (answer.failure === "aborted") throw new HarnessError("ABORTED", "the clean-up was interrupted");
        const isAway = answer.failure !== undefined && NO_ANSWER.has(answer.failure);
        if (!isAway) [isThere, silent] = [true, 0];
        const again = isAway ? isThere : answer.status === 500 && tries < RETRIES_AFTER_500;
        const pause = Math.min(FIRST_BACK_OFF_MS * 2 ** tries, MAX_BACK_OFF_MS);
        if (!again || patience < pause) {
          if (isAway) silent += 1;
          return answer;
        }
        patience -= pause;
        await wait(pause);
      }
    },
  };
}

/** Sends by a client alone. */
export function sendBy(client: Pick<Client, "send">): UndoSend {
  return async (request, signal) => await client.send(request, signal);
}
