import { type CurlAccess, credentialVariable, namedHeaders, redactedHeader, UNSAFE } from "./command.ts";
import type { HeaderLine, RecordedRequest } from "./exchange.ts";

/**
 * A recorded request as one POSIX shell command. Redacted credentials become shell variables, so that the line can be
 * run by whoever has them and shared with whoever has not.
 *
 * A header that a signing hook made becomes a variable named like it.
 */
export function curlOf(request: RecordedRequest, access: CurlAccess = {}): string {
  const variable = credentialVariable(access);
  const { body } = request;
  // A pipe carries every byte; a command substitution would lose a NUL and the last line feeds.
  const piped = body !== undefined && UNSAFE.test(body);
  // -g: a URL is no pattern here, whatever brackets it has.
  const parts = [
    `${piped ? `printf ${printfFormat(body)} | ` : ""}curl -g -sS -i -X ${request.method} ${quote(request.url)}`,
    ...accessOptions(access),
  ];
  for (const header of namedHeaders(request.headers)) parts.push(headerOption(header, variable));
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

function headerOption(header: HeaderLine, variable: string): string {
  const [name, value] = header;
  if (value === "") return `-H ${quote(`${name};`)}`;
  const redacted = redactedHeader(header, variable);
  if (redacted === undefined) return `-H ${quote(`${name}: ${value}`)}`;
  const { scheme, basic, variable: holder } = redacted;
  // The variable holds user and password as they are; curl encodes them.
  if (basic) return `-u "$${holder}"`;
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
