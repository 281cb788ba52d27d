import { readUtf8, syntaxError } from "../body.ts";
import type { JsonObject } from "../json.ts";
import { objectOf } from "./fields.ts";

/**
 * Reads `application/x-www-form-urlencoded` in UTF-8.
 *
 * @throws ScimError 400 `invalidSyntax` for what is not UTF-8 or not such a form.
 */
export function readUrlEncoded(bytes: Buffer): JsonObject {
  const text = readUtf8(bytes);
  const fields = text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair): [string, string] => {
      const at = pair.indexOf("=");
      return at === -1 ? [decode(pair), ""] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
  return objectOf(fields);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw syntaxError("The form is not percent-encoded UTF-8.");
  }
}
