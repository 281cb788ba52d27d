import { readFile } from "node:fs/promises";
import { HarnessError, type HarnessErrorCode } from "../result/index.ts";

/** The largest file that is read, in bytes: the largest published document seen is 14 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What to give in place of a file that cannot be read, where it is no document. */
const REMEDIES: Readonly<Partial<Record<HarnessErrorCode, string>>> = {
  RESULT_INVALID: "give the path of a results.json, as a run writes it to its --out folder",
  CONFIG_INVALID: "give the path of a config that exists and may be read: --config scimproof.config.yaml",
};

/**
 * A file's text, its byte order mark removed.
 *
 * @param label the file's name in places
 * @throws HarnessError with `code` when the file cannot be read, is larger than 64 MiB, or is not UTF-8.
 */
export async function readText(file: string, code: HarnessErrorCode, label: string = file): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new HarnessError(code, `cannot read the file: ${reasonOf(cause)}`, {
      place: { file: label, line: 1, column: 1 },
      remedy: REMEDIES[code] ?? "give the path of a YAML, JSON or markdown file that exists and may be read",
      cause,
    });
  }
  if (bytes.length > MAX_BYTES) {
    throw new HarnessError(code, `the file has ${bytes.length} bytes; at most ${MAX_BYTES} are read`, {
      place: { file: label, line: 1, column: 1 },
      remedy: "give only the part of the document that describes the SCIM endpoints",
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
