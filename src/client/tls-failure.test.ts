import { expect, test } from "vitest";
import { tlsFailureMessage } from "./tls-failure.ts";

test.each([
  [
    "CERT_HAS_EXPIRED",
    "",
    "The certificate of host:443 has expired; renew it, or use --insecure to accept any certificate.",
  ],
  [
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "",
    "The certificate is not for host:443; use the name it was made for, or --insecure to accept any certificate.",
  ],
  [
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
    "",
    "host:443 refuses the TLS handshake: it may demand a client certificate (--cert, --key), or have no cipher in common.",
  ],
  [
    "ECONNRESET",
    "Client network socket disconnected before secure TLS connection was established",
    "host:443 closed the connection during the TLS handshake: it may demand a client certificate (--cert, --key).",
  ],
  ["ERR_SSL_INTERNAL_ERROR", "", "The TLS handshake with host:443 failed (ERR_SSL_INTERNAL_ERROR)."],
  ["ECONNRESET", "read ECONNRESET", undefined],
  ["constructor", "", undefined],
])("%s", (code, message, expected) => {
  expect(tlsFailureMessage(code, message, "host:443")).toBe(expected);
});
