import type { HeaderLine } from "../result/index.ts";
import type { WayIn } from "./access.ts";
import { formEncoded } from "./auth/token-request.ts";
import { isCommonWord, isInstant } from "./common-word.ts";
import { headerNameOf } from "./credential-headers.ts";
import { readProxy } from "./proxy-address.ts";
import { percentDecoded, urlSecrets } from "./redact-url.ts";
import type { Credential } from "./types.ts";

/** A text that no artefact may contain, with the name it is reported by. */
export type NamedSecret = readonly [name: string, value: string];

/** Every text that gives a credential away. A user name alone does not. */
export function secretsOf(credential: Credential): readonly NamedSecret[] {
  switch (credential.kind) {
    case "bearer":
      return [["bearer token", credential.token]];
    case "basic":
      return basicSecrets(credential.userAndPassword);
    case "header":
      return headerSecrets(headerNameOf(credential), credential.value);
  }
}

function basicSecrets(userAndPassword: string): readonly NamedSecret[] {
  const name = "basic credentials";
  const password = userAndPassword.slice(userAndPassword.indexOf(":") + 1);
  const encoded = Buffer.from(userAndPassword, "utf8").toString("base64");
  return [
    [name, userAndPassword],
    // By itself too, not only as an encoding: a server may encode the whole header value once more.
    [name, encoded],
    [name, encoded.replace(/=+$/, "")],
    [name, password],
  ];
}

function headerSecrets(header: string, value: string): readonly NamedSecret[] {
  const name = `${header} header`;
  const [, scheme, rest] = /^([A-Za-z][\w-]*) +(\S.*)$/.exec(value) ?? [];
  if (scheme === undefined || rest === undefined) return [[name, value]];
  const decoded = scheme.toLowerCase() === "basic" ? Buffer.from(rest, "base64").toString("utf8") : "";
  const inner = decoded.includes(":") ? basicSecrets(decoded).map(([, secret]): NamedSecret => [name, secret]) : [];
  return [[name, value], [name, rest], ...inner];
}

// `X-Auth-Token`, `X-Csrf-Token`, `Session-Id`, `Client-Secret`: what a server hands out for later.
const SECRET_HEADER =
  /(?:^|-)(?:(?:auth|access|refresh|id|security|session|csrf|xsrf)-?token|session-?id|api-?key|jwt(?:-assertion)?|secret)$|^(?:authorization|(?:proxy-)?authentication-info)$/;

/** True for a response header whose value lets its holder in somewhere; the name in lower case. */
export function isSecretHeader(name: string): boolean {
  return name === "set-cookie" || name === "set-cookie2" || SECRET_HEADER.test(name);
}

/**
 * What the headers of a response hand out: the values of cookies (RFC 6265 section 4.1.1), tokens, and addresses with
 * credentials in them. A word of the protocol is none, and neither is a part of the address that the user typed.
 */
export function responseSecrets(headers: readonly HeaderLine[], base: URL): readonly NamedSecret[] {
  return headers
    .flatMap(([name, value]): readonly NamedSecret[] => {
      if (name.startsWith("set-cookie")) return cookieSecrets(value);
      if (isSecretHeader(name)) return handedOut(name, value);
      return urlSecrets(value).map((secret) => ["URL", secret]);
    })
    .filter(([, value]) => !isCommonWord(value) && !isInstant(value) && !base.href.includes(value));
}

/** A header's value, and what stands in it after a scheme or between quotation marks: `nextnonce="…"`. */
function handedOut(header: string, value: string): readonly NamedSecret[] {
  const quoted = [...value.matchAll(/="([^"]+)"/g)].map(([, one = ""]): NamedSecret => [`${header} header`, one]);
  return [...headerSecrets(header, value), ...quoted];
}

function cookieSecrets(line: string): readonly NamedSecret[] {
  const pair = line.split(";")[0] ?? "";
  const value = pair
    .slice(pair.indexOf("=") + 1)
    .trim()
    .replace(/^"(.*)"$/, "$1");
  return [
    ["cookie", value],
    ["cookie", percentDecoded(value)],
  ];
}

/**
 * The same for everything else that gets in: client secrets, keys and their passphrases, the user of a proxy.
 *
 * @throws HarnessError `USAGE` for the address of a proxy that is none
 */
export function secretsOfWayIn({ oauth, tls, proxy, tokenProxy }: WayIn): readonly NamedSecret[] {
  const clientSecrets =
    oauth?.proof.kind === "client-secret" ? [oauth.proof.secret, formEncoded(oauth.proof.secret)] : [];
  const clientKey = oauth?.proof.kind === "private-key-jwt" ? keySecrets(oauth.proof.key) : [];
  return [
    ...clientSecrets.map((secret): NamedSecret => ["client secret", secret]),
    ...clientKey.map((secret): NamedSecret => ["client key", secret]),
    ...keySecrets(tls?.key ?? "").map((secret): NamedSecret => ["certificate key", secret]),
    ["passphrase", tls?.passphrase ?? ""],
    ...[proxy, tokenProxy].flatMap((address) => (address === undefined ? [] : readProxy(address).secrets)),
  ];
}

/** A key in PEM as a whole, in one line, and each of its lines, by which it may be shown in part. */
function keySecrets(pem: string): readonly string[] {
  const bodies = [...pem.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----([\s\S]+?)-----END/gu)].map(
    ([, body = ""]) => body,
  );
  return bodies.flatMap((body) => {
    const lines = body.split(/\s+|\\n/u).filter((one) => one.length >= 16);
    return [body.trim(), lines.join("")].concat(lines);
  });
}
