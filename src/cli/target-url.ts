import { type Contract, type DeclaredServer, didYouMean, fillServer } from "../document/index.ts";
import type { TargetFlags } from "./flags.ts";
import { usage } from "./usage.ts";
import { readPair } from "./values.ts";

/**
 * The base URL that `--target` names, without a trailing slash.
 *
 * @throws HarnessError `USAGE`; a URL that holds a credential is not shown
 */
export function readTarget(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && /^https?:$/u.test(url.protocol);
  if (isWeb ? url.username !== "" || url.password !== "" : text.includes("@")) {
    throw usage(
      "--target holds a user name or password, and credentials never come from the command line",
      "put user:password into an environment variable and name it: --basic-env SCIM_BASIC",
    );
  }
  if (!isWeb) {
    const near = didYouMean(text, ["embedded"]);
    const shown = withoutSecrets(text);
    throw usage(
      `--target ${shown} is no http:// or https:// URL.${near}`,
      near === "" ? `write --target http://${shown.replace(/^[a-z]*:?\/+/iu, "")}` : "write --target embedded",
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw usage("--target holds a query or fragment", `write --target ${withoutSlash(`${url.origin}${url.pathname}`)}`);
  }
  return withoutSlash(url.href);
}

/** What was typed for a URL, without a query and what may be a password: whoever forgets the scheme may still type them. */
function withoutSecrets(text: string): string {
  return text.replace(/[?#].*$/su, "").replace(/^([^/:]*:)(?!\d{1,5}(?:\/|$)|\/).*$/su, "$1…");
}

/**
 * The base URL made from one of the document's servers.
 *
 * @throws HarnessError `USAGE`, naming what to type
 */
export function readServer(contract: Contract, flags: Pick<TargetFlags, "server" | "serverVar">): string {
  const typed = Object.fromEntries(
    (flags.serverVar ?? []).map((text) => readPair("--server-var", text, "tenant=acme")),
  );
  const server = chooseServer(contract, flags.server, Object.keys(typed));
  const known = Object.entries(contract.profile.serverVariables).filter(([name]) => server.url.includes(`{${name}}`));
  return fillServer(server, { ...Object.fromEntries(known), ...typed });
}

function chooseServer(
  { servers, document }: Contract,
  name: string | undefined,
  variables: readonly string[],
): DeclaredServer {
  if (name === undefined) {
    const fitting = servers.find(({ url }) => variables.every((variable) => url.includes(`{${variable}}`)));
    const server = fitting ?? servers[0];
    if (server !== undefined) return server;
    throw usage(`${document.name} declares no server`, "give --target https://host/base");
  }
  const wanted = name.toLowerCase();
  const found = servers.find((server) => server.name.toLowerCase() === wanted || server.url.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const names = servers.map((server) => server.name);
  throw usage(
    `${document.name} declares no server ${JSON.stringify(name)}.${didYouMean(name, names)}`,
    `one of ${names.map((one) => JSON.stringify(one)).join(", ")}, or give --target https://host/base`,
  );
}

/** A base URL as the document suggests it, for saying what to type. */
export function exampleTarget({ servers, profile }: Contract): string {
  const [server] = servers;
  if (server === undefined || !/^https?:/iu.test(server.url)) {
    return withoutSlash(`https://scim.example.com${server?.url.startsWith("/") === true ? server.url : ""}`);
  }
  return withoutSlash(
    server.url.replaceAll(/\{([^{}]*)\}/gu, (_, name: string) => {
      const variable = server.variables[name];
      return profile.serverVariables[name] ?? variable?.enum?.[0] ?? "acme";
    }),
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/u, "");
}
