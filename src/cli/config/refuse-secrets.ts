import { pointerOf, type Source } from "../../document/index.ts";
import { HarnessError } from "../../result/index.ts";

/** Keys under which people put the credential itself, and the key that takes the name of its variable. */
const INSTEAD: Readonly<Record<string, string>> = {
  token: "tokenEnv: SCIM_TOKEN",
  bearer: "tokenEnv: SCIM_TOKEN",
  bearertoken: "tokenEnv: SCIM_TOKEN",
  accesstoken: "tokenEnv: SCIM_TOKEN",
  authorization: "tokenEnv: SCIM_TOKEN",
  credentials: "tokenEnv: SCIM_TOKEN",
  othertoken: "otherTokenEnv: OTHER_TOKEN",
  basic: "basicEnv: SCIM_BASIC",
  password: "basicEnv: SCIM_BASIC",
  apikey: "headerEnv: { X-Api-Key: SCIM_KEY }",
  secret: "auth: { oauth: { clientSecretEnv: SCIM_CLIENT_SECRET } }",
  clientsecret: "auth: { oauth: { clientSecretEnv: SCIM_CLIENT_SECRET } }",
  privatekey: "auth: { oauth: { privateKeyFile: key.pem } }",
  clientassertion: "auth: { oauth: { privateKeyFile: key.pem } }",
  passphrase: "tls: { passphraseEnv: SCIM_KEY_PASSPHRASE }",
};

/** Under these stand names that belong to the server, which mean nothing here. */
const FOREIGN: ReadonlySet<string> = new Set(["/headers", "/headerEnv", "/serverVar", "/pathParam"]);

/**
 * Refuses a config in which a credential stands itself. No value is shown.
 *
 * @throws HarnessError `CONFIG_INVALID`, with the place and what to write instead
 */
export function refuseSecrets(source: Pick<Source, "value" | "placeOf">): void {
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value === "string" && /-----BEGIN [A-Z ]*PRIVATE KEY/u.test(value))
      throw refused("a private key", pointer);
    if (typeof value !== "object" || value === null || FOREIGN.has(pointer)) return;
    for (const [key, part] of Object.entries(value)) {
      const below = `${pointer}${pointerOf([key])}`;
      const instead = INSTEAD[key.toLowerCase().replaceAll(/[-_]/gu, "")];
      if (instead !== undefined && !Array.isArray(value)) throw refused(JSON.stringify(key), below, instead);
      visit(part, below);
    }
  };
  const refused = (what: string, pointer: string, instead = INSTEAD["privatekey"]): HarnessError =>
    new HarnessError("CONFIG_INVALID", `${what} would be a credential, and those never stand in a config`, {
      place: source.placeOf(pointer),
      remedy: `put it into an environment variable or a file of its own, and name that: ${instead ?? ""}`,
    });
  visit(source.value, "");
}
