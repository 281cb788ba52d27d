import type { HeaderLine } from "./exchange.ts";

// Set by the client or by the command itself; on a command line they would only be noise, or wrong.
const LEFT_OUT = new Set([
  "content-length",
  "host",
  "connection",
  "transfer-encoding",
  "user-agent",
  "accept-encoding",
]);

// What was sent with somebody else's credential is to be repeated with that, not with the one that gets a run in.
const STRANGERS = [
  { mark: "[redacted: a wrong one]", variable: "WRONG_TOKEN" },
  { mark: "[redacted: another tenant's]", variable: "OTHER_TOKEN" },
] as const;

const SIGNED = "[redacted: by the signing hook]";

/** What a command needs beside the request to get in; files and the proxy are named by variables. */
export interface CurlAccess {
  /** Name of the environment variable that holds the credential. */
  readonly variable?: string | undefined;
  readonly insecure?: boolean;
  readonly ca?: boolean;
  readonly clientCertificate?: boolean;
  readonly proxy?: boolean;
}

/**
 * What a terminal or a page would act on or hide: control characters, but for tab and line feed, whatever turns the
 * direction of text or ends its line, and what has no ink. None of it may stand in a command as it is.
 */
export const UNSAFE: RegExp =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;

/** The headers that a command names, in the order sent. */
export function namedHeaders(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.filter(([name]) => !LEFT_OUT.has(name.toLowerCase()));
}

/** The name of the environment variable that holds the credential; a name that is none is not used. */
export function credentialVariable({ variable = "SCIM_TOKEN" }: CurlAccess): string {
  return /^[A-Za-z_]\w*$/u.test(variable) ? variable : "SCIM_TOKEN";
}

/** What stands for a redacted value: a scheme, if it has one, and a variable. */
export interface Redacted {
  readonly scheme: string | undefined;
  readonly variable: string;
  /** True where the variable holds user and password as they are, and the command encodes them. */
  readonly basic: boolean;
}

/** Tells what to put in the place of a redacted header; undefined for a header that was not redacted. */
export function redactedHeader([name, value]: HeaderLine, variable: string): Redacted | undefined {
  if (!value.includes("[redacted")) return undefined;
  const scheme = /^(bearer|basic)\b/iu.exec(value)?.[1];
  const signed = name
    .toUpperCase()
    .replaceAll(/\W/gu, "_")
    .replace(/^(?=\d)/u, "_");
  const holder = value === SIGNED ? signed : (STRANGERS.find(({ mark }) => value.includes(mark))?.variable ?? variable);
  const basic = name.toLowerCase() === "authorization" && scheme?.toLowerCase() === "basic";
  return { scheme, variable: holder, basic };
}
