import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecordedRequest } from "./exchange.ts";
import { powershellOf } from "./powershell.ts";

const URL = "https://scim.example/scim/v2/Groups/g-1";
const request = (parts: Partial<RecordedRequest> = {}): RecordedRequest => ({
  method: "PUT",
  url: URL,
  headers: [["content-type", "application/json"]],
  ...parts,
});

/**
 * Reads what PowerShell reads as an expression of texts: single-quoted strings, in which each of its five kinds of single
 * quotes ends the string unless it is doubled, characters by number, and sums of those in brackets.
 * about_Quoting_Rules, and CharTraits.IsSingleQuote in PowerShell's tokenizer.
 */
function read(text: string, from: number): readonly [value: string, end: number] {
  const isQuote = (character: string | undefined): boolean => /^['\u2018-\u201b]$/u.test(character ?? "");
  let at = from;
  const term = (): string => {
    if (text[at] === "(") {
      at += 1;
      const value = sum();
      if (text[at] !== ")") throw new Error(`no closing bracket at ${at}`);
      at += 1;
      return value;
    }
    const number = /^\[char\](?:(\d+)|::ConvertFromUtf32\((\d+)\))/u.exec(text.slice(at));
    if (number !== null) {
      at += number[0].length;
      return String.fromCodePoint(Number(number[1] ?? number[2]));
    }
    if (!isQuote(text[at])) throw new Error(`no text at ${at}: ${text.slice(at, at + 20)}`);
    let value = "";
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw new Error("the string does not end");
      if (isQuote(text[at])) {
        if (!isQuote(text[at + 1])) break;
        at += 1;
      }
      value += text[at];
    }
    at += 1;
    return value;
  };
  const sum = (): string => {
    let value = term();
    while (text.startsWith(" + ", at)) {
      at += 3;
      value += term();
    }
    return value;
  };
  const value = term();
  return [value, at];
}

/** The values that stand after the given words, each where the one before it ended. */
function valuesAfter(command: string, ...words: readonly string[]): readonly string[] {
  let at = 0;
  return words.map((word) => {
    const start = command.indexOf(word, at);
    if (start === -1) throw new Error(`no ${word} in ${command}`);
    const [value, end] = read(command, start + word.length);
    at = end;
    return value;
  });
}

const HOSTILE = [
  "'; Remove-Item -Recurse C:\\; '",
  "\u2019; Remove-Item C:\\; \u2018",
  "\u201a\u201b''\u2019",
  "$(Get-Content secret) `n ${env:HOME} $env:SCIM_TOKEN",
  '"; exit; "',
  "@'\nhere\n'@",
  "line one\nline two\r\n\n",
  "\u0000 a NUL \u001b[2J",
  "invoice\u202egnp.exe \u2066x\u2069 \u200b\u00ad",
  "\u2028 \u2029 \ufeff \u0085",
  "grüße 東京 🚀 e\u0301 \u{e0001}",
  "--% -Body @{} #>",
  "",
  "\n",
  "{}",
];

test.each(HOSTILE)("the body %j arrives as it was recorded", (body) => {
  const command = powershellOf(request({ body }));
  const [url, type, read1] = valuesAfter(command, "-Uri ", "-ContentType ", "-Body ([Text.Encoding]::UTF8.GetBytes(");
  expect([url, type, read1]).toEqual([URL, "application/json", body]);
  expect(command.endsWith("))")).toBe(true);
});

test("any body, URL and header value arrive as they were recorded, and nothing is left over", () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from("'\u2018\u2019\u201a\u201b\"`$(){}@;|&#%\\ \t\n\r\u0000\u001b\u202e\u2028aé🚀")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((one) => !/\p{Cs}/u.test(one)),
  );
  const text = fc.string({ unit, maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, (path, value, body) => {
      const url = `${URL}/${path}`;
      const command = powershellOf(request({ url, headers: [["x-odd", value]], body }));
      expect(valuesAfter(command, "-Uri ", "-Headers @{ 'x-odd' = ", "-Body ([Text.Encoding]::UTF8.GetBytes(")).toEqual(
        [url, value, body],
      );
      expect(command.replaceAll("\t", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 60 },
  );
});

test("is readable", () => {
  const body = '{"displayName":"Sales"}';
  const headers = [
    ["authorization", "Bearer [redacted]"],
    ["content-type", "application/json"],
    ["accept", "application/json"],
    ["content-length", "23"],
  ] as const;
  expect(powershellOf(request({ headers, body }))).toMatchInlineSnapshot(
    `"Invoke-WebRequest -UseBasicParsing -Method 'PUT' -Uri 'https://scim.example/scim/v2/Groups/g-1' -Headers @{ 'authorization' = ('Bearer ' + $env:SCIM_TOKEN); 'accept' = 'application/json' } -ContentType 'application/json' -Body ([Text.Encoding]::UTF8.GetBytes('{"displayName":"Sales"}'))"`,
  );
  expect(powershellOf({ method: "GET", url: URL, headers: [] })).toBe(
    `Invoke-WebRequest -UseBasicParsing -Method 'GET' -Uri '${URL}'`,
  );
});

describe("a redacted credential becomes a variable", () => {
  const withHeader = (name: string, value: string, variable?: string): string =>
    powershellOf(request({ headers: [[name, value]] }), { variable });

  test("with its scheme, of the name that holds it", () => {
    expect(withHeader("authorization", "Bearer [redacted]", "CUBE_TOKEN")).toContain(
      "'authorization' = ('Bearer ' + $env:CUBE_TOKEN)",
    );
    expect(withHeader("x-api-key", "[redacted: x]")).toContain("'x-api-key' = $env:SCIM_TOKEN ");
    expect(withHeader("a", "[redacted]", "X; Remove-Item")).toContain("$env:SCIM_TOKEN ");
  });

  test("that is encoded when it holds user and password", () => {
    expect(withHeader("Authorization", "Basic [redacted]")).toContain(
      "('Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($env:SCIM_TOKEN)))",
    );
  });
});

test("a header that was sent twice is one list", () => {
  const headers = [
    ["accept", "a"],
    ["Accept", "b"],
  ] as const;
  expect(valuesAfter(powershellOf(request({ headers })), "'accept' = ")).toEqual(["a, b"]);
});

test("what gets in beside the credential is named", () => {
  const command = powershellOf(request(), { insecure: true, clientCertificate: true, proxy: true });
  expect(command).toContain(
    "-SkipCertificateCheck -Certificate (Get-PfxCertificate $env:SCIM_PFX) -Proxy $env:SCIM_PROXY",
  );
  expect(powershellOf(request())).not.toMatch(/Skip|Certificate|Proxy/u);
});
