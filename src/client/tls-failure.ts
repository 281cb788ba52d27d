const NOT_TRUSTED = "use --ca FILE to trust its issuer, or --insecure to accept any certificate";

const CERTIFICATE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: `is self-signed; ${NOT_TRUSTED}`,
  SELF_SIGNED_CERT_IN_CHAIN: `has a self-signed certificate in its chain; ${NOT_TRUSTED}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `comes without its intermediate certificate, or its issuer is unknown here; ${NOT_TRUSTED}`,
  UNABLE_TO_GET_ISSUER_CERT: `has an issuer that is unknown here; ${NOT_TRUSTED}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `has an issuer that is unknown here; ${NOT_TRUSTED}`,
  CERT_HAS_EXPIRED: "has expired; renew it, or use --insecure to accept any certificate",
  CERT_NOT_YET_VALID: "is not yet valid; check the clock of this machine, or use --insecure",
  CERT_REVOKED: "has been revoked; renew it",
};

// What the other side says as it hangs up (RFC 8446 section 6.2), by the names that OpenSSL gives it.
const REFUSALS: Readonly<Record<string, string>> = {
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "demands a client certificate; name it with --cert FILE and --key FILE",
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: "refuses the client certificate; check --cert and --key",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: "refuses the client certificate; check --cert and --key",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: "says that the client certificate has expired; renew that of --cert",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: "says that the client certificate was revoked; renew that of --cert",
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: "does not know the issuer of the client certificate; check --cert and --key",
  ERR_SSL_TLSV1_ALERT_ACCESS_DENIED: "lets nobody in with that client certificate; check --cert and --key",
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: "serves no site of that name; check the host of --target",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "speaks no version of TLS that is safe; it needs TLS 1.2 or 1.3",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "speaks no version of TLS that is safe; it needs TLS 1.2 or 1.3",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
    "refuses the TLS handshake: it may demand a client certificate (--cert, --key), or have no cipher in common",
};

/** What a TLS error means and what to do about it; undefined when it is no TLS error. */
export function tlsFailureMessage(code: string, message: string, host: string): string | undefined {
  const certificate = Object.hasOwn(CERTIFICATE, code) ? CERTIFICATE[code] : undefined;
  if (certificate !== undefined) return `The certificate of ${host} ${certificate}.`;
  const refusal = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (refusal !== undefined) return `${host} ${refusal}.`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    return `The certificate is not for ${host}; use the name it was made for, or --insecure to accept any certificate.`;
  }
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER" || message.includes("wrong version number")) {
    return `${host} does not speak TLS on this port; use an http:// address, or the right port.`;
  }
  if (code === "ECONNRESET" && message.includes("before secure TLS connection")) return cutHandshake(host);
  if (!/^(ERR_SSL_|ERR_TLS_|CERT_|EPROTO$)/.test(code)) return undefined;
  return `The TLS handshake with ${host} failed (${code}).`;
}

/** Said of a host that hangs up before TLS is agreed on. */
export function cutHandshake(host: string): string {
  return `${host} closed the connection during the TLS handshake: it may demand a client certificate (--cert, --key).`;
}
