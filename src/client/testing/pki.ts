// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 needs it to be there before itself
import "reflect-metadata";
import { createPrivateKey, type webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** A certificate and its private key, as PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate says. */
export interface CertificateRequest {
  /** Common name. */
  readonly name?: string;
  /** Names and addresses it is made for: `DNS:localhost`, `IP:127.0.0.1`; those of this machine by default. */
  readonly hosts?: readonly string[];
  /** In days from now; a day before it by default. */
  readonly from?: number;
  /** In days from now; a day after it by default. */
  readonly until?: number;
}

/** Somebody who signs certificates: a root, or an intermediate below one. */
export interface Authority {
  /** Its own certificate, as PEM. */
  readonly cert: string;
  /** A certificate of a server or client, signed by it. */
  issue(request?: CertificateRequest): Promise<Issued>;
  /** An authority signed by it. */
  intermediate(name: string): Promise<Authority>;
}

const DAY_MS = 86_400_000;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const LOCAL = ["DNS:localhost", "IP:127.0.0.1"];

type Pair = webcrypto.CryptoKeyPair;

/** Makes a root that nobody trusts until told to. Keys are of the curve P-256, which are made in no time. */
export async function createAuthority(name = "Scimproof test root"): Promise<Authority> {
  const pair = await newPair();
  return authorityOf(
    name,
    pair,
    await selfSigned(name, pair, [new x509.BasicConstraintsExtension(true, undefined, true)]),
  );
}

/** A certificate for this machine that is signed by itself alone. */
export async function createSelfSigned(): Promise<Issued> {
  const pair = await newPair();
  return await issued(await selfSigned("localhost", pair, [alternatives(LOCAL)]), pair);
}

async function selfSigned(name: string, keys: Pair, extensions: x509.Extension[]): Promise<x509.X509Certificate> {
  return await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions,
    ...span({}),
  });
}

function authorityOf(name: string, own: Pair, certificate: x509.X509Certificate): Authority {
  const sign = async (
    subject: string,
    keys: Pair,
    extensions: x509.Extension[],
    request: CertificateRequest = {},
  ): Promise<x509.X509Certificate> =>
    await x509.X509CertificateGenerator.create({
      subject: `CN=${subject}`,
      issuer: `CN=${name}`,
      publicKey: keys.publicKey,
      signingKey: own.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions,
      ...span(request),
    });
  return {
    cert: pemOf(certificate),
    issue: async (request = {}) => {
      const pair = await newPair();
      const extensions = [alternatives(request.hosts ?? LOCAL)];
      return await issued(await sign(request.name ?? "localhost", pair, extensions, request), pair);
    },
    intermediate: async (below) => {
      const pair = await newPair();
      const extension = new x509.BasicConstraintsExtension(true, undefined, true);
      return authorityOf(below, pair, await sign(below, pair, [extension]));
    },
  };
}

async function newPair(): Promise<Pair> {
  return await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function alternatives(hosts: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    hosts.map((host) => {
      const [type = "", value = ""] = host.split(/:(.*)/su);
      return { type: type === "IP" ? ("ip" as const) : ("dns" as const), value };
    }),
  );
}

function span({ from = -1, until = 1 }: CertificateRequest): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now + from * DAY_MS), notAfter: new Date(now + until * DAY_MS) };
}

async function issued(certificate: x509.X509Certificate, { privateKey }: Pair): Promise<Issued> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey));
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return { cert: pemOf(certificate), key: key.export({ format: "pem", type: "pkcs8" }).toString() };
}

// Ended by a line break, so that certificates can be put one behind the other.
function pemOf(certificate: x509.X509Certificate): string {
  return `${certificate.toString("pem")}\n`;
}
