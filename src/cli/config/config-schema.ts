import { CONFIG_KEYS } from "./keys.ts";

/** The longest name of a field or header that `redact` takes, in UTF-16 code units. */
export const MAX_REDACTED_NAME = 500;

type Schema = Readonly<Record<string, unknown>>;

const object = (
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
) => ({
  type: "object",
  description,
  additionalProperties: false,
  required,
  properties,
});
const text = (description: string): Schema => ({ type: "string", minLength: 1, description });
const texts = (description: string): Schema => ({
  type: "array",
  uniqueItems: true,
  items: { type: "string", minLength: 1 },
  description,
});

// A pattern is made of them, which an endless name would not fit in.
const names = (description: string): Schema => ({
  ...texts(description),
  items: { type: "string", minLength: 1, maxLength: MAX_REDACTED_NAME },
  maxItems: 1000,
});

const OAUTH = object(
  "OAuth 2.0 client credentials (RFC 6749 section 4.4): in place of tokenEnv and basicEnv.",
  {
    tokenUrl: text("Address of the token endpoint."),
    clientId: text("The client's id."),
    clientIdEnv: text("Or the environment variable that holds it."),
    clientSecretEnv: text("The environment variable that holds the client's secret."),
    secretIn: { enum: ["header", "body"], description: "Where the secret goes; header by default." },
    privateKeyEnv: text("The environment variable that holds a private key as PEM, for private_key_jwt (RFC 7523)."),
    privateKeyFile: text("Or the file that holds it. A path relative to this file."),
    algorithm: { enum: ["RS256", "PS256", "ES256"], description: "How the assertion is signed; RS256 by default." },
    keyId: text("`kid` of the key."),
    audience: text("`aud` of the assertion; the token URL by default."),
    scope: text("Scopes to ask for, a space between them."),
    parameters: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "Further parameters of the token request, such as resource or audience; no credentials.",
    },
  },
  ["tokenUrl"],
);

const TLS = object("What TLS needs beside what this machine trusts; paths relative to this file, PEM in them.", {
  ca: text("Certificates of the authorities to trust."),
  cert: text("The client's own certificate."),
  key: text("Its private key."),
  passphraseEnv: text("The environment variable that holds the passphrase of the key."),
});

const REDACT = object("What no artefact may show, beside the credentials.", {
  fields: names("SCIM paths or names of JSON properties whose values are replaced."),
  headers: names("Names of headers whose values are replaced."),
  names: { type: "boolean", description: "Replace names and mail addresses, each always by the same word." },
});

/** The JSON Schema 2020-12 of a `scimproof.config.yaml`, and of what a JavaScript config exports but `sign`. */
export const CONFIG_SCHEMA: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Scimproof config",
  ...object("What would be typed with each command. A credential never stands here, only the name of its variable.", {
    $schema: { type: "string", description: "For editors." },
    suites: texts("Suites to run: cube, cube.groups.put."),
    ...Object.fromEntries(CONFIG_KEYS.map(({ key, schema }) => [key, schema])),
    auth: object("How to get in, where one variable does not say it.", { oauth: OAUTH }),
    tls: TLS,
    redact: REDACT,
  }),
};
