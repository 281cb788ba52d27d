import type { Call } from "./call.ts";
import { ScimError } from "./scim-error.ts";

const REFUSED = { status: 401, detail: "A valid bearer token is required." } as const;

/**
 * Demands the bearer token.
 *
 * @throws {@link ScimError} 401 with `WWW-Authenticate` (RFC 6750 section 3), or the dialect's own status.
 */
export function authenticate(call: Call): void {
  const [scheme = "", credential = ""] = (call.headers.authorization ?? "").split(/ +/u);
  const sent = scheme.toLowerCase() === "bearer" ? credential : "";
  if (call.service.hooks.onAuth(call, sent === call.service.token)) return;
  const { credentialError: { status, detail } = REFUSED } = call.service.dialect;
  if (status !== 401) throw new ScimError(status, detail);
  const challenge = sent === "" ? 'Bearer realm="scim"' : 'Bearer realm="scim", error="invalid_token"';
  throw new ScimError(status, detail, { headers: { "WWW-Authenticate": challenge } });
}
