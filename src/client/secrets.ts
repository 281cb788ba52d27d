import { headerNameOf } from "./credential-headers.ts";
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
