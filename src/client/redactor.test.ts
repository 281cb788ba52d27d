import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "./redactor.ts";

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");
const each = (text: string, encode: (char: string) => string): string => text.split("").map(encode).join("");
const inner = (text: string): string => JSON.stringify(text).slice(1, -1);
const percent = (text: string): string =>
  [...Buffer.from(text, "utf8")].map((byte) => `%${hex(byte, 2).toUpperCase()}`).join("");

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  json: inner,
  "json, every character": (text) => each(text, (char) => `\\u${hex(char.charCodeAt(0), 4)}`),
  "json with escaped slashes": (text) => inner(text).replaceAll("/", "\\/"),
  "json within json": (text) => inner(inner(text)),
  "json safe for html": (text) =>
    each(text, (char) => (/[<>&'"]/.test(char) ? `\\u${hex(char.charCodeAt(0), 4)}` : inner(char))),
  "percent, component": (text) => encodeURIComponent(text),
  "percent, every byte": percent,
  "percent, small letters": (text) => percent(text).toLowerCase(),
  "percent twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  form: (text) => new URLSearchParams([["x", text]]).toString().slice(2),
  "html, decimal": (text) => each(text, (char) => `&#${char.charCodeAt(0)};`),
  "html, hexadecimal": (text) => each(text, (char) => `&#x${hex(char.charCodeAt(0), 2)};`),
  "html, named": (text) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  "html within json": (text) => inner(text.replaceAll("&", "&amp;").replaceAll('"', "&quot;")),
  "percent within json": (text) => inner(encodeURIComponent(text)),
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex, capital": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "base64, aligned by 1": (text) => Buffer.from(`:${text}`).toString("base64"),
  "base64, aligned by 2": (text) => Buffer.from(`u:${text}:x`).toString("base64"),
  "base64url in a longer text": (text) => Buffer.from(`user:${text}, and more`).toString("base64url"),
  "base64, percent-encoded": (text) => encodeURIComponent(Buffer.from(`u:${text}`).toString("base64")),
  "base64 in json with escaped slashes": (text) => Buffer.from(text).toString("base64").replaceAll("/", "\\/"),
  "base64 in lines": (text) =>
    Buffer.from(`user:${text}`)
      .toString("base64")
      .replaceAll(/(.{60})/g, "$1\n"),
};

const dotNet = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[<>&'+`\u007f-\uffff]|\\./g, (found) =>
    found === "\\\\" || /^\\[bfnrtu]/.test(found) ? found : `\\u${hex(found.charCodeAt(found.length - 1), 4)}`,
  );

// Of these a few bits of the first and of the last character may be left beside the marker.
const NESTED: Readonly<Record<string, (text: string) => string>> = {
  "base64 twice": (text) => Buffer.from(Buffer.from(`user:${text}`).toString("base64")).toString("base64"),
  "base64url twice": (text) => Buffer.from(Buffer.from(text).toString("base64url")).toString("base64url"),
  "base64 of UTF-16": (text) => Buffer.from(`u:${text}`, "utf16le").toString("base64"),
  "base64 of what is percent-encoded": (text) => Buffer.from(`u:${encodeURIComponent(text)}`).toString("base64"),
  "base64 of what is percent-encoded in small letters": (text) =>
    Buffer.from(`${encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase())};`).toString("base64url"),
  "base64 of what is form-encoded": (text) =>
    Buffer.from(new URLSearchParams([["token", text]]).toString()).toString("base64"),
  "base64 of JSON with escaped slashes": (text) =>
    Buffer.from(JSON.stringify({ ab: text }).replaceAll("/", "\\/")).toString("base64"),
  "base64 of UTF-16, the other way round": (text) => Buffer.from(`u:${text}`, "utf16le").swap16().toString("base64"),
  "base64 of JSON as .NET writes it": (text) =>
    Buffer.from(
      dotNet({ a: text }).replaceAll(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
    ).toString("base64"),
  "base64 of JSON with small digits in escapes": (text) => Buffer.from(dotNet({ a: text })).toString("base64url"),
  "base64 of JSON as Go writes it": (text) =>
    Buffer.from(
      JSON.stringify({ a: text }).replaceAll(/[<>&]/g, (char) => `\\u${hex(char.charCodeAt(0), 4)}`),
    ).toString("base64"),
  "base64 twice of what is percent-encoded": (text) =>
    Buffer.from(Buffer.from(`u:${encodeURIComponent(text)}`).toString("base64")).toString("base64"),
  "base64 twice of what is form-encoded": (text) =>
    Buffer.from(Buffer.from(new URLSearchParams([["t", text]]).toString()).toString("base64")).toString("base64"),
  "base64 twice of UTF-16": (text) => Buffer.from(Buffer.from(text, "utf16le").toString("base64")).toString("base64"),
  "base64 twice of JSON": (text) =>
    Buffer.from(Buffer.from(JSON.stringify({ t: text })).toString("base64")).toString("base64"),
  "base64 of JSON": (text) => Buffer.from(JSON.stringify({ a: text })).toString("base64"),
};

describe.each(Object.entries(NESTED))("as %s", (_, encode) => {
  test("nothing of any secret is left", () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(leftOf(secret, encode)).toContain("[redacted:bearer token]");
        expect(leftOf(secret, encode).length).toBeLessThan(encode("").length + 40);
      }),
    );
  });
});

describe.each([
  ["UTF-16", (text: string) => text.split("").join("\0")],
  ["small letters", (text: string) => text.toLowerCase()],
  ["capital letters", (text: string) => text.toUpperCase()],
])("in %s", (_, encode) => {
  test("nothing of a token is left", () => {
    const secret = "Abc.9-Xyz_Q7/t~+=";
    expect(leftOf(secret, encode)).toBe("([redacted:bearer token])");
  });
});

test("what was cut off in the middle of an escape is found", () => {
  const redactor = createRedactor([["token", 'abcd"efgh']]);
  for (const half of ["abcd%2", "abcd%", String.raw`abcd\u00`, String.raw`abcd\u`, "abcd&quo", "abcd&#3"]) {
    expect(redactor.redact(`x ${half}`, true).text).toBe("x [redacted:token]");
    expect(redactor.redact(`x ${half}`, false).found).toEqual([]);
  }
  expect(redactor.redact("100%", true).text).toBe("100%");
});

test("a word of the protocol is no secret to look for", () => {
  expect(createRedactor([["password", "password"]]).redact('{"password":1}').found).toEqual([]);
});

// No letters or signs of the marker, so that what is left can be told from it.
const secrets = fc
  .string({ unit: "grapheme-ascii", minLength: 6, maxLength: 80 })
  .filter((text) => !"[redacted:bearer token]".includes(text) && !/^\s|\s$/.test(text));

/** What stands between parentheses around a secret, after redaction, must be the marker alone. */
function leftOf(secret: string, encode: (text: string) => string): string {
  const redactor = createRedactor([["bearer token", secret]]);
  return redactor.redact(`(${encode(secret)})`).text;
}

describe.each(Object.entries(ENCODINGS))("as %s", (_, encode) => {
  test("nothing of a token is left", () => {
    const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{6,120}={0,2}$/);
    fc.assert(
      fc.property(token, (secret) => {
        expect(leftOf(secret, encode)).not.toContain(encode(secret));
        expect(leftOf(secret, encode)).toContain("[redacted:bearer token]");
      }),
    );
  });

  test("what is left does not depend on the secret", () => {
    const pair = fc.integer({ min: 6, max: 60 }).chain((length) => {
      const token = fc.stringMatching(new RegExp(`^[A-Za-z0-9._~+/-]{${length}}$`));
      return fc.tuple(token, token);
    });
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(leftOf(one, encode)).toBe(leftOf(other, encode));
      }),
    );
  });

  test("nothing of any secret is left", () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(leftOf(secret, encode)).toContain("[redacted:bearer token]");
        expect(leftOf(secret, encode)).not.toContain(encode(secret));
      }),
    );
  });
});

test("JSON stays JSON, whatever the secret and wherever it stands", () => {
  fc.assert(
    fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
      const body = JSON.stringify({ detail: `${before}${secret}${after}`, deep: [{ again: secret }] });
      const { text, found } = createRedactor([["bearer token", secret]]).redact(body);
      expect(found).toEqual(["bearer token"]);
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }),
  );
});

test("text without a secret is left alone", () => {
  const redactor = createRedactor([["bearer token", "abcdefghij0123456789"]]);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(redactor.redact(text)).toEqual({ text, found: [] });
    }),
  );
});

test("letters beyond ASCII are found too", () => {
  const secret = "pässwörd-🔑-日本";
  for (const name of [
    "plain",
    "json, every character",
    "percent, every byte",
    "base64, aligned by 1",
    "html, decimal",
  ]) {
    expect(leftOf(secret, ENCODINGS[name] ?? String)).toContain("[redacted:bearer token]");
  }
});

test.each<[string, (text: string) => string]>([
  ["UTF-8 read as Latin-1", (text) => Buffer.from(text).toString("latin1")],
  ["Latin-1 read as UTF-8", (text) => Buffer.from(text, "latin1").toString("utf8")],
  ["UTF-16 read as UTF-8", (text) => Buffer.from(text, "utf16le").toString("utf8")],
  [
    "base64 of JSON as PHP writes it",
    (text) =>
      Buffer.from(
        JSON.stringify({ a: text })
          .replaceAll("/", String.raw`\/`)
          .replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${hex(char.charCodeAt(0), 4)}`),
      ).toString("base64"),
  ],
])("letters beyond ASCII are found as %s", (_, encode) => {
  const left = leftOf("Zürich-grün/Tür-7731", encode);
  expect(left).toContain("[redacted:bearer token]");
  expect(left).not.toContain("rich");
  expect(left.length).toBeLessThan(encode("").length + 40);
});

test("a password with spaces is found form-encoded in small letters, as in the name of a header", () => {
  expect(leftOf("Correct Horse Battery", (text) => text.replaceAll(" ", "+").toLowerCase())).toBe(
    "([redacted:bearer token])",
  );
});

test.each([
  "example",
  "params",
  "schemas:core:2.0",
  "application/scim+json",
  "http://127.0.0.1",
  "2026-11",
  "2026-11-27",
])("%s is what every exchange holds, and not looked for", (text) => {
  const value = `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"at":"2026-11-27T10:00:00Z","x":"${text}"}`;
  expect(createRedactor([["bearer token", text]]).redact(value).text).toBe(value);
});

test("a secret in a number makes the number a text", () => {
  const redactor = createRedactor([["password", "123456"]]);
  expect(redactor.redact('{"pin": 91234567, "ok": 1}').text).toBe('{"pin": "9[redacted:password]7", "ok": 1}');
});

test("short secrets are not searched for", () => {
  expect(createRedactor([["password", "user1"]]).redact('{"userName":"user1"}').found).toEqual([]);
});

test("secrets that overlap are both named", () => {
  const redactor = createRedactor([
    ["a", "abcdefgh"],
    ["b", "efghijkl"],
  ]);
  expect(redactor.redact("x abcdefghijkl y")).toEqual({ text: "x [redacted:a] y", found: ["a", "b"] });
});

test("a secret registered later is found from then on", () => {
  const redactor = createRedactor();
  redactor.add("generated password", "correct horse");
  expect(redactor.redact("battery correct horse staple").text).toBe("battery [redacted:generated password] staple");
});

test("user information and parameters with the name of a credential leave a URL", () => {
  const { text } = createRedactor().redactUrl(
    "https://me:pw@host/Users?filter=userName%20eq%20%22a%22&access_token=xyz&a=1",
  );
  expect(text).toBe("https://[redacted]@host/Users?filter=userName%20eq%20%22a%22&access_token=[redacted]&a=1");
});

test("values are redacted through and through", () => {
  const redactor = createRedactor([["bearer token", "tok-123456"]]);
  const value = JSON.parse(
    '{"__proto__":{"x":"tok-123456"},"list":["tok-123456",null,true,5],"tok-123456":1}',
  ) as unknown;
  expect(JSON.stringify(redactor.redactValue(value))).toBe(
    '{"__proto__":{"x":"[redacted:bearer token]"},"list":["[redacted:bearer token]",null,true,5],"[redacted:bearer token]":1}',
  );
});

test("hundreds of secrets and a megabyte of escapes end, without a secret", () => {
  const redactor = createRedactor(
    Array.from({ length: 300 }, (_, n): [string, string] => [`p${n}`, `generated-${n}-password`]),
  );
  const body = `{"a":"${"%25\\u0041&amp;".repeat(80_000)}generated-7-password"}`;
  expect(redactor.redact(body).found).toEqual(["p7"]);
});

test("a secret in a long text is found wherever it lies, also across the windows in which escapes are undone", () => {
  const secret = "tok-4f9a/b2c1-77e0";
  const redactor = createRedactor([["bearer token", secret]]);
  const escaped = percent(secret);
  for (let at = 0; at < 40; at += 1) {
    const before = "x".repeat(256 * 1024 - escaped.length + at * 3);
    const { text, found } = redactor.redact(`${before}${escaped}${"y".repeat(600 * 1024)}`);
    expect(found).toEqual(["bearer token"]);
    expect(text).toBe(`${before}[redacted:bearer token]${"y".repeat(600 * 1024)}`);
  }
});
