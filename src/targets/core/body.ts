import type { Call } from "./call.ts";
import { isJsonObject, type JsonObject } from "./json.ts";
import { ScimError } from "./scim-error.ts";

/**
 * The body of a request as a JSON object.
 *
 * @throws {@link ScimError} 413 above the limit, 415 for another media type, 400 `invalidSyntax` for what is
 * not a JSON object in UTF-8.
 */
export function readBody(call: Call): JsonObject {
  if (call.tooLarge) throw new ScimError(413, "The body is larger than 1 MiB.");
  refuseOtherTypes(call);
  call.body = parse(call.bytes);
  if (!isJsonObject(call.body)) throw syntaxError("The body must be a JSON object.");
  return call.body;
}

function refuseOtherTypes(call: Call): void {
  const [type = "", ...parameters] = (call.headers["content-type"] ?? "").toLowerCase().split(";");
  // Without a Content-Type the recipient may guess (RFC 9110 section 8.3).
  const known = type.trim() === "" || call.service.dialect.requestTypes.includes(type.trim());
  const utf8 = parameters.every((parameter) => !/^\s*charset\s*=\s*(?!"?utf-8"?\s*$)/u.test(parameter));
  if (!known || !utf8) throw new ScimError(415, "The body must be JSON in UTF-8.");
}

function parse(bytes: Buffer): JsonObject[string] {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as JsonObject[string];
  } catch {
    throw syntaxError("The body is not valid JSON.");
  }
}

function syntaxError(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: "invalidSyntax" });
}
