import { open } from "node:fs/promises";
import { HarnessError, type HarnessErrorCode } from "../result/index.ts";

const MIB = 1024 * 1024;

/** The largest document or result that is read, in bytes: the largest published document seen is 14 MB. */
const MAX_BYTES = 64 * MIB;

/** Of what somebody has written by hand, less: a reader of YAML takes a hundred times as much memory as the text. */
const MAX_BYTES_OF: Readonly<Partial<Record<HarnessErrorCode, number>>> = {
  CONFIG_INVALID: MIB,
  BASELINE_INVALID: MIB,
  PROFILE_INVALID: 4 * MIB,
  OVERLAY_INVALID: 4 * MIB,
};

/** What to give in place of a file that is too large, where it is no document. */
const SMALLER: Readonly<Partial<Record<HarnessErrorCode, string>>> = {
  RESULT_INVALID: "give a results.json as `scimproof run` wrote it",
  CONFIG_INVALID: "give a config: what would be typed, and nothing else",
  BASELINE_INVALID: "give a list of waivers, and nothing else",
  PROFILE_INVALID: "give a profile of one document",
  OVERLAY_INVALID: "give an overlay with the actions for one document",
};

/** What to give in place of a file that cannot be read, where it is no document. */
const REMEDIES: Readonly<Partial<Record<HarnessErrorCode, string>>> = {
  RESULT_INVALID: "give the path of a results.json, as a run writes it to its --out folder",
  BASELINE_INVALID: "give the path of a baseline, or have one written: --baseline waivers.yaml --update-baseline",
  CONFIG_INVALID: "give the path of a config that exists and may be read: --config scimproof.config.yaml",
};

/**
 * A file's text, its byte order mark removed.
 *
 * @param label the file's name in places
 * @throws HarnessError with `code` when the file cannot be read, is larger than 64 MiB (a config, profile or overlay: 1 or
 *   4 MiB), or is not UTF-8.
 */
export async function readText(file: string, code: HarnessErrorCode, label: string = file): Promise<string> {
  // Not named: a URL may hold a password or a signature.
  if (/^[a-z]{2,}:\/\//iu.test(file)) {
    throw new HarnessError(code, "a file is read, and this is a URL", {
      remedy: "fetch it first: curl -o openapi.yaml URL",
    });
  }
  const most = MAX_BYTES_OF[code] ?? MAX_BYTES;
  let bytes: Uint8Array;
  try {
    bytes = await readAtMost(file, most + 1);
  } catch (cause) {
    throw new HarnessError(code, `cannot read the file: ${reasonOf(cause)}`, {
      place: { file: label, line: 1, column: 1 },
      remedy: REMEDIES[code] ?? "give the path of a YAML, JSON or markdown file that exists and may be read",
      cause,
    });
  }
  if (bytes.length > most) {
    throw new HarnessError(code, `the file is too large: at most ${most} bytes are read`, {
      place: { file: label, line: 1, column: 1 },
      remedy: SMALLER[code] ?? "give only the part of the document that describes the SCIM endpoints",
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new HarnessError(code, "the file is not UTF-8", {
      place: { file: label, ...placeOfFirstBadByte(bytes) },
      remedy: "save the file as UTF-8: iconv -f <its encoding> -t UTF-8",
      cause,
    });
  }
}

/** The beginning of a file, which may be a device or a pipe and have no end. */
async function readAtMost(file: string, most: number): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    while (length < most) {
      const chunk = Buffer.allocUnsafe(Math.min(MIB, most - length));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      chunks.push(chunk.subarray(0, bytesRead));
      length += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

/** Line and column of the first byte that is not UTF-8, by decoding with replacement and finding the difference. */
function placeOfFirstBadByte(bytes: Uint8Array): { line: number; column: number } {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const encoder = new TextEncoder();
  let from = 0;
  let line = 1;
  for (const content of lenient.split("\n")) {
    const encoded = encoder.encode(content);
    if (!encoded.every((byte, index) => bytes[from + index] === byte)) {
      return { line, column: Math.max(1, content.indexOf("\uFFFD") + 1) };
    }
    from += encoded.length + 1;
    line += 1;
  }
  return { line, column: 1 };
}

function reasonOf(cause: unknown): string {
  const code: unknown = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "it may not be read";
  return typeof code === "string" ? code : String(cause);
}
