import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readWayIn } from "./way-in.ts";

test("nothing is set, and nothing is said", () => {
  expect(readWayIn("https://scim.test", {})).toEqual({ insecure: false });
});

test("files, a passphrase, a proxy", () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const pair = join(folder, "client.pem");
  writeFileSync(pair, "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n");
  const env = {
    SCIMPROOF_CERT: pair,
    SCIMPROOF_KEY_PASSPHRASE_ENV: "PASS",
    PASS: "open sesame",
    SCIMPROOF_INSECURE: "1",
    HTTPS_PROXY: "http://proxy:1",
  };
  const text = "-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n";
  expect(readWayIn("https://scim.test", env)).toEqual({
    insecure: true,
    proxy: "http://proxy:1",
    tls: { cert: text, key: text, passphrase: "open sesame" },
  });
  expect(readWayIn("https://scim.test", { ...env, NO_PROXY: "scim.test" })).not.toHaveProperty("proxy");
});

test("what is named and is not there is told", () => {
  expect(() => readWayIn("https://scim.test", { SCIMPROOF_CA: "no-such-file.pem" })).toThrow(
    "SCIMPROOF_CA names a file",
  );
  expect(() => readWayIn("https://scim.test", { SCIMPROOF_KEY_PASSPHRASE_ENV: "NONE" })).toThrow("is not set");
});
