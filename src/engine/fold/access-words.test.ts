import { expect, test } from "vitest";
import type { TargetConfig } from "../options.ts";
import { accessWords, curlAccess } from "./access-words.ts";

const BARE: TargetConfig = { baseUrl: "https://a.test", kind: "remote", credentials: [], headers: {}, insecure: false };

const FULL: TargetConfig = {
  ...BARE,
  credentials: [
    { kind: "bearer", token: "secret-1", from: "CUBE_TOKEN" },
    { kind: "basic", userAndPassword: "me:secret-2", from: "BASIC" },
    { kind: "header", name: "X-Api-Key", value: "secret-3", from: "KEY" },
  ],
  otherCredentials: [{ kind: "bearer", token: "secret-4", from: "OTHER" }],
  oauth: {
    tokenUrl: "https://b.test",
    clientId: "c",
    proof: { kind: "private-key-jwt", key: "secret-5", algorithm: "RS256", from: "K" },
  },
  tls: { ca: "secret-6", cert: "secret-7", key: "secret-8" },
  proxy: "http://me:secret-9@proxy",
  sign: () => ({}),
  insecure: true,
};

test("every way in has words of its own, and they give nothing away", () => {
  const words = accessWords(FULL);
  expect(words).toEqual([
    "bearer token",
    "user and password",
    "header x-api-key",
    "OAuth 2.0 client credentials (private_key_jwt)",
    "a token of another tenant",
    "client certificate",
    "a CA of its own",
    "requests signed by a hook",
    "through a proxy",
  ]);
  expect(words.join()).not.toContain("secret-");
  expect(accessWords(BARE)).toEqual(["no credential"]);
});

test("a curl line needs what the run did", () => {
  expect(curlAccess([FULL])).toEqual({
    variable: "CUBE_TOKEN",
    insecure: true,
    ca: true,
    clientCertificate: true,
    proxy: true,
  });
  expect(curlAccess([BARE])).toEqual({
    variable: undefined,
    insecure: false,
    ca: false,
    clientCertificate: false,
    proxy: false,
  });
});
