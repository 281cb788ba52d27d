import { HarnessError } from "../result/index.ts";
import type { ClientOptions, Credential, CredentialChoice } from "./types.ts";
import { wrongLike } from "./wrong-secret.ts";

/** The name of the header that carries a credential, in lower case. */
export function headerNameOf(credential: Credential): string {
  return credential.kind === "header" ? credential.name.toLowerCase() : "authorization";
}

/**
 * The header lines that prove who sends: none, the configured ones, wrong ones of the same shape, or another tenant's.
 *
 * @throws HarnessError `INTERNAL` for another tenant's credential that was never given: a request without any would
 * look like one that was refused.
 */
export function credentialHeaders(
  { credentials: own, otherCredentials: others = [] }: Pick<ClientOptions, "credentials" | "otherCredentials">,
  choice: CredentialChoice,
): readonly (readonly [name: string, value: string])[] {
  if (choice === "none") return [];
  const credentials = choice === "other" ? others : own;
  if (choice === "other" && others.length === 0) {
    throw new HarnessError("INTERNAL", "A request asks for another tenant's credential, and none was given.");
  }
  const secret = choice === "wrong" ? wrongLike : (real: string): string => real;
  return credentials.map((credential) => [headerNameOf(credential), headerValue(credential, secret)]);
}

function headerValue(credential: Credential, secret: (real: string) => string): string {
  switch (credential.kind) {
    case "bearer":
      return `Bearer ${secret(credential.token)}`;
    case "basic":
      return `Basic ${Buffer.from(secret(credential.userAndPassword), "utf8").toString("base64")}`;
    case "header": {
      // The scheme of an Authorization value is no secret; a wrong one would ask another question.
      const scheme = /^[A-Za-z][\w-]* (?=\S)/.exec(credential.value)?.[0] ?? "";
      return scheme + secret(credential.value.slice(scheme.length));
    }
  }
}
