import { HarnessError } from "../result/index.ts";
import type { OAuthClient } from "./access.ts";
import { OWN_PARAMETERS } from "./auth/token-request.ts";
import { headerNameOf } from "./credential-headers.ts";
import type { ClientOptions, Credential } from "./types.ts";

/**
 * Refuses what can never work, before anything is sent; no message shows a credential.
 *
 * @throws HarnessError `USAGE`
 */
export function checkOptions(options: ClientOptions): void {
  const url = URL.canParse(options.baseUrl) ? new URL(options.baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usage("The target is not an http:// or https:// address.", "give --target https://host/path");
  }
  if (url.username !== "" || url.password !== "") {
    throw usage("The target's address holds a user or password.", "give them with --basic-env NAME");
  }
  if (url.search !== "" || url.hash !== "") {
    throw usage("The target's address holds a query or fragment.", "give --target without ? and #");
  }
  checkAll(options.credentials);
  if (options.oauth !== undefined) checkOAuth(options.oauth, options.credentials, url);
  const others = options.otherCredentials ?? [];
  checkAll(others);
  // A tenant that is its own stranger would be blamed for everything it may do.
  for (const other of others) {
    const same = options.credentials.find((own) => own.kind === other.kind && valueOf(own) === valueOf(other));
    if (same === undefined) continue;
    throw usage(
      `${other.from} holds the same credential as ${same.from}.`,
      `put a token of another tenant into ${other.from}`,
    );
  }
}

function checkOAuth(client: OAuthClient, credentials: readonly Credential[], target: URL): void {
  const { tokenUrl, clientId, proof, parameters = {} } = client;
  const url = URL.canParse(tokenUrl) ? new URL(tokenUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw usage("The token URL is not an https:// address.", "give https://host/path, without a user or password");
  }
  // RFC 6749 section 3.2 asks for TLS: whoever reads the client's secret can get in for good.
  if (url.protocol === "http:" && target.protocol !== "http:") {
    throw usage("The token URL is an http:// address.", "give its https:// address: the client proves itself there");
  }
  if (clientId === "") throw usage("The OAuth client has no id.", "name it as the authorization server knows it");
  const secret = proof.kind === "client-secret" ? proof.secret : proof.key;
  if (secret.trim() === "") throw usage(`${proof.from} is empty.`, `put the client's secret or key into ${proof.from}`);
  const own = Object.keys(parameters).find((name) => OWN_PARAMETERS.has(name));
  if (own !== undefined) {
    throw usage(`The parameter ${own} of a token request is not to be set.`, "leave it out: it is made by itself");
  }
  const rival = credentials.find((credential) => headerNameOf(credential) === "authorization");
  if (rival !== undefined) {
    throw usage(
      `An access token by OAuth and ${rival.from} want the same header.`,
      "give either the OAuth client, or --token-env or --basic-env",
    );
  }
}

function checkAll(credentials: readonly Credential[]): void {
  const names = new Set<string>();
  for (const credential of credentials) {
    checkCredential(credential);
    const name = headerNameOf(credential);
    if (names.has(name)) throw usage(`Two credentials want the header ${name}.`, "give one of them");
    names.add(name);
  }
}

function checkCredential(credential: Credential): void {
  const { from } = credential;
  const value = valueOf(credential);
  if (value.trim() === "") throw usage(`${from} is empty.`, `put the credential into ${from}`);
  if (/\p{Cc}/u.test(value)) {
    throw usage(`${from} holds a line break or another control character.`, `take it out of ${from}`);
  }
  if (credential.kind === "bearer" && /^bearer\s/i.test(value)) {
    throw usage(`${from} begins with the word Bearer.`, `put the token alone into ${from}`);
  }
  if (credential.kind === "basic" && !value.includes(":")) {
    throw usage(`${from} has no colon.`, `put user:password into ${from}`);
  }
}

function valueOf(credential: Credential): string {
  switch (credential.kind) {
    case "bearer":
      return credential.token;
    case "basic":
      return credential.userAndPassword;
    case "header":
      return credential.value;
  }
}

function usage(message: string, remedy: string): HarnessError {
  return new HarnessError("USAGE", message, { remedy });
}
