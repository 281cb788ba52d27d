import type { Call } from "./call.ts";
import type { Resource } from "./resource.ts";
import { ScimError } from "./scim-error.ts";
import { showResource } from "./show.ts";
import { tagHeader } from "./versions.ts";

/**
 * Refuses a write that a client made depend on another version of the resource.
 *
 * @throws {@link ScimError} 412 (RFC 9110 sections 13.1.1 and 13.1.2).
 */
export function refuseStale(call: Call, resource: Resource): void {
  if (!call.service.dialect.versions) return;
  const { "if-match": wanted, "if-none-match": unwanted } = call.headers;
  const isCurrent = wanted === undefined || matches(call, wanted, resource);
  if (isCurrent && !(unwanted !== undefined && matches(call, unwanted, resource))) return;
  throw new ScimError(412, "The resource has changed: its version is another one.");
}

/** Whether the client has this version of a resource already. */
export function isKnown(call: Call, resource: Resource): boolean {
  const { "if-none-match": known } = call.headers;
  return Boolean(call.service.dialect.versions) && known !== undefined && matches(call, known, resource);
}

/** Weakly, in `If-Match` too: RFC 7644 section 3.14 sends weak tags in it, which a strong comparison would never match. */
function matches(call: Call, header: string, resource: Resource): boolean {
  if (header.trim() === "*") return true;
  const { ETag } = tagHeader(showResource(call, resource));
  const current = opaque(ETag ?? "");
  return [...header.matchAll(/(?:W\/)?"[^"]*"/gu)].some(([tag]) => opaque(tag) === current);
}

function opaque(tag: string): string {
  return tag.replace(/^W\//u, "");
}
