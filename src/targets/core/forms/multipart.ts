import { readUtf8, syntaxError } from "../body.ts";
import type { JsonObject } from "../json.ts";
import { type Field, objectOf } from "./fields.ts";

/**
 * Reads `multipart/form-data` (RFC 7578), texts only, in UTF-8.
 *
 * @throws ScimError 400 `invalidSyntax` for what is not such a form.
 */
export function readMultipart(bytes: Buffer, contentType: string): JsonObject {
  const { quoted, plain } = /;\s*boundary=(?:"(?<quoted>[^"]+)"|(?<plain>[^\s;]+))/iu.exec(contentType)?.groups ?? {};
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw syntaxError("The form has no boundary.");
  // One character a byte, so that positions are positions of bytes.
  const [, ...parts] = `\r\n${bytes.toString("latin1")}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  if (end === undefined || !end.startsWith("--")) throw syntaxError("The form does not end in its boundary.");
  return objectOf(parts.map(readPart));
}

function readPart(part: string): Field {
  const at = part.indexOf("\r\n\r\n");
  const header = utf8(part.slice(0, Math.max(at, 0)));
  const { name } = /^content-disposition:\s*form-data\b.*?;\s*name="(?<name>[^"]*)"/imu.exec(header)?.groups ?? {};
  if (at === -1 || name === undefined) throw syntaxError("A part of the form has no name.");
  // Browsers and fetch write a quotation mark in a name as %22, and line breaks alike.
  return [name.replaceAll("%22", '"'), utf8(part.slice(at + 4))];
}

function utf8(latin1: string): string {
  return readUtf8(Buffer.from(latin1, "latin1"));
}
