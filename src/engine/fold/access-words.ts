import type { Credential } from "../../client/index.ts";
import type { CurlAccess } from "../../result/index.ts";
import type { TargetConfig } from "../options.ts";

const PROOFS = { "client-secret": "client_secret", "private-key-jwt": "private_key_jwt" } as const;

/** How a run gets in, in words that give nothing away. */
export function accessWords(target: TargetConfig): readonly string[] {
  const { credentials, otherCredentials = [], oauth, tls, proxy, sign } = target;
  return [
    ...credentials.map(wordOf),
    ...(oauth === undefined ? [] : [`OAuth 2.0 client credentials (${PROOFS[oauth.proof.kind]})`]),
    ...(credentials.length === 0 && oauth === undefined ? ["no credential"] : []),
    ...(otherCredentials.length === 0 ? [] : ["a token of another tenant"]),
    ...(tls?.cert === undefined ? [] : ["client certificate"]),
    ...(tls?.ca === undefined ? [] : ["a CA of its own"]),
    ...(sign === undefined ? [] : ["requests signed by a hook"]),
    ...(proxy === undefined ? [] : ["through a proxy"]),
  ];
}

function wordOf(credential: Credential): string {
  switch (credential.kind) {
    case "bearer":
      return "bearer token";
    case "basic":
      return "user and password";
    case "header":
      return `header ${credential.name.toLowerCase()}`;
  }
}

/** What a curl line needs to repeat a request of a run, whose targets are got into in one way. */
export function curlAccess(targets: readonly TargetConfig[]): CurlAccess {
  const [first] = targets;
  const variable = targets.flatMap(({ credentials }) => credentials.map(({ from }) => from))[0];
  return {
    variable,
    insecure: first?.insecure === true,
    ca: first?.tls?.ca !== undefined,
    clientCertificate: first?.tls?.cert !== undefined,
    proxy: first?.proxy !== undefined,
  };
}
