import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type ClientOptions, createClient, createVeil } from "../src/client/index.ts";
import { type Canary, canary, control, tokenCanary } from "./support/canaries.ts";
import { ECHOES } from "./support/echoes.ts";
import { search } from "./support/search-artefacts.ts";

const ECHO_NAMES = Object.keys(ECHOES);

/** What a client gets in with beside its credentials, by the option that holds it. */
interface Row {
  readonly canaries: readonly Canary[];
  readonly options: (origin: string) => Pick<ClientOptions, "oauth" | "tls" | "proxy" | "sign">;
}

const token = tokenCanary("access token");
const signature = canary("signature");
const secret = canary("client secret");
const passphrase = canary("passphrase");
const proxyPassword = canary("proxy password");
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const keyLines = privateKey.split("\n").filter((line) => /^[A-Za-z0-9+/=]{60,}$/u.test(line));

const ROWS: Readonly<Record<string, Row>> = {
  "an OAuth client secret in a header": {
    canaries: [secret, token],
    options: (origin) => ({
      oauth: oauth(origin, { kind: "client-secret", secret: secret.value, in: "header", from: "X" }),
    }),
  },
  "an OAuth client secret in a body": {
    canaries: [secret, token],
    options: (origin) => ({
      oauth: oauth(origin, { kind: "client-secret", secret: secret.value, in: "body", from: "X" }),
    }),
  },
  "a private key": {
    canaries: keyLines.slice(0, 3).map((value, index) => ({ place: `line ${index} of the private key`, value })),
    options: (origin) => ({
      oauth: oauth(origin, { kind: "private-key-jwt", key: privateKey, algorithm: "RS256", from: "X" }),
    }),
  },
  "what a hook signs with": {
    canaries: [signature],
    options: () => ({ sign: () => ({ "X-Signature": signature.value }) }),
  },
  "what a hook returns with every request": {
    canaries: [token, signature],
    options: () => ({ sign: () => ({ Authorization: `Bearer ${token.value}`, "X-Api-Key": signature.value }) }),
  },
  "a passphrase": { canaries: [passphrase], options: () => ({ tls: { passphrase: passphrase.value } }) },
  "a proxy's user and password": {
    canaries: [proxyPassword],
    options: (origin) => ({
      proxy: origin.replace("://", `://proxy-user:${encodeURIComponent(proxyPassword.value)}@`),
    }),
  },
};

function oauth(
  origin: string,
  proof: NonNullable<ClientOptions["oauth"]>["proof"],
): NonNullable<ClientOptions["oauth"]> {
  return { tokenUrl: `${origin}/token`, clientId: "client-7", proof };
}

/** A target, a token endpoint and a proxy in one, which repeats what it is told to in the way that the path names. */
async function echoing(canaries: readonly Canary[]): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === "/token") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ access_token: token.value, token_type: "Bearer", expires_in: 3600 }));
      return;
    }
    const name = decodeURIComponent((request.url ?? "").replace(/^.*\/echo\//u, ""));
    const plain = { status: 200, headers: {}, text: "{}", path: "/" };
    const echoed = ECHOES[name]?.(plain, [control(name).value, ...canaries.map(({ value }) => value)], 1);
    if (echoed?.raw !== undefined) {
      response.socket?.end(echoed.raw);
      return;
    }
    response.writeHead(echoed?.status ?? 404, echoed?.headers).end(echoed?.body);
  });
  server.on("connect", (request, client) => {
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const through = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      through.pipe(client).pipe(through);
    });
    through.on("error", () => client.destroy());
    client.on("error", () => through.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each(Object.entries(ROWS))("%s is in no exchange, however it is repeated", async (_, { canaries, options }) => {
  const origin = await echoing(canaries);
  const veil = createVeil();
  const client = createClient({
    baseUrl: origin,
    credentials: [],
    headers: {},
    insecure: false,
    onSecret: veil.addSecret,
    ...options(origin),
    limits: {
      connectTimeoutMs: 5000,
      headersTimeoutMs: 5000,
      bodyTimeoutMs: 5000,
      maxBodyBytes: 1024 * 1024,
      concurrency: 1,
      maxRetryAfterMs: 0,
      maxRetries: 0,
      maxRedirects: 0,
    },
  });
  onTestFinished(() => client.close());
  const texts: { readonly name: string; readonly text: string }[] = [];
  for (const name of ECHO_NAMES) {
    const exchange = await client.send(
      {
        id: `echo#${texts.length}`,
        scenario: "echo",
        purpose: "observation",
        intent: { kind: "helper" },
        title: name,
        method: "GET",
        path: `/echo/${encodeURIComponent(name)}`,
        headers: {},
        credential: "configured",
      },
      new AbortController().signal,
    );
    texts.push({ name, text: JSON.stringify(veil.exchange(exchange)) });
  }
  const arrived = new Set(search(texts, ECHO_NAMES.map(control)).map(({ artefact }) => artefact));
  expect(ECHO_NAMES.filter((name) => !arrived.has(name))).toEqual(["what is no HTTP"]);
  expect(search(texts, canaries)).toEqual([]);
});
