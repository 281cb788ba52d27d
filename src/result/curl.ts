import type { RecordedRequest } from "./exchange.ts";

// Set by the client or by curl itself; on a command line they would only be noise, or wrong.
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

// Control characters, but for tab and line feed, and whatever turns the direction of text or ends its line: they must
// not reach a terminal or a page as they are.
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

/** What a command needs beside the request to get in; files and the proxy are named by shell variables. */
export interface CurlAccess {
  /** Name of the environment variable that holds the credential. */
  readonly variable?: string | undefined;
  readonly insecure?: boolean;
  readonly ca?: boolean;
  readonly clientCertificate?: boolean;
  readonly proxy?: boolean;
}

/**
 * A recorded request as one POSIX shell command. Redacted credentials become shell variables, so that the line can be
 * run by whoever has them and shared with whoever has not.
 *
 * A header that a signing hook made becomes a variable named like it.
 */
export function curlOf(request: RecordedRequest, access: CurlAccess = {}): string {
  const { variable = "SCIM_TOKEN" } = access;
  const name = /^[A-Za-z_]\w*$/u.test(variable) ? variable : "SCIM_TOKEN";
  const { body } = request;
  // A pipe carries every byte; a command substitution would lose a NUL and the last line feeds.
  const piped = body !== undefined && UNSAFE.test(body);
  // -g: a URL is no pattern here, whatever brackets it has.
  const parts = [
    `${piped ? `printf ${printfFormat(body)} | ` : ""}curl -g -sS -i -X ${request.method} ${quote(request.url)}`,
    ...accessOptions(access),
  ];
  for (const [header, value] of request.headers) {
    if (!LEFT_OUT.has(header.toLowerCase())) parts.push(headerOption(header, value, name));
  }
  // --data-raw, unlike --data-binary, does not take a leading @ for a file name.
  if (body !== undefined) parts.push(piped ? "--data-binary @-" : `--data-raw ${quote(body)}`);
  return parts.join(" ");
}

function accessOptions({ insecure, ca, clientCertificate, proxy }: CurlAccess): readonly string[] {
  return [
    ...(insecure === true ? ["-k"] : []),
    ...(ca === true ? ['--cacert "$SCIM_CA"'] : []),
    ...(clientCertificate === true ? ['--cert "$SCIM_CERT" --key "$SCIM_KEY"'] : []),
    ...(proxy === true ? ['--proxy "$SCIM_PROXY"'] : []),
  ];
}

function headerOption(name: string, value: string, variable: string): string {
  if (value === "") return `-H ${quote(`${name};`)}`;
  if (!value.includes("[redacted")) return `-H ${quote(`${name}: ${value}`)}`;
  const scheme = /^(bearer|basic)\b/iu.exec(value)?.[1];
  const holder =
    value === SIGNED
      ? name
          .toUpperCase()
          .replaceAll(/\W/gu, "_")
          .replace(/^(?=\d)/u, "_")
      : (STRANGERS.find(({ mark }) => value.includes(mark))?.variable ?? variable);
  // The variable holds user and password as they are; curl encodes them.
  if (name.toLowerCase() === "authorization" && scheme?.toLowerCase() === "basic") return `-u "$${holder}"`;
  const plain = name.replaceAll(/[$`"\\]/gu, String.raw`\$&`);
  return `-H "${plain}: ${scheme === undefined ? "" : `${scheme} `}$${holder}"`;
}

/** Single quotes, with each inner one closed, escaped and opened again. */
function quote(text: string): string {
  return UNSAFE.test(text) ? `"$(printf ${printfFormat(text)})"` : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A format that makes printf write the text: $'…' would be shorter, but dash and older shells do not know it. */
function printfFormat(text: string): string {
  const escaped = Array.from(text, (character, index) => {
    if (character === "%") return "%%";
    // A format that begins with a hyphen would be taken for an option.
    if (character === "-" && index === 0) return octal(character);
    if (character === "\\") return String.raw`\\`;
    return character === "'" || UNSAFE.test(character) ? octal(character) : character;
  });
  return `'${escaped.join("")}'`;
}

function octal(character: string): string {
  return Array.from(new TextEncoder().encode(character), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
