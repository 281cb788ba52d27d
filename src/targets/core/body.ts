import type { Call } from "./call.ts";
import { isJsonObject, type Json, type JsonObject } from "./json.ts";
import { ScimError } from "./scim-error.ts";

/**
 * The body of a request as a JSON object.
 *
 * @throws {@link ScimError} 413 above the limit, 415 for another media type, 400 `invalidSyntax` for what is
 * not a JSON object in UTF-8.
 */
export function readBody(call: Call): JsonObject {
  if (call.tooLarge) throw new ScimError(413, "The body is larger than 1 MiB.");
  const { dialect, hooks } = call.service;
  const type = readType(call);
  const readForm = dialect.forms?.[type];
  call.body = readForm === undefined ? parseJson(call.bytes) : readForm(call.bytes, call.headers["content-type"] ?? "");
  if (!isJsonObject(call.body)) throw syntaxError("The body must be a JSON object.");
  return hooks.onBody(call, call.body);
}

function readType(call: Call): string {
  const { forms = {}, requestTypes } = call.service.dialect;
  const [type = "", ...parameters] = (call.headers["content-type"] ?? "").toLowerCase().split(";");
  // Without a Content-Type the recipient may guess (RFC 9110 section 8.3).
  const known = type.trim() === "" || requestTypes.includes(type.trim()) || Object.hasOwn(forms, type.trim());
  const utf8 = parameters.every((parameter) => !/^\s*charset\s*=\s*(?!"?utf-8"?\s*$)/u.test(parameter));
  if (!known || !utf8) throw new ScimError(415, "The body must be JSON in UTF-8.");
  return type.trim();
}

/**
 * JSON in UTF-8.
 *
 * @throws {@link ScimError} 400 `invalidSyntax` where it is not.
 */
export function parseJson(bytes: Buffer): Json {
  const text = readUtf8(bytes);
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw syntaxError("The body is not valid JSON.");
  }
}

/**
 * Text in UTF-8.
 *
 * @throws {@link ScimError} 400 `invalidSyntax` where it is not.
 */
export function readUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw syntaxError("The body is not UTF-8.");
  }
}

/** 400 for a body that cannot be read. */
export function syntaxError(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: "invalidSyntax" });
}
