import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import type { TransportFailure } from "../result/index.ts";

type Decoder = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const inflateZlib: Decoder = promisify(inflate);
const inflateBare: Decoder = promisify(inflateRaw);

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  br: promisify(brotliDecompress),
  // RFC 9110 section 8.4.1.2 means the zlib format, but bare deflate is as common.
  deflate: async (bytes, options) => {
    try {
      return await inflateZlib(bytes, options);
    } catch (error) {
      if (codeOf(error) === "Z_DATA_ERROR") return await inflateBare(bytes, options);
      throw error;
    }
  },
};

// More than any honest server applies; each further coding is another round of work for us.
const MAX_CODINGS = 3;

/** The outcome of undoing a Content-Encoding. */
export type DecodedContent =
  | { readonly kind: "decoded"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "failed"; readonly failure: TransportFailure };

/** Undoes the content codings of a body, last applied first, never making more than `maxBytes`. */
export async function decodeContent(
  bytes: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<DecodedContent> {
  const codings = (contentEncoding ?? "")
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
  // The answer to HEAD, and 204 and 304, may name a coding without having a body.
  if (bytes.length === 0 || codings.length === 0) return { kind: "decoded", bytes };
  if (codings.length > MAX_CODINGS) return malformed(`The body has ${codings.length} content codings.`);
  let current = bytes;
  for (const coding of codings.toReversed()) {
    const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
    if (decoder === undefined) {
      // Shown whole or not at all: what is cut may hold half of a secret, which nobody would recognise.
      const shown = coding.length > 40 ? "of an unknown name" : coding;
      return malformed(`The body has Content-Encoding ${shown}, which was not asked for.`);
    }
    try {
      current = await decoder(current, { maxOutputLength: maxBytes });
    } catch (error) {
      return decodingFailure(coding, codeOf(error));
    }
  }
  return { kind: "decoded", bytes: current };
}

function decodingFailure(coding: string, code: string | undefined): DecodedContent {
  if (code === "ERR_BUFFER_TOO_LARGE") return { kind: "too-large" };
  if (code === "Z_BUF_ERROR") {
    return { kind: "failed", failure: { kind: "truncated", message: `The ${coding} body ends too early.` } };
  }
  return malformed(`The body is not valid ${coding} (${code ?? "no code"}).`);
}

function malformed(message: string): DecodedContent {
  return { kind: "failed", failure: { kind: "malformed", message } };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
