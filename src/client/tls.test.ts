import { createPrivateKey } from "node:crypto";
import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { NEVER, outgoing, testClient } from "./testing/client.ts";
import { mtlsServer, secureServer } from "./testing/mtls-server.ts";
import { type Authority, createAuthority, createSelfSigned, type Issued } from "./testing/pki.ts";
import { type Handler, listen } from "./testing/servers.ts";
import { tlsContext } from "./tls-context.ts";

const ROOT = await createAuthority();
const STRANGER = await createAuthority("A stranger's root");
const OWN = await ROOT.issue();
const FORGED = await STRANGER.issue();
const CLIENT = await ROOT.issue({ name: "client" });

const OK: Handler = (_, response) => response.end("{}");

async function failureOf(server: Parameters<typeof secureServer>[0], ca?: string): Promise<string> {
  const { url } = await secureServer(server, OK);
  const { failure, response } = await testClient(url, ca === undefined ? {} : { tls: { ca } }).send(outgoing(), NEVER);
  expect(response).toBeUndefined();
  expect(failure?.kind).toBe("tls");
  return failure?.message.replace(/:\d+/u, "") ?? "";
}

describe("the server's certificate", () => {
  test("of an own CA is taken with its root, and not without", async () => {
    const { url } = await secureServer(OWN, OK);
    const { response } = await testClient(url, { tls: { ca: ROOT.cert } }).send(outgoing(), NEVER);
    expect(response?.status).toBe(200);
    const { failure } = await testClient(url).send(outgoing(), NEVER);
    expect(failure).toMatchObject({ kind: "tls", message: expect.stringContaining("--ca FILE") as string });
  });

  test("of an intermediate is taken when the chain is sent, and said to lack it when not", async () => {
    const middle = await ROOT.intermediate("The middle");
    const leaf = await middle.issue();
    const { url } = await secureServer({ cert: leaf.cert + middle.cert, key: leaf.key }, OK);
    expect((await testClient(url, { tls: { ca: ROOT.cert } }).send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(await failureOf(leaf, ROOT.cert)).toContain("comes without its intermediate certificate");
  });

  test.each<[string, () => Promise<Issued>, string]>([
    ["expired", () => ROOT.issue({ from: -3, until: -1 }), "of localhost has expired; renew it"],
    ["not yet valid", () => ROOT.issue({ from: 1, until: 3 }), "of localhost is not yet valid; check the clock"],
    ["for another host", () => ROOT.issue({ hosts: ["DNS:other.test"] }), "is not for localhost; use the name"],
    ["self-signed", () => createSelfSigned(), "of localhost is self-signed"],
    ["of a stranger", () => STRANGER.issue(), "its issuer is unknown here"],
    ["in a chain of strangers", async () => chain(STRANGER), "has a self-signed certificate in its chain"],
  ])("%s", async (_, issue, message) => {
    expect(await failureOf(await issue(), ROOT.cert)).toContain(message);
  });

  test("insecure takes every one of them", async () => {
    const { url } = await secureServer(await ROOT.issue({ until: -1, from: -2, hosts: ["DNS:other.test"] }), OK);
    expect((await testClient(url, { insecure: true }).send(outgoing(), NEVER)).response?.status).toBe(200);
  });
});

async function chain(authority: Authority): Promise<Issued> {
  const leaf = await authority.issue();
  return { cert: leaf.cert + authority.cert, key: leaf.key };
}

describe("the handshake", () => {
  test("with a server of TLS 1.1", async () => {
    const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    expect(await failureOf({ ...OWN, ...old }, ROOT.cert)).toContain("no version of TLS that is safe");
  });

  test("that is reset", async () => {
    const url = await listen(
      createServer((socket) => socket.once("data", () => socket.resetAndDestroy())),
      "https",
    );
    const { failure } = await testClient(url).send(outgoing(), NEVER);
    expect(failure?.kind).toBe("tls");
    expect(failure?.message).toContain("closed the connection during the TLS handshake");
  });

  // A fatal alert in the clear, as servers send it before keys are agreed on.
  test.each([
    [116, "demands a client certificate"],
    [42, "refuses the client certificate"],
    [48, "does not know the issuer of the client certificate"],
    [40, "may demand a client certificate"],
    [112, "serves no site of that name"],
    [70, "no version of TLS"],
    [80, "The TLS handshake with"],
  ])("that ends with alert %i", async (alert, message) => {
    const record = Buffer.from([0x15, 3, 3, 0, 2, 2, alert]);
    const url = await listen(
      createServer((socket) => socket.once("data", () => socket.end(record))),
      "https",
    );
    const { failure } = await testClient(url).send(outgoing(), NEVER);
    expect(failure?.kind).toBe("tls");
    expect(failure?.message).toContain(message);
  });
});

describe("a client certificate", () => {
  test("gets in where it is demanded", async () => {
    const server = await mtlsServer(OWN, ROOT, OK);
    const client = testClient(server.url, { tls: { ca: ROOT.cert, ...CLIENT } });
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    ["none", {}],
    ["a stranger's", FORGED],
  ])("%s does not", async (_, own) => {
    const server = await mtlsServer(OWN, ROOT, OK);
    const exchange = await testClient(server.url, { tls: { ca: ROOT.cert, ...own } }).send(outgoing(), NEVER);
    expect(exchange.response).toBeUndefined();
    expect(server.seen).toHaveLength(0);
  });

  test("whose key is encrypted needs its passphrase", async () => {
    const passphrase = "open sesame";
    const locked = createPrivateKey(CLIENT.key)
      .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase })
      .toString();
    const server = await mtlsServer(OWN, ROOT, OK);
    const tls = { ca: ROOT.cert, cert: CLIENT.cert, key: locked };
    const client = testClient(server.url, { tls: { ...tls, passphrase } });
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(() => tlsContext(tls)).toThrow("is encrypted");
    expect(() => tlsContext({ ...tls, passphrase: "guess" })).toThrow("does not open");
  });

  test.each([
    ["a CA that is none", { ca: "hello" }, "--ca holds no certificate"],
    ["a certificate that is none", { cert: "hello", key: CLIENT.key }, "--cert holds no certificate"],
    ["a broken certificate", { ca: ROOT.cert.replace(/\n[^\n]{20}/u, "\n") }, "--ca holds no certificate"],
    ["a certificate without its key", { cert: CLIENT.cert }, "needs its private key"],
    ["a key without its certificate", { key: CLIENT.key }, "needs the certificate"],
    ["a key that is none", { cert: CLIENT.cert, key: "secret-of-mine" }, "--key holds no private key"],
    ["another's key", { cert: CLIENT.cert, key: OWN.key }, "does not belong to"],
  ])("%s is refused before anything is sent", (_, tls, message) => {
    expect(() => testClient("https://localhost", { tls })).toThrow(message);
    try {
      tlsContext(tls);
    } catch (error) {
      expect(String(error)).not.toContain("secret-of-mine");
    }
  });
});
