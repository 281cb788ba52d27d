import type { HeaderLine } from "../result/index.ts";
import { isCommonWord } from "./common-word.ts";
import { headerNameOf } from "./credential-headers.ts";
import { percentDecoded, urlSecrets } from "./redact-url.ts";
import type { ClientOptions, Credential } from "./types.ts";

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
const SECRET_HEADER = /(?:^|-)(?:auth-token|access-token|csrf-token|xsrf-token|session-?(?:id|token)|secret)$/;

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
      if (isSecretHeader(name)) return [[`${name} header`, value]];
      return urlSecrets(value).map((secret) => ["URL", secret]);
    })
    .filter(([, value]) => !isCommonWord(value) && !base.href.includes(value));
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

/** What gets a client in beside its credentials: of OAuth, of TLS, and of a proxy. */
export function accessSecrets({
  oauth,
  tls,
  proxy,
}: Pick<ClientOptions, "oauth" | "tls" | "proxy">): readonly NamedSecret[] {
  const secrets: NamedSecret[] = [];
  if (oauth?.proof.kind === "client-secret") {
    const { secret } = oauth.proof;
    // RFC 6749 section 2.3.1: both are form-encoded before they become user and password.
    const pair = [oauth.clientId, secret]
      .map((text) => new URLSearchParams([["", text]]).toString().slice(1))
      .join(":");
    secrets.push(
      ["client secret", secret],
      ...basicSecrets(pair).map(([, value]): NamedSecret => ["client secret", value]),
    );
  }
  if (oauth?.proof.kind === "private-key-jwt") secrets.push(...keySecrets(oauth.proof.key));
  if (tls?.key !== undefined) secrets.push(...keySecrets(tls.key));
  if (tls?.passphrase !== undefined) secrets.push(["passphrase", tls.passphrase]);
  const { username = "", password = "" } = proxy !== undefined && URL.canParse(proxy) ? new URL(proxy) : {};
  if (password !== "") {
    const pair = `${percentDecoded(username)}:${percentDecoded(password)}`;
    secrets.push(["proxy", `${username}:${password}`], ["proxy", password]);
    secrets.push(...basicSecrets(pair).map(([, value]): NamedSecret => ["proxy", value]));
  }
  return secrets;
}

/** A private key: each line of it is a part that nobody may have, and breaks of lines get lost on the way. */
function keySecrets(pem: string): readonly NamedSecret[] {
  const lines = pem.split(/\r?\n/).filter((line) => /^[A-Za-z0-9+/=]{16,}$/.test(line));
  return lines.map((line): NamedSecret => ["private key", line]);
}
