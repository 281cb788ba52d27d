import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { proxyFor } from "./proxy-address.ts";
import { NEVER, outgoing, testClient } from "./testing/client.ts";
import { mtlsServer, secureServer } from "./testing/mtls-server.ts";
import { oauthServer, secretClient } from "./testing/oauth-server.ts";
import { createAuthority } from "./testing/pki.ts";
import { proxyServer } from "./testing/proxy-server.ts";
import { httpServer, listen } from "./testing/servers.ts";

const ROOT = await createAuthority();
const OWN = await ROOT.issue({ hosts: ["DNS:scim.test"] });
// With what a URL must encode.
const PASSWORD = "p@ss/w:rd%";
const USER = `me:${PASSWORD}`;

const portOf = (url: string): number => Number(new URL(url).port);
const withUser = (url: string, user = `me:${encodeURIComponent(PASSWORD)}`): string => url.replace("//", `//${user}@`);

describe("through a proxy", () => {
  test("http: with the whole URL, to a name that only the proxy knows", async () => {
    const target = await httpServer(({ headers }, response) => response.end(JSON.stringify({ host: headers.host })));
    const proxy = await proxyServer({ hosts: { "scim.test": portOf(target.url) } });
    const client = testClient("http://scim.test/base", { proxy: proxy.url });
    const { response } = await client.send(outgoing({ method: "PUT", body: '{"a":"ü"}' }), NEVER);
    expect(response?.body).toBe('{"host":"scim.test"}');
    expect(proxy.seen).toEqual(["PUT http://scim.test/base/Users/1"]);
    expect(target.seen).toMatchObject([{ method: "PUT", url: "/base/Users/1", body: '{"a":"ü"}' }]);
  });

  test("https: by a tunnel, with a certificate for the target and a client certificate through it", async () => {
    const target = await mtlsServer(OWN, ROOT, (_, response) => response.end("{}"));
    const proxy = await proxyServer({ credentials: USER, hosts: { "scim.test": portOf(target.url) } });
    const tls = { ca: ROOT.cert, ...(await ROOT.issue({ name: "client" })) };
    const client = testClient("https://scim.test", { proxy: withUser(proxy.url), tls });
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(new Set(proxy.seen)).toEqual(new Set(["CONNECT scim.test:443"]));
  });

  test.each(["http", "https"])("%s: user and password are sent, and in nothing that is recorded", async (scheme) => {
    const basic = Buffer.from(USER).toString("base64");
    const body = JSON.stringify({ PASSWORD, basic, url: encodeURIComponent(PASSWORD) });
    const target =
      scheme === "http"
        ? await httpServer((_, response) => response.end(body))
        : await secureServer(OWN, (_, response) => response.end(body));
    const proxy = await proxyServer({ credentials: USER, hosts: { "scim.test": portOf(target.url) } });
    const client = testClient(`${scheme}://scim.test`, { proxy: withUser(proxy.url), tls: { ca: ROOT.cert } });
    const exchange = await client.send(outgoing(), NEVER);
    expect(exchange.response?.status).toBe(200);
    expect(exchange.disclosed).toEqual(["proxy credentials"]);
    const text = JSON.stringify(exchange);
    for (const shown of [PASSWORD, basic, encodeURIComponent(PASSWORD)]) expect(text).not.toContain(shown);
    expect(target.seen[0]?.headers).not.toHaveProperty("proxy-authorization");
  });

  test("the target's certificate is judged, not the proxy's name", async () => {
    const target = await secureServer(await ROOT.issue(), (_, response) => response.end("{}"));
    const proxy = await proxyServer({ hosts: { "scim.test": portOf(target.url) } });
    const client = testClient("https://scim.test", { proxy: proxy.url, tls: { ca: ROOT.cert } });
    const { failure } = await client.send(outgoing(), NEVER);
    expect(failure).toMatchObject({ kind: "tls", message: expect.stringContaining("not for scim.test") as string });
  });

  test("an https: proxy is spoken to by TLS", async () => {
    const target = await httpServer((_, response) => response.end("{}"));
    const seen: string[] = [];
    const proxy = await secureServer(await ROOT.issue(), ({ url }, response) => {
      seen.push(url);
      response.end("{}");
    });
    const client = testClient(target.url, { proxy: proxy.url, tls: { ca: ROOT.cert } });
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(seen).toEqual([`${target.url}/Users/1`]);
    const stranger = testClient(target.url, { proxy: proxy.url });
    const { failure } = await stranger.send(outgoing(), NEVER);
    expect(failure).toMatchObject({
      kind: "proxy",
      message: expect.stringContaining("its issuer is unknown") as string,
    });
  });

  test("tokens come by a way of their own", async () => {
    const tokens = await oauthServer({ clientId: "scim client", secret: "a long secret" });
    const target = await httpServer(({ headers }, response) => {
      response.writeHead(tokens.admits(headers.authorization) ? 200 : 401).end();
    });
    const proxy = await proxyServer({ hosts: { "scim.test": portOf(target.url), "auth.test": portOf(tokens.url) } });
    const direct = secretClient(tokens.tokenUrl, "a long secret");
    const one = testClient("http://scim.test", { proxy: proxy.url, oauth: direct });
    expect((await one.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(proxy.seen).toEqual(["GET http://scim.test/Users/1"]);
    const behind = secretClient("http://auth.test/token", "a long secret");
    const two = testClient("http://scim.test", { proxy: proxy.url, tokenProxy: proxy.url, oauth: behind });
    expect((await two.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(proxy.seen).toContain("POST http://auth.test/token");
  });
});

describe("a proxy that fails is named, and not the target", () => {
  test.each(["http", "https"])("%s: that is not there", async (scheme) => {
    const client = testClient(`${scheme}://scim.test`, { proxy: "http://me:secret-pass@127.0.0.1:1" });
    const { failure } = await client.send(outgoing(), NEVER);
    expect(failure).toEqual({
      kind: "proxy",
      message: "The proxy cannot be used: 127.0.0.1:1 refused the connection: nothing listens there.",
    });
  });

  test.each(["http", "https"])("%s: that asks for a password", async (scheme) => {
    const proxy = await proxyServer({ credentials: USER });
    const without = await testClient(`${scheme}://scim.test`, { proxy: proxy.url }).send(outgoing(), NEVER);
    expect(without.failure).toMatchObject({
      kind: "proxy",
      message: expect.stringMatching(/asks for a user .*407/u) as string,
    });
    expect(without.response).toBeUndefined();
    const wrong = testClient(`${scheme}://scim.test`, { proxy: withUser(proxy.url, "me:guessed-it") });
    const { failure } = await wrong.send(outgoing(), NEVER);
    expect(failure).toMatchObject({
      kind: "proxy",
      message: expect.stringMatching(/refuses the user .*407/u) as string,
    });
  });

  test.each([
    [403, "refuses a tunnel to scim.test:443 (403)"],
    [502, "cannot reach scim.test:443 (502)"],
  ])("that answers a tunnel with %i", async (refuse, message) => {
    const proxy = await proxyServer({ refuse });
    const { failure } = await testClient("https://scim.test", { proxy: proxy.url }).send(outgoing(), NEVER);
    expect(failure).toMatchObject({ kind: "proxy", message: expect.stringContaining(message) as string });
  });

  test("that is no proxy, or hangs", async () => {
    const limits = { connectTimeoutMs: 100, headersTimeoutMs: 200 };
    for (const answer of ["220 smtp.test ready\r\n", undefined]) {
      const url = await listen(
        createServer((socket) => socket.once("data", () => answer !== undefined && socket.end(answer))),
        "http",
      );
      const { failure } = await testClient("https://scim.test", { proxy: url, limits }).send(outgoing(), NEVER);
      expect(["proxy", "timeout"]).toContain(failure?.kind);
    }
  });

  test.each(["socks5://proxy:1080", "http://", "://", "ftp://proxy"])("%s is refused at once", (proxy) => {
    expect(() => testClient("http://scim.test", { proxy })).toThrow("The proxy that the environment names");
  });
});

describe("which proxy", () => {
  const ENV = { https_proxy: "http://s:1", HTTP_PROXY: "http://h:2", NO_PROXY: "" };

  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ["https://a.test", ENV, "http://s:1"],
    ["http://a.test", ENV, "http://h:2"],
    ["http://a.test", { ...ENV, http_proxy: "http://lower:3" }, "http://lower:3"],
    ["http://a.test", { ...ENV, REQUEST_METHOD: "GET" }, undefined],
    ["http://a.test", { ALL_PROXY: "all:4" }, "all:4"],
    ["https://a.test", { ALL_PROXY: "all:4", HTTPS_PROXY: "" }, "all:4"],
    ["https://a.test", { HTTP_PROXY: "http://h:2" }, undefined],
    ["https://a.test", {}, undefined],
    ["https://a.test", { ...ENV, NO_PROXY: "*" }, undefined],
    ["https://a.test", { ...ENV, NO_PROXY: "b.test, A.test" }, undefined],
    ["https://x.a.test", { ...ENV, NO_PROXY: "a.test" }, undefined],
    ["https://x.a.test", { ...ENV, NO_PROXY: ".a.test" }, undefined],
    ["https://x.a.test", { ...ENV, NO_PROXY: "*.a.test" }, undefined],
    ["https://xa.test", { ...ENV, NO_PROXY: "a.test" }, "http://s:1"],
    ["https://a.test:8443", { ...ENV, NO_PROXY: "a.test:8443" }, undefined],
    ["https://a.test", { ...ENV, NO_PROXY: "a.test:8443" }, "http://s:1"],
    ["https://a.test", { ...ENV, NO_PROXY: "a.test:443" }, undefined],
    ["https://[::1]:8443", { ...ENV, NO_PROXY: "::1" }, undefined],
    ["https://[::1]:8443", { ...ENV, NO_PROXY: "[::1]:8443" }, undefined],
    ["https://a.test", { ...ENV, NO_PROXY: "a.test", no_proxy: "b.test" }, "http://s:1"],
    ["https://localhost", ENV, "http://s:1"],
  ])("for %s with %j", (url, env, expected) => {
    expect(proxyFor(url, env)).toBe(expected);
  });
});
