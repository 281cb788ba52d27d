import { readFileSync } from "node:fs";
import { proxyFor, type TargetConfig } from "../engine/index.ts";
import { HarnessError } from "../result/index.ts";

type Env = Readonly<Record<string, string | undefined>>;
type WayIn = Pick<TargetConfig, "tls" | "proxy" | "insecure">;

const TRUE = /^(?:1|true|yes|on)$/iu;

/**
 * How a suite under vitest gets in beside its token: `SCIMPROOF_CA`, `SCIMPROOF_CERT`, `SCIMPROOF_KEY`,
 * `SCIMPROOF_KEY_PASSPHRASE_ENV`, `SCIMPROOF_INSECURE`, and the usual variables of proxies.
 *
 * @throws HarnessError `USAGE` for a file that cannot be read, or a variable that is not set
 */
export function readWayIn(baseUrl: string, env: Env): WayIn {
  const [ca, cert, key] = ["SCIMPROOF_CA", "SCIMPROOF_CERT", "SCIMPROOF_KEY"].map((name) => textOf(name, env[name]));
  const passphrase = passphraseIn(env);
  const own = cert?.includes("PRIVATE KEY-----") === true ? cert : undefined;
  const pairs = Object.entries({ ca, cert, key: key ?? own, passphrase }).filter(([, value]) => value !== undefined);
  const proxy = URL.canParse(baseUrl) ? proxyFor(baseUrl, env) : undefined;
  return {
    insecure: TRUE.test(env["SCIMPROOF_INSECURE"] ?? ""),
    ...(pairs.length === 0 ? {} : { tls: Object.fromEntries(pairs) }),
    ...(proxy === undefined ? {} : { proxy }),
  };
}

function textOf(name: string, path: string | undefined): string | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new HarnessError("USAGE", `${name} names a file that cannot be read`, { remedy: `export ${name}=FILE` });
  }
}

function passphraseIn(env: Env): string | undefined {
  const variable = env["SCIMPROOF_KEY_PASSPHRASE_ENV"];
  if (variable === undefined || variable === "") return undefined;
  const value = env[variable];
  if (value !== undefined && value !== "") return value;
  throw new HarnessError("USAGE", "SCIMPROOF_KEY_PASSPHRASE_ENV names a variable that is not set", {
    remedy: "export it, or leave SCIMPROOF_KEY_PASSPHRASE_ENV out",
  });
}
