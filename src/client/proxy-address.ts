import { HarnessError } from "../result/index.ts";
import type { NamedSecret } from "./secrets.ts";

/** The address of a proxy, taken apart. */
export interface ProxyAddress {
  readonly origin: string;
  /** Host and port, for a person. */
  readonly host: string;
  /** Value of `Proxy-Authorization`, where the address holds a user. */
  readonly authorization: string | undefined;
  readonly secrets: readonly NamedSecret[];
}

/**
 * Takes the address of a proxy apart. One without a scheme is one of http:, as curl takes it.
 *
 * @throws HarnessError `USAGE`; the address is not shown
 */
export function readProxy(text: string): ProxyAddress {
  const withScheme = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || url.hostname === "") {
    const kind =
      url === undefined
        ? "no address"
        : `of the kind ${url.protocol.slice(0, 20)}//, and only http:// and https:// are spoken`;
    throw new HarnessError("USAGE", `The proxy that the environment names is ${kind}.`, {
      remedy: "set HTTPS_PROXY=http://proxy:8080, or put the host of the target into NO_PROXY",
    });
  }
  const [user, password] = [decode(url.username), decode(url.password)];
  const hasUser = url.username !== "" || url.password !== "";
  const pair = `${user}:${password}`;
  const basic = Buffer.from(pair, "utf8").toString("base64");
  const name = "proxy credentials";
  return {
    origin: url.origin,
    host: url.host,
    authorization: hasUser ? `Basic ${basic}` : undefined,
    secrets: hasUser
      ? [password, url.password, pair, `${url.username}:${url.password}`, basic].map(
          (secret) => [name, secret] as const,
        )
      : [],
  };
}

/** Percent-decoded; as it is where it cannot be. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, by the usual variables: `https_proxy` for https:, `http_proxy` for http:, `all_proxy` for either,
 * each in lower case before upper; `no_proxy` names hosts that need none, with those below them, `host:port`, or `*`.
 * An address of this machine is no exception, as with undici's EnvHttpProxyAgent and curl: it goes into `no_proxy`.
 *
 * @returns its address as it is written there; undefined for none
 */
export function proxyFor(url: string, env: Env): string | undefined {
  const { protocol, hostname, port } = new URL(url);
  if (isExcepted(hostname, port === "" ? (protocol === "https:" ? "443" : "80") : port, env)) return undefined;
  const named = protocol === "https:" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy", "HTTP_PROXY"];
  const value = [...named, "all_proxy", "ALL_PROXY"]
    // A CGI script has the request's header Proxy in HTTP_PROXY, which anybody may set (https://httpoxy.org).
    .filter((name) => name !== "HTTP_PROXY" || env["REQUEST_METHOD"] === undefined)
    .map((name) => env[name]?.trim())
    .find((one) => one !== undefined && one !== "");
  return value;
}

function isExcepted(hostname: string, port: string, env: Env): boolean {
  const host = bare(hostname);
  const entries = (env["no_proxy"] ?? env["NO_PROXY"] ?? "").split(/[,\s]+/u).filter((entry) => entry !== "");
  return entries.some((entry) => {
    if (entry === "*") return true;
    const [, name = entry, only] = /^([^:]+|\[.+\]):(\d+)$/u.exec(entry) ?? [];
    const wanted = bare(name.replace(/^\*?\./u, ""));
    return (only === undefined || only === port) && (host === wanted || host.endsWith(`.${wanted}`));
  });
}

/** In lower case, without the brackets of an IPv6 address. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/u, "$1").toLowerCase();
}
