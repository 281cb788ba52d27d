import { createHash } from "node:crypto";
import type { ParsedBody } from "../checks/index.ts";
import { hasMoreValues } from "../client/index.ts";
import type { Exchange, RecordedResponse } from "../result/index.ts";

// Characters of a body that the events and a resource's history keep. Reports show less, and resources that checks
// compare are hardly ever so large.
const KEPT_BODY = 1024 * 1024;

// Characters of a body that scenarios hold one at a time: a few of less do no harm.
const HEAVY_BODY = 2 * KEPT_BODY;

// A large body with fewer values than one for so many characters is made of long texts or white space, not of members.
const CHARACTERS_A_VALUE = 256;

// A text that is longer is cut in what scenarios are given: none of them sends one as long.
const KEPT_TEXT = 16 * 1024;

/** An exchange as it is remembered: a body of many megabytes is cut, with the digest of the whole. */
export function recorded(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (response === undefined || response.body.length <= KEPT_BODY) return exchange;
  const { body } = response;
  return {
    ...exchange,
    response: { ...response, body: beginning(body), digest: digestOf(body) },
    notes: [...exchange.notes, `the body of ${response.bodyBytes} bytes is recorded as far as ${KEPT_BODY} characters`],
  };
}

/** True where a scenario holds many megabytes as long as it holds the exchange: its body is large, and cannot be cut. */
export function isHeavy({ response }: Exchange): boolean {
  return response !== undefined && response.body.length > HEAVY_BODY && isDense(response.body);
}

/** Made of so many values that cutting texts would not make it light. */
function isDense(body: string): boolean {
  return hasMoreValues(body, body.length / CHARACTERS_A_VALUE);
}

/**
 * An exchange as scenarios hold it, which is for as long as they take: a resource that shows a long text has the same
 * members and names with the text cut off, and what is not JSON is not read any further.
 *
 * @param parsed its body, which is parsed once for all: each time takes as much memory as the body
 */
export function lightened(exchange: Exchange, parsed: ParsedBody): Exchange {
  const { response } = exchange;
  if (response === undefined || response.body.length <= KEPT_BODY) return exchange;
  if (isDense(response.body)) return exchange;
  return { ...exchange, response: { ...response, body: lightBody(response, parsed) } };
}

/** A light exchange as its resource's history keeps it: of what is large all the same, only the head. */
export function remembered(light: Exchange): Exchange {
  const { response } = light;
  return response === undefined || response.body.length <= KEPT_BODY
    ? light
    : { ...light, response: { ...response, body: "" } };
}

function lightBody({ body }: RecordedResponse, parsed: ParsedBody): string {
  const cut = (_: string, value: unknown): unknown =>
    typeof value === "string" && value.length > KEPT_TEXT ? `${value.slice(0, KEPT_TEXT)}…` : value;
  // The mark makes sure that the beginning is no JSON either.
  return parsed.kind === "json" ? JSON.stringify(parsed.value, cut) : `${beginning(body)}…`;
}

/** A copy of plain data that holds on to nothing else: an excerpt of a body keeps the whole body in memory otherwise. */
export function detached<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function beginning(body: string): string {
  // A part of a string holds on to the whole of it, until it is copied.
  return Buffer.from(body.slice(0, endBefore(body, KEPT_BODY)), "utf8").toString("utf8");
}

/** Piece by piece: encoded at once, the body would be in memory twice. */
function digestOf(body: string): string {
  const hash = createHash("sha256");
  for (const piece of piecesOf(body, KEPT_BODY)) hash.update(piece, "utf8");
  return `sha256:${hash.digest("hex")}`;
}

/** A text in pieces of at most so many characters, none of which is cut in two. */
export function piecesOf(text: string, characters: number): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = endBefore(text, from + characters);
    pieces.push(text.slice(from, end));
    from = end;
  }
  return pieces;
}

/** Where to cut at or just before an index, so that no character outside the BMP is split. */
function endBefore(text: string, index: number): number {
  if (index >= text.length) return text.length;
  const last = text.charCodeAt(index - 1);
  return last >= 0xd800 && last <= 0xdbff ? index - 1 : index;
}
