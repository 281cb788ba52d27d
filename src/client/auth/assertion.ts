import { constants, createPrivateKey, type KeyObject, randomUUID, sign } from "node:crypto";
import { HarnessError } from "../../result/index.ts";
import type { OAuthClient } from "../access.ts";

type KeyProof = Extract<OAuthClient["proof"], { kind: "private-key-jwt" }>;

// Long enough for a slow network and a clock that is a little ahead, and no longer.
const LIFETIME_S = 60;

/** What an algorithm of RFC 7518 section 3.1 asks of its key, and how `node:crypto` signs with it. */
const ALGORITHMS = {
  RS256: { fits: (key: KeyObject) => key.asymmetricKeyType === "rsa", needs: "an RSA key", options: {} },
  PS256: {
    fits: (key: KeyObject) => key.asymmetricKeyType === "rsa" || key.asymmetricKeyType === "rsa-pss",
    needs: "an RSA key",
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  },
  ES256: {
    fits: (key: KeyObject) => key.asymmetricKeyDetails?.namedCurve === "prime256v1",
    needs: "an elliptic curve key of the curve P-256",
    options: { dsaEncoding: "ieee-p1363" },
  },
} as const;

/**
 * Reads the private key of a client. A PEM text that came through a variable with `\n` in place of its line breaks is
 * understood.
 *
 * @throws HarnessError `USAGE` when it is none, or of the wrong kind for its algorithm; the key is not shown
 */
export function readSigningKey({ key, algorithm, from }: KeyProof): KeyObject {
  const { fits, needs } = ALGORITHMS[algorithm];
  let read: KeyObject;
  try {
    read = createPrivateKey(key.includes("\n") ? key : key.replaceAll(String.raw`\n`, "\n"));
  } catch {
    // The message of the error may show a part of what was read.
    throw new HarnessError("USAGE", `${from} holds no private key that can be read.`, {
      remedy: `put a private key in PEM, without a passphrase, into ${from}`,
    });
  }
  if (!fits(read)) {
    throw new HarnessError("USAGE", `The key in ${from} does not fit ${algorithm}, which takes ${needs}.`, {
      remedy: "name the algorithm that the key was made for: RS256, PS256 or ES256",
    });
  }
  return read;
}

/**
 * A signed assertion that proves who the client is, good for one minute and one use.
 *
 * @param nowMs milliseconds since 1970
 * @see RFC 7523 sections 2.2 and 3
 */
export function signAssertion(client: OAuthClient, proof: KeyProof, key: KeyObject, nowMs: number): string {
  const { algorithm, keyId } = proof;
  const iat = Math.floor(nowMs / 1000);
  const header = { alg: algorithm, typ: "JWT", ...(keyId === undefined ? {} : { kid: keyId }) };
  const claims = {
    iss: client.clientId,
    sub: client.clientId,
    aud: proof.audience ?? client.tokenUrl,
    jti: randomUUID(),
    iat,
    exp: iat + LIFETIME_S,
  };
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  const signature = sign("sha256", Buffer.from(text), { key, ...ALGORITHMS[algorithm].options });
  return `${text}.${signature.toString("base64url")}`;
}
