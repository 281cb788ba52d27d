import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { OAuthClient } from "../access.ts";
import { fakeClock, NEVER, outgoing, testClient } from "../testing/client.ts";
import { type OAuthServer, type OAuthServerOptions, oauthServer, secretClient } from "../testing/oauth-server.ts";
import { httpServer, type TestServer } from "../testing/servers.ts";

// With what a form and a header must encode.
const SECRET = "s3cret/of+the client:%&=ü";
const KNOWN = { clientId: "scim client", secret: SECRET };

/** A target that lets nobody in without a token that holds. */
async function guarded(tokens: OAuthServer): Promise<TestServer> {
  return await httpServer(({ headers }, response) => {
    if (tokens.admits(headers.authorization)) response.end(JSON.stringify({ id: "1" }));
    else response.writeHead(401, { "www-authenticate": "Bearer" }).end();
  });
}

async function world(options: Partial<OAuthServerOptions> = {}) {
  const tokens = await oauthServer({ ...KNOWN, ...options });
  return { tokens, target: await guarded(tokens) };
}

describe("client credentials", () => {
  test.each(["header", "body"] as const)("with the secret in the %s", async (place) => {
    const { tokens, target } = await world();
    const oauth = { ...secretClient(tokens.tokenUrl, SECRET, place), scope: "scim", parameters: { resource: "urn:x" } };
    const client = testClient(target.url, { oauth });
    const exchange = await client.send(outgoing(), NEVER);
    expect(exchange.response?.status).toBe(200);
    expect(exchange.request.headers).toContainEqual(["authorization", "Bearer [redacted]"]);
    expect(tokens.asked).toEqual([
      {
        grant_type: "client_credentials",
        scope: "scim",
        resource: "urn:x",
        ...(place === "body" ? { client_id: "scim client" } : {}),
      },
    ]);
    // One token for all that follow.
    await Promise.all([1, 2, 3].map(() => client.send(outgoing(), NEVER)));
    expect(tokens.issued).toHaveLength(1);
  });

  const pem = { publicKeyEncoding: { type: "spki", format: "pem" } as const };
  const rsa = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    ...pem,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const curve = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    ...pem,
    privateKeyEncoding: { type: "sec1", format: "pem" },
  });
  const pairs = { RS256: rsa, PS256: rsa, ES256: curve };
  const signing = (
    tokenUrl: string,
    algorithm: keyof typeof pairs,
    key = pairs[algorithm].privateKey,
  ): OAuthClient => ({
    tokenUrl,
    clientId: "scim client",
    proof: { kind: "private-key-jwt", key, algorithm, keyId: "k1", from: "CLIENT_KEY" },
  });

  test.each(["RS256", "PS256", "ES256"] as const)("with an assertion by %s, a new one each time", async (algorithm) => {
    const { publicKey } = pairs[algorithm];
    const { tokens, target } = await world({ publicKey, uses: 1 });
    const client = testClient(target.url, { oauth: signing(tokens.tokenUrl, algorithm) });
    for (let n = 0; n < 3; n += 1) expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(tokens.issued).toHaveLength(3);
  });

  test("with a key whose line breaks were lost on the way through a variable", async () => {
    const { tokens, target } = await world({ publicKey: curve.publicKey });
    const key = curve.privateKey.replaceAll("\n", String.raw`\n`);
    const client = testClient(target.url, { oauth: signing(tokens.tokenUrl, "ES256", key) });
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
  });

  test("with another's key are refused, and the key is named by its variable", async () => {
    const { tokens, target } = await world({ publicKey: rsa.publicKey });
    const client = testClient(target.url, { oauth: signing(tokens.tokenUrl, "ES256") });
    await expect(client.send(outgoing(), NEVER)).rejects.toMatchObject({
      code: "ACCESS_FAILED",
      message: expect.stringContaining("invalid_client") as string,
      remedy: expect.stringContaining("CLIENT_KEY") as string,
    });
  });

  test.each<[string, OAuthClient["proof"], string]>([
    ["no key", { kind: "private-key-jwt", key: "my-key", algorithm: "RS256", from: "K" }, "K holds no private key"],
    ["the wrong kind of key", signing("", "RS256", curve.privateKey).proof, "does not fit RS256"],
    ["an empty secret", { kind: "client-secret", secret: " ", in: "body", from: "S" }, "S is empty"],
  ])("with %s are refused before anything is sent", (_, proof, message) => {
    const oauth = { tokenUrl: "http://127.0.0.1:1/token", clientId: "c", proof };
    expect(() => testClient("http://127.0.0.1:1", { oauth })).toThrow(message);
    expect(() => testClient("http://127.0.0.1:1", { oauth })).not.toThrow("my-key");
  });

  test.each([
    ["a token URL that is none", "https://target", { tokenUrl: "token" }, "not an https:// address"],
    ["a token URL without TLS", "https://target", { tokenUrl: "http://auth/token" }, "is an http:// address"],
    ["a parameter of ours", "https://target", { parameters: { client_secret: "x" } }, "client_secret"],
    ["no client", "https://target", { clientId: "" }, "no id"],
  ])("with %s are refused before anything is sent", (_, url, parts, message) => {
    const oauth = { ...secretClient("https://auth/token", SECRET), ...parts };
    expect(() => testClient(url, { oauth })).toThrow(message);
  });

  test("beside another credential in the same header are refused", () => {
    const credentials = [{ kind: "bearer", token: "a-token-of-mine", from: "SCIM_TOKEN" }] as const;
    const oauth = secretClient("https://auth/token", SECRET);
    expect(() => testClient("https://target", { oauth, credentials })).toThrow("SCIM_TOKEN want the same header");
  });
});

describe("a token in the middle of a run", () => {
  test("is renewed when its time is nearly over", async () => {
    const { tokens, target } = await world({ expiresIn: 100 });
    const clock = fakeClock(Date.now());
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) }, clock);
    await client.send(outgoing(), NEVER);
    await clock.wait(89_000, NEVER);
    await client.send(outgoing(), NEVER);
    expect(tokens.issued).toHaveLength(1);
    await clock.wait(1000, NEVER);
    await client.send(outgoing(), NEVER);
    expect(tokens.issued).toHaveLength(2);
  });

  test("that is refused is replaced once for all, and every request sent again and told so", async () => {
    const { tokens, target } = await world();
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    await client.send(outgoing(), NEVER);
    tokens.revoke();
    const four = await Promise.all(
      [1, 2, 3, 4].map(() => client.send(outgoing({ method: "POST", body: "{}" }), NEVER)),
    );
    expect(four.map(({ response }) => response?.status)).toEqual([200, 200, 200, 200]);
    expect(tokens.issued).toHaveLength(2);
    for (const { notes } of four) expect(notes).toEqual(["401, got another access token and sent again"]);
  });

  test("is not asked for again and again where the target refuses every one", async () => {
    const tokens = await oauthServer(KNOWN);
    const target = await httpServer((_, response) => response.writeHead(401).end());
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    for (let n = 0; n < 12; n += 1) expect((await client.send(outgoing(), NEVER)).response?.status).toBe(401);
    expect(tokens.issued.length).toBeLessThanOrEqual(4);
  });

  test("that cannot be replaced is no answer of the target", async () => {
    const { tokens, target } = await world({
      instead: (_, response, n) => n > 1 && response.writeHead(500).end() !== undefined,
    });
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    await client.send(outgoing(), NEVER);
    tokens.revoke();
    await expect(client.send(outgoing(), NEVER)).rejects.toMatchObject({ code: "ACCESS_FAILED" });
  });

  test("is no answer of the target either when no request is left to send again", async () => {
    const { tokens, target } = await world();
    const oauth = secretClient(tokens.tokenUrl, SECRET);
    const client = testClient(target.url, { oauth, limits: { maxRequests: 2 } });
    await client.send(outgoing(), NEVER);
    tokens.revoke();
    await expect(client.send(outgoing(), NEVER)).rejects.toMatchObject({ code: "BUDGET_SPENT" });
  });
});

describe("the other choices of a credential", () => {
  test("none asks for no token, and a wrong one is a wrong token, never a wrong secret", async () => {
    const { tokens, target } = await world();
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    expect((await client.send(outgoing({ credential: "none" }), NEVER)).response?.status).toBe(401);
    expect(target.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(tokens.asked).toHaveLength(0);
    const wrong = await client.send(outgoing({ credential: "wrong" }), NEVER);
    expect(wrong.response?.status).toBe(401);
    expect(wrong.notes).toEqual([]);
    expect(tokens.issued).toHaveLength(1);
    const sent = target.seen[1]?.headers.authorization;
    expect(sent).toHaveLength(`Bearer ${tokens.issued[0] ?? ""}`.length);
    expect(sent).not.toContain(tokens.issued[0]);
    // Asked once, with the right secret.
    expect(tokens.seen).toHaveLength(1);
  });
});

describe("a token endpoint", () => {
  test("that refuses the secret is asked once only, and what it echoes is hidden", async () => {
    const { tokens, target } = await world({ secret: "another secret" });
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET, "body") });
    for (let n = 0; n < 3; n += 1) {
      const error = await client.send(outgoing(), NEVER).catch((one: unknown) => one);
      expect(error).toMatchObject({
        code: "ACCESS_FAILED",
        remedy: expect.stringContaining("CLIENT_SECRET") as string,
      });
      expect(String(error)).toMatch(
        /refuses to give an access token: 401 invalid_client .*\[redacted:client secret\]/u,
      );
      for (const shown of [SECRET, JSON.stringify(SECRET).slice(1, -1), encodeURIComponent(SECRET)])
        expect(JSON.stringify(error) + String(error)).not.toContain(shown);
    }
    expect(tokens.seen).toHaveLength(1);
    expect(target.seen).toHaveLength(0);
  });

  test.each<[string, number, string, string, string]>([
    ["a web page", 200, "<html>", "without an access token", "check the token URL"],
    ["a token of another kind", 200, '{"access_token":"abcdef","token_type":"DPoP"}', "type DPoP", "Bearer"],
    [
      "a refusal that ends in a half of the secret",
      400,
      JSON.stringify({ error: "invalid_client", error_description: `wrong: ${SECRET.slice(0, 12)}` }),
      "“wrong: [redacted:client secret]”",
      "CLIENT_SECRET",
    ],
    ["a token as its type", 200, '{"access_token":"abc.def","token_type":"Bearer abc.def"}', "no plain name", "Bearer"],
    [
      "a refusal that says a token twice",
      400,
      '{"error":"invalid_grant","error_description":"abc.def is revoked","access_token":"abc.def"}',
      "“[redacted:access token] is revoked”",
      "token URL",
    ],
    [
      "a token with a line break",
      200,
      String.raw`{"access_token":"abc\r\ndef"}`,
      "without an access token",
      "token URL",
    ],
    ["an unknown scope", 400, '{"error":"invalid_scope"}', "400 invalid_scope", "scope"],
    ["an unknown grant", 400, '{"error":"unsupported_grant_type"}', "400 unsupported", "client_credentials"],
    ["nothing", 404, "", "404", "check the token URL"],
    ["a redirect", 302, "", "302", "check the token URL"],
  ])("that answers with %s", async (_, status, body, message, remedy) => {
    const { tokens, target } = await world({
      instead: (_request, response) => response.writeHead(status, { location: "/x" }).end(body) !== undefined,
    });
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    await expect(client.send(outgoing(), NEVER)).rejects.toMatchObject({
      code: "ACCESS_FAILED",
      message: expect.stringContaining(message) as string,
      remedy: expect.stringContaining(remedy) as string,
    });
    await expect(client.send(outgoing(), NEVER)).rejects.not.toThrow("abc.def");
    expect(target.seen).toHaveLength(0);
  });

  test("that is busy is asked again, and one that is not there is said to be", async () => {
    const { tokens, target } = await world({
      instead: (_, response, n) => n === 1 && response.writeHead(503, { "retry-after": "1" }).end() !== undefined,
    });
    const clock = fakeClock(Date.now());
    const busy = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) }, clock);
    expect((await busy.send(outgoing(), NEVER)).response?.status).toBe(200);
    expect(clock.waits).toEqual([1000]);
    const gone = testClient(target.url, { oauth: secretClient("http://127.0.0.1:1/token", SECRET) });
    await expect(gone.send(outgoing(), NEVER)).rejects.toThrow(
      "The token endpoint cannot be used: 127.0.0.1:1 refused the connection",
    );
  });

  test("that recovers is asked again after a while", async () => {
    const { tokens, target } = await world({
      instead: (_, response, n) => n === 1 && response.writeHead(500).end() !== undefined,
    });
    const clock = fakeClock(Date.now());
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) }, clock);
    await expect(client.send(outgoing(), NEVER)).rejects.toThrow("500");
    await expect(client.send(outgoing(), NEVER)).rejects.toThrow("500");
    expect(tokens.seen).toHaveLength(1);
    await clock.wait(2000, NEVER);
    expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
  });

  test("that hangs does not hold an interrupted request", async () => {
    const stop = new AbortController();
    const { tokens, target } = await world({
      instead: () => {
        stop.abort();
        return true;
      },
    });
    const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    await expect(client.send(outgoing(), stop.signal)).rejects.toMatchObject({ code: "ABORTED" });
  });
});

test("no token is in what is recorded, however the target sends it back", async () => {
  const tokens = await oauthServer({ ...KNOWN, uses: 1 });
  const target = await httpServer(({ headers }, response) => {
    const { authorization = "" } = headers;
    const token = authorization.slice("Bearer ".length);
    const isIn = tokens.admits(authorization);
    const echo = { token, base64: Buffer.from(token).toString("base64"), percent: token.replaceAll("-", "%2D") };
    response.writeHead(isIn ? 200 : 401, { "x-echo": token }).end(JSON.stringify(echo));
  });
  const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
  for (let n = 0; n < 3; n += 1) {
    const exchange = await client.send(outgoing(), NEVER);
    const text = JSON.stringify(exchange);
    for (const token of tokens.issued) {
      for (const shape of [token, Buffer.from(token).toString("base64"), token.replaceAll("-", "%2D")])
        expect(text).not.toContain(shape);
    }
    expect(exchange.disclosed).toEqual(["access token"]);
  }
  expect(tokens.issued).toHaveLength(3);
});

test("an endpoint that fails is not taken for a target that refuses every token", async () => {
  const { tokens, target } = await world({
    instead: (_, response, n) => n > 1 && n < 6 && response.writeHead(500).end() !== undefined,
  });
  const clock = fakeClock(Date.now());
  const client = testClient(target.url, { oauth: secretClient(tokens.tokenUrl, SECRET) }, clock);
  await client.send(outgoing(), NEVER);
  tokens.revoke();
  for (let n = 0; n < 4; n += 1) {
    await expect(client.send(outgoing(), NEVER)).rejects.toMatchObject({ code: "ACCESS_FAILED" });
    await clock.wait(31_000, NEVER);
  }
  expect((await client.send(outgoing(), NEVER)).response?.status).toBe(200);
});
