import { HarnessError } from "../result/index.ts";
import type { DeclaredServer } from "./contract.ts";
import { didYouMean } from "./nearest.ts";

/** A default that only shows where the reader's own value goes: `your-tenant`, `<tenant>`, `YOUR_ORG`. */
const PLACEHOLDER = /^$|^your\b|^your[-_]|^[<{[]|^example$|^change-?me$/i;

/**
 * A declared server as an absolute base URL, without a trailing slash.
 *
 * @param values values of server variables by name; a variable not named has its declared default
 * @throws HarnessError `USAGE`, naming the variable and what to type, when a value is missing, not one of the declared
 * ones, unknown or unfit for a URL, or when the URL is relative.
 * @see OpenAPI 3.1 section 4.8.6
 */
export function fillServer(server: DeclaredServer, values: Readonly<Record<string, string>>): string {
  const used = [...server.url.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? "");
  for (const name of Object.keys(values)) {
    if (used.includes(name)) continue;
    throw usage(
      `the server ${server.url} has no variable ${JSON.stringify(name)}.${didYouMean(name, used)}`,
      used.length === 0 ? "leave --server-var out" : `give ${used.map((n) => flag(n, "VALUE")).join(" ")}`,
    );
  }
  const filled = server.url.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => valueOf(server, name, values));
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(filled);
  if (host === null) {
    throw usage(
      `the document's server ${JSON.stringify(filled)} is relative: it names no host`,
      `give the whole base URL: --target https://scim.example.com${filled.startsWith("/") ? filled : `/${filled}`}`,
    );
  }
  let url: URL;
  try {
    url = new URL(filled);
  } catch (cause) {
    throw usage(`the server URL ${JSON.stringify(filled)} is not a URL`, "give --target https://host/base", cause);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw usage(
      `the server URL ${JSON.stringify(filled)} is neither http nor https`,
      "give --target https://host/base",
    );
  }
  return url.href.replace(/[?#].*$/, "").replace(/\/+$/, "");
}

function valueOf(server: DeclaredServer, name: string, values: Readonly<Record<string, string>>): string {
  const variable = Object.hasOwn(server.variables, name) ? server.variables[name] : undefined;
  const given = Object.hasOwn(values, name) ? values[name] : undefined;
  const value = given ?? variable?.default ?? "";
  const allowed = variable?.enum;
  if (given === undefined && PLACEHOLDER.test(value) && !(allowed?.includes(value) ?? false)) {
    const meaning = variable?.description === undefined ? "" : ` (${variable.description})`;
    throw usage(
      `the server ${server.url} needs a value for its variable ${JSON.stringify(name)}${meaning}`,
      `give ${flag(name, allowed?.[0] ?? "acme")}, or the whole base URL with --target`,
    );
  }
  if (allowed !== undefined && !allowed.includes(value)) {
    throw usage(
      `${JSON.stringify(value)} is no value of the server variable ${JSON.stringify(name)}: it takes ${allowed.join(", ")}.${didYouMean(value, allowed)}`,
      `give ${flag(name, allowed[0] ?? "VALUE")}`,
    );
  }
  const before = server.url.slice(0, server.url.indexOf(`{${name}}`));
  // In the host, such a character would silently send the request, and its token, somewhere else.
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/]*$/i.test(before) && !/^[\p{L}\p{N}._:-]+$/u.test(value)) {
    throw usage(
      `${JSON.stringify(value)} cannot stand in a host name (server variable ${JSON.stringify(name)})`,
      `give ${flag(name, "acme")}: letters, digits, dots and hyphens only`,
    );
  }
  return value;
}

function flag(name: string, value: string): string {
  return `--server-var ${name}=${value}`;
}

function usage(message: string, remedy: string, cause?: unknown): HarnessError {
  return new HarnessError("USAGE", message, cause === undefined ? { remedy } : { remedy, cause });
}
