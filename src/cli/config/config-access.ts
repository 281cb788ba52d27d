import type { OAuthClient, Redact, Redactor, SignHook, TlsOptions } from "../../client/index.ts";
import { HarnessError, shownPath } from "../../result/index.ts";
import type { CliIo } from "../io.ts";
import { readSmall } from "../read-small.ts";
import type { Config } from "./load-config.ts";

/** How a config gets in, and what it keeps out of artefacts: what no flag can say. */
export interface ConfigAccess {
  readonly oauth?: OAuthClient;
  readonly tls?: TlsOptions;
  readonly sign?: SignHook;
  readonly redact?: Redact;
}

type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Reads what a config says of OAuth, TLS, signing and redaction; secrets come from the variables and files that it names,
 * and are hidden from then on.
 *
 * @throws HarnessError `CONFIG_INVALID`, with the place in the config
 */
export function readConfigAccess(
  config: Config | undefined,
  env: CliIo["env"],
  redactor: Pick<Redactor, "add">,
): ConfigAccess {
  if (config === undefined) return {};
  const { auth, tls, redact } = config.value as {
    readonly auth?: { readonly oauth?: Texts & { readonly parameters?: Readonly<Record<string, string>> } };
    readonly tls?: Texts;
    readonly redact?: Partial<Redact>;
  };
  const reader = new Reader(config, env, redactor);
  return {
    ...(auth?.oauth === undefined ? {} : { oauth: reader.oauth(auth.oauth) }),
    ...(tls === undefined ? {} : { tls: reader.tls(tls) }),
    ...(config.sign === undefined ? {} : { sign: config.sign }),
    ...(redact === undefined ? {} : { redact: { fields: [], headers: [], names: false, ...redact } }),
  };
}

class Reader {
  readonly #config: Config;
  readonly #env: CliIo["env"];
  readonly #redactor: Pick<Redactor, "add">;

  constructor(config: Config, env: CliIo["env"], redactor: Pick<Redactor, "add">) {
    this.#config = config;
    this.#env = env;
    this.#redactor = redactor;
  }

  oauth({ parameters, ...oauth }: Texts & { readonly parameters?: Readonly<Record<string, string>> }): OAuthClient {
    const at = "/auth/oauth";
    const { tokenEnv, basicEnv } = this.#config.value;
    if (tokenEnv !== undefined || basicEnv !== undefined) {
      throw this.#invalid(
        at,
        "OAuth and a token of its own contradict each other",
        "keep auth.oauth, or tokenEnv or basicEnv",
      );
    }
    const { tokenUrl = "", clientId, clientIdEnv, scope } = oauth;
    if (!URL.canParse(tokenUrl) || !/^https?:$/u.test(new URL(tokenUrl).protocol)) {
      throw this.#invalid(
        `${at}/tokenUrl`,
        "tokenUrl is no http:// or https:// address",
        "write tokenUrl: https://…/token",
      );
    }
    this.#one(at, oauth, ["clientId", "clientIdEnv"]);
    for (const name of Object.keys(parameters ?? {})) {
      if (!/secret|password|assertion|token/iu.test(name)) continue;
      throw this.#invalid(
        `${at}/parameters/${name}`,
        `${name} would be a credential, and those never stand in a config`,
        "use clientSecretEnv, privateKeyEnv or privateKeyFile",
      );
    }
    return {
      tokenUrl,
      clientId: clientId ?? this.#variable(`${at}/clientIdEnv`, clientIdEnv ?? "", "client id", false),
      proof: this.#proof(at, oauth),
      ...(scope === undefined ? {} : { scope }),
      ...(parameters === undefined ? {} : { parameters }),
    };
  }

  #proof(at: string, oauth: Texts): OAuthClient["proof"] {
    const { clientSecretEnv, secretIn, privateKeyEnv, privateKeyFile, algorithm, keyId, audience } = oauth;
    this.#one(at, oauth, ["clientSecretEnv", "privateKeyEnv", "privateKeyFile"]);
    const foreign = clientSecretEnv === undefined ? ["secretIn"] : ["algorithm", "keyId", "audience"];
    for (const key of foreign) {
      if (oauth[key] === undefined) continue;
      const whose = clientSecretEnv === undefined ? "a client secret" : "a private key";
      throw this.#invalid(`${at}/${key}`, `${key} belongs to ${whose}, which is not given`, "take it out");
    }
    if (clientSecretEnv !== undefined) {
      const secret = this.#variable(`${at}/clientSecretEnv`, clientSecretEnv, "client secret");
      return { kind: "client-secret", secret, in: secretIn === "body" ? "body" : "header", from: clientSecretEnv };
    }
    const [from, key] =
      privateKeyEnv === undefined
        ? [privateKeyFile ?? "", this.#pem(`${at}/privateKeyFile`, privateKeyFile ?? "")]
        : [privateKeyEnv, this.#variable(`${at}/privateKeyEnv`, privateKeyEnv, "private key")];
    this.#redactor.add("private key", key);
    return {
      kind: "private-key-jwt",
      key,
      algorithm: algorithm === "PS256" || algorithm === "ES256" ? algorithm : "RS256",
      ...(keyId === undefined ? {} : { keyId }),
      ...(audience === undefined ? {} : { audience }),
      from,
    };
  }

  tls({ ca, cert, key, passphraseEnv }: Texts): TlsOptions {
    const certificate = cert === undefined ? undefined : this.#pem("/tls/cert", cert);
    // The key may be in the same file, as `--cert` takes it.
    const own = certificate?.includes("PRIVATE KEY-----") === true ? certificate : undefined;
    if ((certificate === undefined) !== (key === undefined && own === undefined)) {
      throw this.#invalid("/tls", "a client certificate needs its key, and a key its certificate", "give cert and key");
    }
    const privateKey = key === undefined ? own : this.#pem("/tls/key", key);
    if (privateKey !== undefined) this.#redactor.add("private key", privateKey);
    return {
      ...(ca === undefined ? {} : { ca: this.#pem("/tls/ca", ca) }),
      ...(certificate === undefined ? {} : { cert: certificate }),
      ...(privateKey === undefined ? {} : { key: privateKey }),
      ...(passphraseEnv === undefined
        ? {}
        : { passphrase: this.#variable("/tls/passphraseEnv", passphraseEnv, "passphrase") }),
    };
  }

  /** Exactly one of several keys must be there. */
  #one(at: string, holder: Texts, keys: readonly string[]): void {
    const given = keys.filter((key) => holder[key] !== undefined);
    if (given.length === 1) return;
    const [, second] = given;
    throw this.#invalid(
      second === undefined ? at : `${at}/${second}`,
      second === undefined ? `none of ${keys.join(", ")} is given` : `${given.join(" and ")} contradict each other`,
      `give one of ${keys.join(", ")}`,
    );
  }

  #variable(at: string, name: string, what: string, isSecret = true): string {
    const key = at.slice(at.lastIndexOf("/") + 1);
    // Only what is surely a name is shown: it may be the secret itself, put here by mistake.
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name)) {
      throw this.#invalid(
        at,
        `${key} takes the name of an environment variable, not a value`,
        "put the value into one",
      );
    }
    const value = this.#env[name];
    if (value === undefined || value === "") {
      const shown = /^[A-Z_][A-Z0-9_]{0,63}$/u.test(name) ? name : "whose name is given";
      throw this.#invalid(
        at,
        `the environment variable ${shown} (${key}) is ${value === "" ? "empty" : "not set"}`,
        `put the ${what} into it`,
      );
    }
    if (isSecret) this.#redactor.add(what, value);
    return value;
  }

  #pem(at: string, path: string): string {
    let text: string | undefined;
    const shown = shownPath(this.#config.pathOf(path));
    try {
      text = readSmall(this.#config.absolute(path));
    } catch (cause) {
      const code: unknown = cause instanceof Error && "code" in cause ? cause.code : undefined;
      const why =
        code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : "it may not be read";
      throw this.#invalid(at, `${shown} cannot be read: ${why}`, "name a PEM file", cause);
    }
    if (text?.includes("-----BEGIN ") === true) return text;
    throw this.#invalid(at, `${shown} holds no PEM`, "name a file with -----BEGIN … in it");
  }

  #invalid(at: string, message: string, remedy: string, cause?: unknown): HarnessError {
    return new HarnessError("CONFIG_INVALID", message, { place: this.#config.placeOf(at), remedy, cause });
  }
}
