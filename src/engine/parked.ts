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
  return unparked(parked(exchange), turns.wait(scenario, signal));
}

interface Parked {
  /** Without its body. */
  readonly exchange: Exchange;
  readonly body: Buffer;
}

function parked(exchange: Exchange): Parked {
  const { response } = exchange;
  if (response === undefined) return { exchange, body: Buffer.alloc(0) };
  // Level 1: members are much alike.
  const body = deflateRawSync(response.body, { level: 1 });
  return { exchange: { ...exchange, response: { ...response, body: "" } }, body };
}

async function unparked({ exchange, body }: Parked, turn: Promise<void>): Promise<Exchange> {
  await turn;
  const { response } = exchange;
  return response === undefined
    ? exchange
    : { ...exchange, response: { ...response, body: inflateRawSync(body).toString("utf8") } };
}
