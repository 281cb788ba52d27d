const NOT_TRUSTED = "use --ca FILE to trust its issuer, or --insecure to accept any certificate";

const MESSAGES: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: `is self-signed; ${NOT_TRUSTED}`,
  SELF_SIGNED_CERT_IN_CHAIN: `has a self-signed certificate in its chain; ${NOT_TRUSTED}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `comes without its intermediate certificate, or its issuer is unknown here; ${NOT_TRUSTED}`,
  UNABLE_TO_GET_ISSUER_CERT: `has an issuer that is unknown here; ${NOT_TRUSTED}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `has an issuer that is unknown here; ${NOT_TRUSTED}`,
  CERT_HAS_EXPIRED: "has expired; renew it, or use --insecure to accept any certificate",
  CERT_NOT_YET_VALID: "is not yet valid; check the clock of this machine, or use --insecure",
  CERT_REVOKED: "has been revoked; renew it",
};

/** What a TLS error means and what to do about it; undefined when it is no TLS error. */
export function tlsFailureMessage(code: string, message: string, host: string): string | undefined {
  const known = Object.hasOwn(MESSAGES, code) ? MESSAGES[code] : undefined;
  if (known !== undefined) return `The certificate of ${host} ${known}.`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return `The certificate is not for ${host}; use the name it was made for, or --insecure to accept any certificate.`;
  }
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER" || message.includes("wrong version number")) {
    return `${host} does not speak TLS on this port; use an http:// address, or the right port.`;
  }
  if (code === "ECONNRESET" && message.includes("before secure TLS connection")) {
    return `${host} closed the connection during the TLS handshake.`;
  }
  if (!/^(ERR_SSL_|ERR_TLS_|CERT_|EPROTO$)/.test(code)) return undefined;
  return `The TLS handshake with ${host} failed (${code}).`;
}
