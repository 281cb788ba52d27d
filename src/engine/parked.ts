import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Exchange } from "../result/index.ts";
import { isHeavy } from "./recorded.ts";
import type { Turns } from "./turns.ts";

/**
 * Hands on what was received, a large answer only when its scenario may hold one. Until then it is kept compressed, and
 * not left in the socket: a server might take that for a client that has gone.
 */
export function inTurn(turns: Turns, exchange: Exchange, signal: AbortSignal): Promise<Exchange> {
  const { scenario } = exchange;
  if (!isHeavy(exchange) || turns.take(scenario)) return Promise.resolve(exchange);
  // Apart from what waits: a function that is waiting holds on to all that it was given.
  return unpacked(packed(exchange), turns.wait(scenario, signal));
}

/** The same exchange with its body kept compressed: whoever reads it has the whole text, made anew each time. */
export function packed(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (response === undefined) return exchange;
  const { body, ...rest } = response;
  // In one piece, however long: pieces that are put together are in memory twice.
  const chunkSize = Math.max(64, Buffer.byteLength(body));
  // Level 1: members are much alike.
  const bytes = deflateRawSync(body, { level: 1 });
  return {
    ...exchange,
    response: {
      ...rest,
      get body() {
        return inflateRawSync(bytes, { chunkSize }).toString("utf8");
      },
    },
  };
}

/** Whether its body is kept compressed. */
export function isPacked({ response }: Exchange): boolean {
  return response !== undefined && Object.getOwnPropertyDescriptor(response, "body")?.get !== undefined;
}

async function unpacked(exchange: Exchange, turn: Promise<void>): Promise<Exchange> {
  await turn;
  const { response } = exchange;
  // Spread, it has the text itself.
  return response === undefined ? exchange : { ...exchange, response: { ...response } };
}
