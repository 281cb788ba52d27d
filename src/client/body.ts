import type { Readable } from "node:stream";
import { type HeaderLine, headerOf, type TransportFailure } from "../result/index.ts";
import { decodeContent } from "./content-coding.ts";
import { type Stage, transportFailure } from "./failure.ts";

/** A body as far as it could be read. */
export interface ReadBody {
  /** After content decoding; what arrived, when it could not be decoded or did not end. */
  readonly bytes: Buffer;
  readonly failure?: TransportFailure;
}

/**
 * Reads a body and undoes its content coding.
 *
 * @param maxBytes holds for what arrives and for what it decodes to.
 */
export async function readBody(
  stream: Readable,
  headers: readonly HeaderLine[],
  maxBytes: number,
  stage: Stage,
): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) {
        return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), failure: tooLarge(maxBytes) };
      }
    }
  } catch (error) {
    return { bytes: Buffer.concat(chunks), failure: transportFailure(error, stage) };
  }
  const received = Buffer.concat(chunks);
  const decoded = await decodeContent(received, headerOf(headers, "content-encoding"), maxBytes);
  switch (decoded.kind) {
    case "decoded":
      return { bytes: decoded.bytes };
    case "too-large":
      return { bytes: Buffer.alloc(0), failure: tooLarge(maxBytes) };
    case "failed":
      return { bytes: received, failure: decoded.failure };
  }
}

function tooLarge(maxBytes: number): TransportFailure {
  return { kind: "body-too-large", message: `The body is longer than ${maxBytes} bytes (--max-body).` };
}
