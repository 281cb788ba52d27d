import { createHmac, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { SignHook } from "../access.ts";
import { fakeClock, NEVER, outgoing, testClient } from "../testing/client.ts";
import { httpServer, type SeenRequest } from "../testing/servers.ts";

const KEY = "the-key-of-the-hook";

const sign: SignHook = ({ method, url, body }) => {
  const nonce = randomUUID();
  return { "X-Nonce": nonce, "X-Signature": mac(method, new URL(url).pathname, body ?? "", nonce) };
};

function mac(...parts: readonly string[]): string {
  return createHmac("sha256", KEY).update(parts.join("\n")).digest("base64url");
}

/** A gateway that lets through what is signed, each nonce once. */
function verifier(): (request: SeenRequest) => boolean {
  const used = new Set<string>();
  return ({ method, url, body, headers }) => {
    const nonce = String(headers["x-nonce"]);
    const isRight = headers["x-signature"] === mac(method, url, body, nonce) && !used.has(nonce);
    used.add(nonce);
    return isRight;
  };
}

describe("a signing hook", () => {
  test("signs every attempt anew: retries and redirects too", async () => {
    const isSigned = verifier();
    const server = await httpServer((request, response, n) => {
      if (!isSigned(request)) response.writeHead(401).end();
      else if (n === 1) response.writeHead(503, { "retry-after": "0" }).end();
      else if (n === 2) response.writeHead(307, { location: "/elsewhere" }).end();
      else response.end("{}");
    });
    const client = testClient(server.url, { sign }, fakeClock(Date.now()));
    const { response, notes } = await client.send(outgoing({ purpose: "observation" }), NEVER);
    expect(response?.status).toBe(200);
    expect(notes).toHaveLength(2);
    expect(server.seen.map(({ url }) => url)).toEqual(["/Users/1", "/Users/1", "/elsewhere"]);
  });

  test("sees the body, and the credential that is sent with it", async () => {
    const seen: unknown[] = [];
    const server = await httpServer((_, response) => response.end("{}"));
    const credentials = [{ kind: "bearer", token: "a-secret-token", from: "TOKEN" }] as const;
    const client = testClient(server.url, {
      credentials,
      sign: (request) => {
        seen.push(request);
        return {};
      },
    });
    await client.send(outgoing({ method: "PUT", body: "{}", headers: { "content-type": "text/x" } }), NEVER);
    expect(seen).toMatchObject([
      {
        method: "PUT",
        url: `${server.url}/Users/1`,
        body: "{}",
        headers: { authorization: "Bearer a-secret-token", "content-type": "text/x" },
      },
    ]);
  });

  test("is recorded without what it made, also where the server sends that back", async () => {
    const server = await httpServer(({ headers }, response) => {
      response.writeHead(200, { "x-seen": headers["x-signature"] ?? "" });
      response.end(JSON.stringify({ got: headers["x-signature"] }));
    });
    const exchange = await testClient(server.url, { sign }).send(outgoing(), NEVER);
    const made = String(server.seen[0]?.headers["x-signature"]);
    expect(made).toHaveLength(43);
    expect(JSON.stringify(exchange)).not.toContain(made);
    expect(exchange.request.headers).toContainEqual(["x-signature", "[redacted: by the signing hook]"]);
    // Good for this one request only: no credential was given away.
    expect(exchange.disclosed).toEqual([]);
  });

  test("is recorded without its credentials, in whatever part and exchange they come back", async () => {
    let last = "";
    const server = await httpServer(({ headers }, response) => {
      const [, token = ""] = String(headers.authorization).split(" ");
      response.writeHead(200, { "x-seen": `${token} ${String(headers["x-api-key"])} hmac7part ${last}` });
      last = String(headers["x-ticket"]);
      response.end(JSON.stringify({ got: token }));
    });
    let n = 0;
    const told: string[] = [];
    const client = testClient(server.url, {
      onSecret: (_, value) => told.push(value),
      sign: () => ({
        Authorization: "Bearer tok.en-of-a-hook",
        "X-Api-Key": "k3y-Zq9T2mX",
        "X-Sig": "keyId=abc,secret=hmac7part",
        "X-Ticket": `ticket-${(n += 1)}-of-many`,
      }),
    });
    for (let sent = 0; sent < 450; sent += 1) {
      const exchange = await client.send(outgoing(), NEVER);
      expect(JSON.stringify(exchange)).not.toMatch(/en-of-a-hook|k3y-Zq9|hmac7part|ticket-\d+-of/u);
      expect(exchange.disclosed).toEqual([]);
    }
    // A new one for each request does not fill the memory.
    expect(told).toEqual(expect.arrayContaining(["tok.en-of-a-hook", "k3y-Zq9T2mX", "hmac7part"]));
    expect(told).toHaveLength(300);
  });

  test("is not asked for a request without a credential", async () => {
    const server = await httpServer((_, response) => response.end("{}"));
    await testClient(server.url, { sign }).send(outgoing({ credential: "none" }), NEVER);
    expect(server.seen[0]?.headers).not.toHaveProperty("x-signature");
  });

  test.each<[string, SignHook, string]>([
    [
      "throws",
      () => {
        throw new TypeError(`no key in ${KEY}`);
      },
      "threw TypeError at sign.test.ts:",
    ],
    ["rejects", () => Promise.reject(new Error(KEY)), "threw Error at sign.test.ts:"],
    // oxlint-disable-next-line no-throw-literal -- hooks do
    [
      "throws no error",
      () => {
        throw KEY;
      },
      "threw something that is no Error",
    ],
    ["returns nothing", (() => undefined) as unknown as SignHook, "returned undefined"],
    ["returns null", (() => null) as unknown as SignHook, "returned null"],
    ["returns a list", (() => []) as unknown as SignHook, "returned a list"],
    ["returns a number", (() => ({ "x-n": 1 })) as unknown as SignHook, "returned number for x-n"],
    ["breaks the line", () => ({ "x-n": `${KEY}\r\nx: y` }), "returned a value for x-n that cannot be sent"],
    ["makes up a name", () => ({ [`x ${KEY}`]: "1" }), "a header whose name cannot be sent"],
    ["sets the host", () => ({ Host: "elsewhere" }), "returned Host, which is not a hook's to set"],
  ])("that %s sends nothing, and its key is not shown", async (_, hook, message) => {
    const server = await httpServer((_request, response) => response.end("{}"));
    const error: unknown = await testClient(server.url, { sign: hook })
      .send(outgoing(), NEVER)
      .catch((one: unknown) => one);
    expect(error).toMatchObject({ code: "ACCESS_FAILED", message: expect.stringContaining(message) as string });
    expect(String(error)).not.toContain(KEY);
    expect(server.seen).toHaveLength(0);
  });

  test("that never returns is given up in time, and at once when the run is interrupted", async () => {
    const never: SignHook = () => new Promise(() => {});
    const server = await httpServer((_, response) => response.end("{}"));
    const slow = testClient(server.url, { sign: never, limits: { headersTimeoutMs: 30 } });
    await expect(slow.send(outgoing(), NEVER)).rejects.toThrow("did not return within 30 ms");
    const stop = new AbortController();
    const held = testClient(server.url, {
      sign: () => {
        stop.abort();
        return new Promise(() => {});
      },
    });
    await expect(held.send(outgoing(), stop.signal)).rejects.toMatchObject({ code: "ABORTED" });
  });
});
