import type { RecordedRequest } from "./exchange.ts";

// Set by the client or by curl itself; on a command line they would only be noise, or wrong.
const LEFT_OUT = new Set(["content-length", "host", "connection", "transfer-encoding", "user-agent"]);

/**
 * A recorded request as one POSIX shell command. Redacted credentials become shell variables, so that the line can be
 * run by whoever has them and shared with whoever has not.
 *
 * @param variable name of the environment variable that holds the credential
 */
export function curlOf(request: RecordedRequest, variable = "SCIM_TOKEN"): string {
  const parts = [`curl -sS -i -X ${request.method} ${quote(request.url)}`];
  for (const [name, value] of request.headers) {
    if (LEFT_OUT.has(name.toLowerCase())) continue;
    parts.push(`-H ${value.includes("[redacted") ? redacted(name, value, variable) : quote(`${name}: ${value}`)}`);
  }
  if (request.body !== undefined) parts.push(`--data-binary ${quote(request.body)}`);
  return parts.join(" \\\n  ");
}

function redacted(name: string, value: string, variable: string): string {
  const scheme = /^(bearer|basic)\b/iu.exec(value)?.[1];
  return `"${name}: ${scheme === undefined ? "" : `${scheme} `}$${variable}"`;
}

/** Single quotes, with each inner one closed, escaped and opened again. Control characters as $'…' escapes. */
function quote(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they must not reach a terminal as they are
  if (!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text)) {
    return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  }
  const escaped = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === "'" || character === "\\") return `\\${character}`;
    const printable = code >= 32 && code < 127;
    return printable ? character : code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
  return `$'${escaped.join("")}'`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
