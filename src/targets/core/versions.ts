import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject } from "./json.ts";

/** A resource with a version in its `meta` that is another one whenever anything else that is shown is (RFC 7644 section 3.14). */
export function withVersion(shown: JsonObject): JsonObject {
  const hash = createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 16);
  const { meta } = shown;
  return { ...shown, meta: { ...(isJsonObject(meta) ? meta : {}), version: `W/"${hash}"` } };
}

/** The header that carries a resource's version; none where it has none. */
export function tagHeader(shown: JsonObject): Record<string, string> {
  const { meta } = shown;
  const version = isJsonObject(meta) ? meta["version"] : undefined;
  return typeof version === "string" ? { ETag: version } : {};
}
