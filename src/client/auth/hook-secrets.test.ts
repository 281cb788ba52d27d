import { describe, expect, test } from "vitest";
import type { HeaderLine } from "../../result/index.ts";
import { hookSecrets } from "./hook-secrets.ts";

const JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

describe("of what a hook makes", () => {
  test.each<[string, HeaderLine, readonly string[]]>([
    ["what follows a scheme", ["authorization", `Bearer ${JWT}`], [`Bearer ${JWT}`, JWT]],
    ["a short key under a name that says so", ["x-api-key", "k3y-Zq9T2mX"], ["k3y-Zq9T2mX"]],
    ["a parameter", ["x-sig", "keyId=abc,secret=hmac7part"], ["keyId=abc,secret=hmac7part", "hmac7part"]],
    [
      "a password",
      ["authorization", `Basic ${btoa("ada:pa55word")}`],
      [`Basic ${btoa("ada:pa55word")}`, btoa("ada:pa55word"), "ada:pa55word", "pa55word"],
    ],
    [
      "a signature, and not what it says of itself",
      ["signature", 'keyId="rsa-key-of-acme-2026",headers="(request-target) host date",signature="c2lnbmF0dXJl"'],
      ['keyId="rsa-key-of-acme-2026",headers="(request-target) host date",signature="c2lnbmF0dXJl"', "c2lnbmF0dXJl"],
    ],
    ["no date", ["x-auth-date", "Fri, 27 Nov 2026 10:00:00 GMT"], []],
    ["no moment", ["x-signed-at", "2026-11-27T10:00:00.000Z"], []],
    ["no seconds since 1970", ["x-auth-time", "1795773600"], []],
    ["no name of an algorithm", ["x-signature-algorithm", "rsa-v1_5-sha256"], []],
    ["no media type", ["content-type", "application/vnd.acme+json"], []],
    ["no part of the address", ["x-original-uri", "/tenants/acme-production/Users"], []],
    ["nothing short under a plain name", ["x-nonce", "abc123"], []],
  ])("%s", (_, line, found) => {
    expect(hookSecrets([line], "https://scim.invalid/tenants/acme-production/Users\n{}")).toEqual(found);
  });
});
