import type { Call } from "./call.ts";
import { ScimError } from "./scim-error.ts";

const REFUSED = { status: 401, detail: "A valid bearer token is required." } as const;

/**
 * Demands a bearer token, and finds out whose it is: the second tenant has a store of its own.
 *
 * @throws {@link ScimError} 401 with `WWW-Authenticate` (RFC 6750 section 3), or the dialect's own status.
 */
export function authenticate(call: Call): void {
  const [scheme = "", credential = ""] = (call.headers.authorization ?? "").split(/ +/u);
  const sent = scheme.toLowerCase() === "bearer" ? credential : "";
  const { token, other, hooks } = call.service;
  const isOther = other !== undefined && sent === other.token;
  if (hooks.onAuth(call, isOther || sent === token)) {
    if (isOther) call.service = hooks.onTenant(call, other);
    return;
  }
  const { credentialError: { status, detail } = REFUSED } = call.service.dialect;
  if (status !== 401) throw new ScimError(status, detail);
  const challenge = sent === "" ? 'Bearer realm="scim"' : 'Bearer realm="scim", error="invalid_token"';
  throw new ScimError(status, detail, { headers: { "WWW-Authenticate": challenge } });
}
