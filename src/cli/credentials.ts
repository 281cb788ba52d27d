import { type Credential, createRedactor, proxyFor, secretsOfWayIn, type WayIn } from "../client/index.ts";
import { palette } from "../report/index.ts";
import { type ConfigAccess, readConfigAccess } from "./config/config-access.ts";
import type { Config } from "./config/load-config.ts";
import type { TargetFlags } from "./flags.ts";
import type { CliIo } from "./io.ts";
import { createSweeper, type Sweeper } from "./sweeper.ts";
import type { Terminal } from "./terminal.ts";
import { readTls } from "./tls-files.ts";
import { usage } from "./usage.ts";
import { readPair } from "./values.ts";

/** What gets a run in, and what takes it out of everything printed. */
export interface Access extends ConfigAccess {
  readonly credentials: readonly Credential[];
  /** What another tenant proves itself with; empty where none was named. */
  readonly otherCredentials: readonly Credential[];
  readonly headers: Readonly<Record<string, string>>;
  /** Has a secret taken out of everything printed, and looked for in every report. */
  readonly hide: (name: string, secret: string, isLearnt?: boolean) => void;
  /** What reports are searched with before they are written. */
  readonly sweeper: Sweeper;
}

// What a value looks like that lets its holder in: an authentication scheme (RFC 9110 section 11.4), a JWT (RFC 7519).
const CREDENTIAL_VALUE = /^(?:bearer|basic|digest|negotiate|token)\s+\S|^eyJ[\w-]+\.[\w-]+\.[\w-]*$/iu;

const CREDENTIAL_LIKE = /auth|cookie|token|secret|key|password|credential|session|signature/iu;

/**
 * Reads credentials from the environment variables that the flags name, and has the terminal hide them from then on.
 *
 * @throws HarnessError `USAGE` for a variable that is not set, or a credential on the command line
 */
export function readAccess(flags: TargetFlags, env: CliIo["env"], terminal: Terminal, config?: Config): Access {
  const redactor = createRedactor();
  terminal.guard(redactor);
  const sweeper = createSweeper();
  const hide = (name: string, secret: string, isLearnt = false): void => {
    redactor.add(name, secret);
    sweeper.add(name, secret, isLearnt);
  };
  const read = (flag: string, name: string): string => {
    const value = variable(flag, name, env);
    for (const secret of [value, value.slice(value.indexOf(":") + 1), value.replace(/^\S+\s+/u, "")]) {
      hide(name, secret);
    }
    return value;
  };
  const credentials: Credential[] = [];
  const { tokenEnv, basicEnv } = flags;
  if (tokenEnv !== undefined) {
    credentials.push({ kind: "bearer", token: read("--token-env", tokenEnv), from: tokenEnv });
  }
  if (basicEnv !== undefined) {
    credentials.push({ kind: "basic", userAndPassword: read("--basic-env", basicEnv), from: basicEnv });
  }
  for (const text of flags.headerEnv ?? []) {
    const [name, from] = readPair("--header-env", text, "'X-Api-Key=SCIM_KEY'");
    checkHeaderName("--header-env", name);
    credentials.push({ kind: "header", name, value: read("--header-env", from), from });
  }
  if (flags.insecure === true) terminal.err(insecureLine(terminal));
  const said = readConfigAccess(config, env, { add: hide });
  const tls = { ...said.tls, ...readTls(flags, read) };
  return {
    ...said,
    credentials,
    otherCredentials: readOther(flags, said.oauth !== undefined, read),
    headers: readHeaders(flags.header ?? []),
    hide,
    sweeper,
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
  };
}

/** Said before anything is sent, whatever else is kept quiet. */
function insecureLine({ colour }: Terminal): string {
  const paint = palette(colour.err);
  const text =
    "! --insecure: any certificate is accepted; whoever is on the way can read and change everything, the credential included";
  return `${paint.bad(paint.strong(text))}\n`;
}

/**
 * How a client gets in to one address: what the configuration says, and the proxies that the environment names for the
 * address and for the token endpoint. Everything secret in it is hidden from then on.
 *
 * @throws HarnessError `USAGE` for the address of a proxy that is none
 */
export function wayInto(baseUrl: string, access: Access, env: CliIo["env"]): WayIn {
  const { oauth, tls, sign, hide } = access;
  const proxy = proxyFor(baseUrl, env);
  const tokenProxy = oauth !== undefined && URL.canParse(oauth.tokenUrl) ? proxyFor(oauth.tokenUrl, env) : undefined;
  const way = {
    ...(oauth === undefined ? {} : { oauth }),
    ...(tls === undefined ? {} : { tls }),
    ...(sign === undefined ? {} : { sign }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(tokenProxy === undefined ? {} : { tokenProxy }),
  };
  for (const [name, secret] of secretsOfWayIn(way)) hide(name, secret);
  return way;
}

/**
 * Another tenant's token. It takes the place of the bearer token, given or fetched; what else gets a request in belongs to
 * the first tenant.
 */
function readOther(
  { tokenEnv, otherTokenEnv, basicEnv, headerEnv = [] }: TargetFlags,
  isFetched: boolean,
  read: (flag: string, name: string) => string,
): readonly Credential[] {
  if (otherTokenEnv === undefined) return [];
  if ((tokenEnv === undefined && !isFetched) || basicEnv !== undefined || headerEnv.length > 0) {
    throw usage(
      "--other-token-env names the token of another tenant, and takes the place of --token-env, or of OAuth, alone",
      "give --token-env SCIM_TOKEN --other-token-env OTHER_TOKEN, or OAuth in the config with it, and neither --basic-env nor --header-env",
    );
  }
  return [{ kind: "bearer", token: read("--other-token-env", otherTokenEnv), from: otherTokenEnv }];
}

function variable(flag: string, name: string, env: CliIo["env"]): string {
  const remedy = `put the credential into a variable and name it: export SCIM_TOKEN=…, then ${flag} ${flag === "--header-env" ? "'X-Api-Key=SCIM_TOKEN'" : "SCIM_TOKEN"}`;
  // A lower-case letter makes it likelier that the credential itself was given, and that must not be shown.
  const shown = /^[A-Z_][A-Z0-9_]{0,63}$/u.test(name) ? name : "whose name is given";
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name)) {
    throw usage(`${flag} takes the name of an environment variable, not a value`, remedy);
  }
  const value = env[name];
  if (value === undefined || value === "") {
    throw usage(`the environment variable ${shown} (${flag}) is ${value === "" ? "empty" : "not set"}`, remedy);
  }
  return value;
}

function readHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(":");
    if (at < 1) throw usage("--header takes a whole line", "write --header 'X-Tenant: acme'");
    const name = line.slice(0, at).trim();
    const value = line.slice(at + 1).trim();
    checkHeaderName("--header", name);
    if (CREDENTIAL_LIKE.test(name) || CREDENTIAL_VALUE.test(value)) {
      throw usage(
        `--header ${name} looks like a credential, and those never come from the command line`,
        name.toLowerCase() === "authorization"
          ? "put the token into an environment variable and name that: --token-env SCIM_TOKEN"
          : `put its value into an environment variable and name that: --header-env '${name}=SCIM_KEY'`,
      );
    }
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/u.test(value)) {
      throw usage(
        `the value of --header ${name} cannot be sent`,
        "leave out control characters and letters beyond Latin-1",
      );
    }
    headers[name] = value;
  }
  return headers;
}

function checkHeaderName(flag: string, name: string): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/u.test(name)) throw usage(`${flag}: that is no name of a header`);
}
