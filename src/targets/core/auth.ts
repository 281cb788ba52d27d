import type { Call } from "./call.ts";
import { ScimError } from "./scim-error.ts";

/**
 * Demands the bearer token.
 *
 * @throws {@link ScimError} 401 with `WWW-Authenticate` (RFC 6750 section 3).
 */
export function authenticate(call: Call): void {
  const [scheme = "", credential = ""] = (call.headers.authorization ?? "").split(/ +/u);
  const sent = scheme.toLowerCase() === "bearer" ? credential : "";
  if (call.service.hooks.onAuth(call, sent === call.service.token)) return;
  const challenge = sent === "" ? 'Bearer realm="scim"' : 'Bearer realm="scim", error="invalid_token"';
  throw new ScimError(401, "A valid bearer token is required.", { headers: { "WWW-Authenticate": challenge } });
}
