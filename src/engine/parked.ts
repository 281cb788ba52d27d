import { deflateRawSync, inflateRawSync } from "node:zlib";
import { Place } from "../client/index.ts";
import type { Exchange } from "../result/index.ts";
import { isHeavy, piecesOf } from "./recorded.ts";
import type { Turns } from "./turns.ts";

// Characters that are compressed at once: encoded whole, a body would be in memory twice.
const PIECE = 256 * 1024;

// Where bodies are put together again, one after the other.
const place = new Place();

// Its texts are the engine's own, and given back when garbage is collected; those of a Buffer may never be.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

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
  // Level 1: members are much alike.
  const pieces = piecesOf(body, PIECE).map((piece) => deflateRawSync(piece, { level: 1 }));
  const length = Buffer.byteLength(body);
  return {
    ...exchange,
    response: {
      ...rest,
      get body() {
        return putTogether(pieces, length);
      },
    },
  };
}

/** @param length of all of them, in bytes */
function putTogether(pieces: readonly Buffer[], length: number): string {
  const bytes = place.of(length);
  let at = 0;
  for (const piece of pieces) at += inflateRawSync(piece).copy(bytes, at);
  const text = decoder.decode(bytes);
  place.empty();
  return text;
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
