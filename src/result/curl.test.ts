import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curlOf } from "./curl.ts";
import type { HeaderLine, RecordedRequest } from "./exchange.ts";

const URL = "https://scim.example/scim/v2/Groups/g-1";
const request = (parts: Partial<RecordedRequest> = {}): RecordedRequest => ({
  method: "PUT",
  url: URL,
  headers: [["content-type", "application/json"]],
  ...parts,
});

// Stands in for curl: writes each of its arguments, which hold no NUL, and what comes in, in hexadecimal.
const STUB = `curl() {
  printf 'arg %s\\0' "$@"
  for last in "$@"; do :; done
  if [ "$last" = @- ]; then printf 'in %s\\0' "$(od -An -v -tx1 | tr -d ' \\n')"; fi
}
`;

interface Ran {
  readonly args: readonly string[];
  readonly input: string | undefined;
}

/** Runs commands in one shell, and tells what each curl got. */
function runAll(commands: readonly string[], shell = "sh"): readonly Ran[] {
  const script = `${STUB}${commands.map((command) => `printf 'next\\0'\n${command}`).join("\n")}\n`;
  const env = { PATH: process.env["PATH"], SCIM_TOKEN: "t0p $ecret", LC_ALL: "C" };
  const output = execFileSync(shell, ["-s"], { input: script, encoding: "utf8", env, maxBuffer: 64 * 1024 * 1024 });
  return output
    .split("next\0")
    .slice(1)
    .map((block) => {
      const parts = block.split("\0");
      const input = parts.find((part) => part.startsWith("in "))?.slice("in ".length);
      return {
        args: parts.flatMap((part) => (part.startsWith("arg ") ? [part.slice("arg ".length)] : [])),
        input: input === undefined ? undefined : Buffer.from(input, "hex").toString("utf8"),
      };
    });
}

const run = (command: string, shell?: string): Ran => runAll([command], shell)[0] ?? { args: [], input: undefined };

/** The body that curl would send. */
const bodyOf = ({ args, input }: Ran): string | undefined => input ?? args[args.indexOf("--data-raw") + 1];

const HOSTILE = [
  "'; touch /tmp/scimproof-pwned; '",
  "$(touch /tmp/scimproof-pwned) `id` ${HOME} $HOME !! \\",
  "it's '' 'quoted' \"twice\"",
  "@/etc/passwd",
  "-o /tmp/x",
  "line one\nline two\n\n",
  "tab\there, carriage\r\nreturn",
  "\u001b[2J\u001b[31mred\u0007",
  "\u0000 a NUL \u0000\n\n",
  "%s %d %% \\n \\033 \\x41 \\",
  "invoice\u202egnp.exe \u2066x\u2069 \u200f \u061c",
  "\u2028 \u2029 \ufeff \u0085",
  "grüße 東京 🚀 e\u0301",
  "",
  "-",
  "-%s\u001b",
];

test.each(["sh", "bash"])("the body arrives as it was recorded, in %s", (shell) => {
  const ran = runAll(
    HOSTILE.map((body) => curlOf(request({ body }))),
    shell,
  );
  expect(ran.map(bodyOf)).toEqual(HOSTILE);
});

test("any body, URL and header value arrive as they were recorded", () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from("'\"\\$`!%@-&|;<>(){}[]*?~#= \t\n\r\u0000\u001b\u202e\u2028aé🚀")),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  const text = fc.string({ unit, maxLength: 40 });
  const header = fc
    .string({ unit: fc.constantFrom(...Array.from("'\"\\$`!%@;: a\u202eé")), minLength: 1 })
    .map((value) => `x${value}x`);
  const recorded = fc.record({ body: text, value: header, path: header });
  fc.assert(
    fc.property(fc.array(recorded, { minLength: 1, maxLength: 30 }), (list) => {
      const ran = runAll(
        list.map(({ body, value, path }) =>
          curlOf(request({ url: `${URL}/${path}`, headers: [["x-odd", value]], body })),
        ),
      );
      expect(ran.map(({ args }) => args.slice(0, 8))).toEqual(
        list.map(({ value, path }) => ["-g", "-sS", "-i", "-X", "PUT", `${URL}/${path}`, "-H", `x-odd: ${value}`]),
      );
      expect(ran.map(bodyOf)).toEqual(list.map(({ body }) => body));
    }),
    { numRuns: 20 },
  );
}, 30_000);

test("is readable", () => {
  const body = '{"displayName":"Sales"}';
  const headers: HeaderLine[] = [
    ["authorization", "Bearer [redacted]"],
    ["content-type", "application/json"],
    ["Content-Length", "23"],
    ["host", "scim.example"],
  ];
  expect(curlOf(request({ headers, body }))).toMatchInlineSnapshot(
    `"curl -g -sS -i -X PUT 'https://scim.example/scim/v2/Groups/g-1' -H "authorization: Bearer $SCIM_TOKEN" -H 'content-type: application/json' --data-raw '{"displayName":"Sales"}'"`,
  );
  expect(curlOf({ method: "GET", url: URL, headers: [] })).toBe(`curl -g -sS -i -X GET '${URL}'`);
});

describe("a redacted credential becomes a variable", () => {
  const argsWith = (name: string, value: string, variable?: string): readonly string[] =>
    run(curlOf(request({ headers: [[name, value]] }), { variable })).args.slice(6);

  test("with its scheme", () => {
    expect(argsWith("authorization", "Bearer [redacted]")).toEqual(["-H", "authorization: Bearer t0p $ecret"]);
    expect(argsWith("x-api-key", "[redacted:X-Api-Key header]")).toEqual(["-H", "x-api-key: t0p $ecret"]);
  });

  test("that curl encodes when it holds user and password", () => {
    expect(argsWith("Authorization", "Basic [redacted]")).toEqual(["-u", "t0p $ecret"]);
  });

  test("of the name that holds it; a name that is none is not run", () => {
    expect(curlOf(request({ headers: [["a", "[redacted]"]] }), { variable: "CUBE_TOKEN" })).toContain(
      '"a: $CUBE_TOKEN"',
    );
    expect(argsWith("a", "[redacted]", "X}; touch /tmp/scimproof-pwned;")).toEqual(["-H", "a: t0p $ecret"]);
  });

  test("also behind a header name with signs that mean something to a shell", () => {
    expect(argsWith("x-$HOME-`id`", "[redacted]")).toEqual(["-H", "x-$HOME-`id`: t0p $ecret"]);
  });
});

test("an empty header is sent, not taken away", () => {
  expect(run(curlOf(request({ headers: [["x-empty", ""]] }))).args.slice(6)).toEqual(["-H", "x-empty;"]);
});

test("no control or direction character is left in the line", () => {
  const command = curlOf(
    request({ url: `${URL}/\u202e\u001b`, headers: [["x", "\u2066\u009b"]], body: HOSTILE.join("") }),
  );
  const left = Array.from(command).filter(
    // Tab and line feed may stay.
    (character) => /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufeff]/u.test(character) && !"\t\n".includes(character),
  );
  expect(left).toEqual([]);
});

test("what gets in beside the credential is named by variables", () => {
  const signed = request({ headers: [["x-signature", "[redacted: by the signing hook]"]] });
  const access = { insecure: true, ca: true, clientCertificate: true, proxy: true };
  expect(curlOf(signed, access)).toContain(
    `' -k --cacert "$SCIM_CA" --cert "$SCIM_CERT" --key "$SCIM_KEY" --proxy "$SCIM_PROXY" -H "x-signature: $X_SIGNATURE"`,
  );
  expect(curlOf(signed)).not.toMatch(/-k|--cert|--proxy/u);
});
