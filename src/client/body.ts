import type { Readable } from "node:stream";
import { type HeaderLine, headerOf, type TransportFailure } from "../result/index.ts";
import { collectGarbage } from "./collect.ts";
import { decodeContent } from "./content-coding.ts";
import { type Stage, transportFailure } from "./failure.ts";
import { Gathered, type Room } from "./gathered.ts";
import { hasMoreNames, hasMoreValues, isNestedDeeper } from "./json-size.ts";
import { LARGE_BODY } from "./large-bodies.ts";

/** A body as far as it could be read. */
export interface ReadBody {
  /** After content decoding; the beginning of what arrived, when it could not be decoded or did not end. */
  readonly bytes: Buffer;
  /** How many bytes there were: more than `bytes` where only the beginning was kept. */
  readonly length: number;
  readonly failure?: TransportFailure;
}

// Of a body that cannot be used this much is kept: more than is ever recorded of one.
const BEGINNING = 256 * 1024;

// A parsed value takes up to a hundred bytes of memory, however short it is written. A Group of 100,000 members, each with
// four attributes, has half a million.
const BYTES_A_VALUE = 64;

// A name that comes only once takes more than any value. No schema has as many.
const MAX_NAMES = 10_000;

// RFC 8259 section 9 lets a reader set a limit; no resource comes near this one.
const MAX_DEPTH = 10_000;

/**
 * Reads a body and undoes its content coding.
 *
 * @param maxBytes holds for what arrives and for what it decodes to.
 * @param onLarge awaited before more than a little of the body is held; gives the place for the rest of it
 */
export async function readBody(
  stream: Readable,
  headers: readonly HeaderLine[],
  maxBytes: number,
  stage: Stage,
  onLarge: () => Promise<Room>,
): Promise<ReadBody> {
  const gathered = new Gathered(maxBytes);
  const broken = (failure: TransportFailure): ReadBody => ({
    bytes: beginningOf(gathered.whole()),
    length: Math.min(gathered.length, maxBytes),
    failure,
  });
  let large = false;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (gathered.length + chunk.length > maxBytes) {
        gathered.add(chunk.subarray(0, maxBytes - gathered.length));
        return broken(tooLarge(maxBytes));
      }
      gathered.add(chunk);
      if (!large && gathered.length > LARGE_BODY) {
        large = true;
        gathered.grow(await onLarge());
      }
    }
  } catch (error) {
    return broken(transportFailure(error, stage));
  }
  const received = gathered.whole();
  // The pieces that it came in are as large again.
  if (large) collectGarbage();
  const coding = headerOf(headers, "content-encoding");
  // What is compressed may become as large as anything.
  if (coding !== undefined && received.length > 0) await onLarge();
  const decoded = await decodeContent(received, coding, maxBytes);
  switch (decoded.kind) {
    case "decoded":
      return checkValues(decoded.bytes, maxBytes);
    case "too-large":
      return { bytes: Buffer.alloc(0), length: 0, failure: tooLarge(maxBytes) };
    case "failed":
      return { bytes: beginningOf(received), length: received.length, failure: decoded.failure };
  }
}

/** A short body of very many values, or one within the other, is as large in memory as a long one. */
function checkValues(bytes: Buffer, maxBytes: number): ReadBody {
  const { length } = bytes;
  const maxValues = Math.ceil(maxBytes / BYTES_A_VALUE);
  const tooMuch = (message: string): ReadBody => ({
    bytes: beginningOf(bytes),
    length,
    failure: { kind: "body-too-large", message },
  });
  if (length > LARGE_BODY && hasMoreValues(bytes, maxValues))
    return tooMuch(`The body holds more than ${maxValues} JSON values (--max-body).`);
  if (isNestedDeeper(bytes, MAX_DEPTH)) return tooMuch(`The body is nested more than ${MAX_DEPTH} levels deep.`);
  if (hasMoreNames(bytes, MAX_NAMES)) return tooMuch(`The body has more than ${MAX_NAMES} different JSON names.`);
  return { bytes, length };
}

/** Copied, so that nothing holds on to the whole. */
function beginningOf(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, BEGINNING));
}

function tooLarge(maxBytes: number): TransportFailure {
  return { kind: "body-too-large", message: `The body is longer than ${maxBytes} bytes (--max-body).` };
}
