import { type CurlAccess, credentialVariable, namedHeaders, redactedHeader, UNSAFE } from "./command.ts";
import type { RecordedRequest } from "./exchange.ts";

/**
 * A recorded request as one PowerShell command, for 5.1 and later, on one line. Redacted credentials become environment
 * variables, as in {@link "./curl.ts"}; a CA is trusted by the system or not at all, for the command takes none.
 */
export function powershellOf(request: RecordedRequest, access: CurlAccess = {}): string {
  const headers = namedHeaders(request.headers);
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const others = new Map<string, string>();
  for (const line of headers) {
    const [name] = line;
    const key = name.toLowerCase();
    if (key === "content-type") continue;
    const value = headerValue(line, credentialVariable(access));
    const before = others.get(key);
    // A hash table holds a name once, whatever its case; several lines are one list.
    others.set(key, before === undefined ? value : `(${before} + ', ' + ${value})`);
  }
  const table = [...others].map(([name, value]) => `${quote(name)} = ${value}`).join("; ");
  return [
    `Invoke-WebRequest -UseBasicParsing -Method ${quote(request.method)} -Uri ${quote(request.url)}`,
    ...(table === "" ? [] : [`-Headers @{ ${table} }`]),
    ...(type === undefined ? [] : [`-ContentType ${quote(type)}`]),
    // As bytes: older versions would send a text as ISO 8859-1.
    ...(request.body === undefined ? [] : [`-Body ([Text.Encoding]::UTF8.GetBytes(${quote(request.body)}))`]),
    ...(access.insecure === true ? ["-SkipCertificateCheck"] : []),
    ...(access.clientCertificate === true ? ["-Certificate (Get-PfxCertificate $env:SCIM_PFX)"] : []),
    ...(access.proxy === true ? ["-Proxy $env:SCIM_PROXY"] : []),
  ].join(" ");
}

function headerValue(line: readonly [name: string, value: string], variable: string): string {
  const redacted = redactedHeader(line, variable);
  if (redacted === undefined) return quote(line[1]);
  const { scheme, basic } = redacted;
  const holder = `$env:${redacted.variable}`;
  if (basic) return `('Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(${holder})))`;
  return scheme === undefined ? holder : `('${scheme} ' + ${holder})`;
}

/**
 * Single quotes, in which nothing has a meaning but a single quote, and for PowerShell the typographic ones are single
 * quotes too: each is doubled. What must not stand there, and every line feed, is added by its number.
 */
function quote(text: string): string {
  const parts: string[] = [];
  let plain = "";
  const flush = (): void => {
    if (plain !== "") parts.push(`'${plain}'`);
    plain = "";
  };
  for (const character of text) {
    if (character === "\n" || UNSAFE.test(character)) {
      flush();
      const code = character.codePointAt(0) ?? 0;
      parts.push(code > 0xffff ? `[char]::ConvertFromUtf32(${code})` : `[char]${code}`);
    } else {
      plain += /['\u2018-\u201b]/u.test(character) ? character + character : character;
    }
  }
  flush();
  const [first = "''"] = parts;
  // A text must come first, or the sum would be one of something else.
  if (parts.length > 1) return `(${first.startsWith("'") ? "" : "'' + "}${parts.join(" + ")})`;
  return first.startsWith("'") ? first : `('' + ${first})`;
}
