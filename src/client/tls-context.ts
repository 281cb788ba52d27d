import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { HarnessError } from "../result/index.ts";
import type { TlsOptions } from "./access.ts";

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/gu;

/**
 * What TLS connections are made with; undefined for what Node does by itself. An own CA is trusted beside those that the
 * machine trusts: the token endpoint is often a public one.
 *
 * @throws HarnessError `USAGE` for a certificate or key that cannot be used; neither is shown
 */
export function tlsContext({ ca, cert, key, passphrase }: TlsOptions = {}): tls.SecureContext | undefined {
  if (ca === undefined && cert === undefined && key === undefined) return undefined;
  if (ca !== undefined) readCertificates(ca, "--ca");
  checkPair(cert, key, passphrase);
  try {
    return tls.createSecureContext({
      ...(ca === undefined ? {} : { ca: [...machineRoots(), ca] }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
  } catch {
    throw usage("The certificates cannot be used for TLS.", "check the files of --ca, --cert and --key");
  }
}

function checkPair(cert: string | undefined, key: string | undefined, passphrase: string | undefined): void {
  if (cert === undefined && key === undefined) return;
  if (cert === undefined) throw usage("--key needs the certificate that it belongs to.", "give --cert FILE as well");
  if (key === undefined) throw usage("--cert needs its private key.", "give --key FILE as well");
  const [first] = readCertificates(cert, "--cert");
  if (first !== undefined && !first.checkPrivateKey(readKey(key, passphrase))) {
    throw usage(
      "The private key does not belong to the client certificate.",
      "give the certificate of the client first in --cert, and its key with --key",
    );
  }
}

function readCertificates(pem: string, flag: string): readonly X509Certificate[] {
  const blocks = pem.match(CERTIFICATE) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch {
    // Told below, as where there is none.
  }
  throw usage(`${flag} holds no certificate in PEM.`, "give a file with -----BEGIN CERTIFICATE----- in it");
}

function readKey(key: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    const isLocked = /ENCRYPTED/u.test(key);
    if (!isLocked) throw usage("--key holds no private key in PEM.", "give a file with a PRIVATE KEY in it");
    throw passphrase === undefined
      ? usage("The private key is encrypted.", "name the variable that holds its passphrase: --key-passphrase-env NAME")
      : usage("The passphrase does not open the private key.", "check the variable that --key-passphrase-env names");
  }
}

/** Certificates that Node trusts by itself, those of `NODE_EXTRA_CA_CERTS` included. */
function machineRoots(): readonly string[] {
  // Newer releases of Node say it themselves, and know of further sources.
  const { getCACertificates } = tls as { getCACertificates?: (type: "default") => readonly string[] };
  if (getCACertificates !== undefined) return getCACertificates("default");
  const extra = process.env["NODE_EXTRA_CA_CERTS"];
  try {
    return extra === undefined || extra === ""
      ? tls.rootCertificates
      : [...tls.rootCertificates, readFileSync(extra, "utf8")];
  } catch {
    // Node itself only warns.
    return tls.rootCertificates;
  }
}

function usage(message: string, remedy: string): HarnessError {
  return new HarnessError("USAGE", message, { remedy });
}
