import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { SignHook, WayIn } from "../src/client/index.ts";
import { oauthServer, secretClient } from "../src/client/testing/oauth-server.ts";
import { type Authority, createAuthority, type Issued } from "../src/client/testing/pki.ts";
import { proxyServer } from "../src/client/testing/proxy-server.ts";
import { loadVendor } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, exitCodeOf, run, suitesOf, type TargetConfig } from "../src/engine/index.ts";
import { REPORTERS } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { created, journal, make } from "./support/cli-journal.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";
import { front } from "./support/front.ts";

const SECRET = "the client's own secret/+=";
// A write that is confirmed, and what is refused without a credential or with a wrong one.
const SOME = /rename|credentials/u;

let root: Authority;
let own: Issued;
let client: Issued;

beforeAll(async () => {
  root = await createAuthority();
  own = await root.issue({ hosts: ["DNS:localhost", "DNS:scim.test", "IP:127.0.0.1"] });
  client = await root.issue({ name: "client" });
});

interface Done {
  readonly result: RunResult;
  readonly code: number;
  /** Everything that was written to the output folder and is shown, as one text. */
  readonly written: string;
}

/** Runs some of Cube's suite on an address that is got into in one way. */
async function runOn(baseUrl: string, access: WayIn & Partial<TargetConfig>): Promise<Done> {
  const out = tempFolder();
  const contract = await loadVendor("cube");
  const target: TargetConfig = { baseUrl, kind: "remote", credentials: [], headers: {}, insecure: false, ...access };
  const settings = { ...DEFAULT_SETTINGS, depth: "smoke", selection: { grep: SOME }, out } as const;
  const result = await run(
    suitesOf(contract).map((suite) => ({ suite, contract, target })),
    settings,
  );
  const reports: string[] = [];
  for (const { render } of Object.values(REPORTERS)) reports.push(await render(result));
  const written = [JSON.stringify(result), ...reports, textsIn(out)].join("\n");
  return { result, code: exitCodeOf(result), written };
}

function textsIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)))
    .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("utf8"))
    .join("\n");
}

/** Nothing found, everything that was selected tested, and nothing left behind. */
function expectClean({ result, code }: Done): void {
  expect(result.findings.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  expect(result.verdict, result.sentence).toBe("conformant");
  expect(code).toBe(0);
  expect(result.summary.scenarios).toMatchObject({ failed: 0, inconclusive: 0, "harness-error": 0 });
  expect(result.cleanup.left).toEqual([]);
  expect(result.cleanup.created).toBeGreaterThan(0);
}

function expectNone(written: string, secrets: readonly string[]): void {
  expect(written.length).toBeGreaterThan(10_000);
  for (const secret of secrets) {
    const base64 = Buffer.from(secret).toString("base64").replace(/=+$/u, "");
    for (const shape of [secret, base64, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
      expect(written.includes(shape), `${shape.slice(0, 12)}…`).toBe(false);
  }
}

describe("OAuth 2.0", () => {
  test("client_secret: tokens that run out in mid-run are replaced, and nothing is found", async () => {
    const target = await cube();
    const tokens = await oauthServer({ clientId: "scim client", secret: SECRET, uses: 9 });
    const { url } = await front(target, ({ headers }) => tokens.admits(headers.authorization));
    const done = await runOn(url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    expectClean(done);
    expect(tokens.issued.length).toBeGreaterThan(2);
    expectNone(done.written, [SECRET, ...tokens.issued, target.token]);
    expect(done.result.suites[0]?.target).toMatchObject({
      access: ["OAuth 2.0 client credentials (client_secret)"],
      insecure: false,
    });
    const probes = done.result.suites[0]?.scenarios.filter(({ id }) => id.includes("credentials"));
    expect(probes?.map(({ outcome }) => outcome)).toEqual(["passed", "passed"]);
    // Wrong tokens were tried, never a wrong secret.
    expect(tokens.seen.length).toBe(tokens.issued.length);
    expect(done.written).toContain("401, got another access token and sent again");
  });

  test("private_key_jwt: a token revoked in mid-run is replaced, and nothing is found", async () => {
    const target = await cube();
    const pair = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const tokens = await oauthServer({ clientId: "scim client", publicKey: pair.publicKey });
    let requests = 0;
    const { url } = await front(target, ({ headers }) => {
      requests += 1;
      if (requests === 12) tokens.revoke();
      return tokens.admits(headers.authorization);
    });
    const proof = { kind: "private-key-jwt", key: pair.privateKey, algorithm: "PS256", from: "CLIENT_KEY" } as const;
    const done = await runOn(url, { oauth: { tokenUrl: tokens.tokenUrl, clientId: "scim client", proof } });
    expectClean(done);
    expect(tokens.issued).toHaveLength(2);
    expectNone(done.written, [...tokens.issued, ...pair.privateKey.split("\n").filter((row) => row.length === 64)]);
  });

  test("a wrong client secret ends in the preflight, with the cause named and the secret not", async () => {
    const target = await cube();
    const tokens = await oauthServer({ clientId: "scim client", secret: "another one" });
    const { url, seen } = await front(target, ({ headers }) => tokens.admits(headers.authorization));
    const { result, code, written } = await runOn(url, { oauth: secretClient(tokens.tokenUrl, SECRET, "body") });
    expect(code).toBe(3);
    expect(result.findings).toEqual([]);
    const failed = result.suites[0]?.preflight.find(({ outcome }) => outcome === "failed");
    expect(failed).toMatchObject({ id: "credentials", remedy: expect.stringContaining("CLIENT_SECRET") as string });
    expect(failed?.message).toContain("401 invalid_client");
    expect(result.sentence).toContain("refuses to give an access token");
    expectNone(written, [SECRET]);
    expect(seen).toHaveLength(0);
    expect(tokens.seen).toHaveLength(1);
  });

  test("an authorization server that goes away in mid-run leaves the run inconclusive, and nothing is found", async () => {
    const target = await cube();
    const tokens = await oauthServer({
      clientId: "scim client",
      secret: SECRET,
      uses: 14,
      instead: (_, response, n) => n > 1 && response.writeHead(503).end() !== undefined,
    });
    const { url } = await front(target, ({ headers }) => tokens.admits(headers.authorization));
    const { result, code } = await runOn(url, { oauth: secretClient(tokens.tokenUrl, SECRET) });
    expect(result.findings.filter(({ severity }) => severity !== "notice")).toEqual([]);
    expect(code).toBe(3);
    expect(result.sentence).toContain("there was no way in: The token endpoint");
    expect(result.cleanup.left.filter(({ reason }) => !reason.includes("token endpoint"))).toEqual([]);
  });
});

describe("TLS", () => {
  test("a client certificate and a CA of one's own, by flags", async () => {
    const target = await cube();
    const tls = { ...own, ca: root.cert, requestCert: true, rejectUnauthorized: true };
    const { url } = await front(target, ({ headers }) => headers.authorization === "Bearer the-token-of-a-vendor", tls);
    const folder = tempFolder();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const access = ["--ca", file("ca.pem", root.cert), "--cert", file("client.pem", client.cert + client.key)];
    const common = ["--token-env", "SCIM_TOKEN", "--depth", "smoke", "-t", SOME.source, "--out", folder];
    const env = { SCIM_TOKEN: "the-token-of-a-vendor" };
    const end = await cli(["run", "cube", "--target", url, ...access, ...common], { env });
    expect(end.code, end.out + end.err).toBe(0);
    const result = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as RunResult;
    expect(result.suites[0]?.target).toMatchObject({
      access: ["bearer token", "client certificate", "a CA of its own"],
      insecure: false,
    });
    expect(result.exchanges[0]?.curl).toContain('--cacert "$SCIM_CA" --cert "$SCIM_CERT" --key "$SCIM_KEY"');
    const key = client.key.split("\n").find((row) => row.length === 64) ?? "";
    expect(key).toHaveLength(64);
    expectNone(end.out + end.err + textsIn(folder).replace(client.key, ""), [env.SCIM_TOKEN, key]);
    const without = await cli(["doctor", "cube", "--target", url, ...access.slice(0, 2), ...common.slice(0, 2)], {
      env,
    });
    expect(without.code).toBe(3);
    expect(without.out).toContain("--cert FILE --key FILE");
    const nothing = await cli(["doctor", "cube", "--target", url, ...common.slice(0, 2)], { env });
    expect(nothing.code).toBe(3);
    expect(nothing.out).toContain("→ trust its issuer with --ca FILE");
  });

  test("--insecure is loud from the first line to the last, also when quiet, and stands in every report", async () => {
    const target = await cube();
    const { url } = await front(target, ({ headers }) => headers.authorization === "Bearer the-token-of-a-vendor", own);
    const out = tempFolder();
    const env = { SCIM_TOKEN: "the-token-of-a-vendor", FORCE_COLOR: "1" };
    const argv = ["run", "cube", "--target", url, "--token-env", "SCIM_TOKEN", "--depth", "smoke", "-t", SOME.source];
    const end = await cli([...argv, "--insecure", "--quiet", "--out", out], { env });
    expect(end.code, end.out + end.err).toBe(0);
    expect(end.err.split("\n")[0]).toContain("! --insecure: any certificate is accepted");
    expect(end.err.startsWith("\u001b[31m")).toBe(true);
    expect(end.out).toContain("Certificates were not checked (--insecure).");
    const result = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult;
    expect(result.suites[0]?.target.insecure).toBe(true);
    expect(result.exchanges[0]?.curl).toContain(" -k ");
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain("Certificates were not checked");
    expect(readFileSync(join(out, "junit.xml"), "utf8")).toContain('<property name="insecure" value="true"');
    expect((await cli([...argv, "--out", out], { env })).code).toBe(3);
  });

  test("flags of TLS that cannot work are told before anything is sent", async () => {
    const target = ["--target", "https://127.0.0.1:1"];
    const missing = await cli(["run", "cube", ...target, "--ca", "no-such-file.pem"]);
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("there is no such file") as string });
    const wrong = await cli(["run", "cube", ...target, "--ca", "package.json"]);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("no certificate in PEM") as string });
    const embedded = await cli(["run", "cube", "--target", "embedded", "--insecure"]);
    expect(embedded).toMatchObject({ code: 2, err: expect.stringContaining("without TLS") as string });
  });
});

describe("a proxy", () => {
  const PASSWORD = "proxy p@ss:word";
  const USER = `me:${encodeURIComponent(PASSWORD)}`;
  const TOKEN = "the-token-of-a-vendor";
  const argv = ["--token-env", "SCIM_TOKEN", "--depth", "smoke", "-t", SOME.source];

  test.each(["http", "https"] as const)("of the environment leads to an %s: target behind it", async (scheme) => {
    const target = await cube();
    const admits = ({ headers }: { headers: { authorization?: string | undefined } }): boolean =>
      headers.authorization === `Bearer ${TOKEN}`;
    const { url, port } = await front(target, admits, scheme === "https" ? own : undefined);
    const proxy = await proxyServer({ credentials: `me:${PASSWORD}`, hosts: { "scim.test": port } });
    const out = tempFolder();
    const ca = join(out, "ca.pem");
    writeFileSync(ca, root.cert);
    const base = `${scheme}://scim.test${new URL(url).pathname}`;
    const variable = scheme === "https" ? "HTTPS_PROXY" : "http_proxy";
    const env = { SCIM_TOKEN: TOKEN, [variable]: proxy.url.replace("//", `//${USER}@`) };
    const end = await cli(["run", "cube", "--target", base, "--yes", "--ca", ca, ...argv, "--verbose", "--out", out], {
      env,
    });
    expect(end.code, end.out + end.err).toBe(0);
    expect(proxy.seen.length).toBeGreaterThan(scheme === "https" ? 0 : 10);
    const result = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult;
    expect(result.suites[0]?.target.access).toContain("through a proxy");
    expect(result.exchanges[0]?.curl).toContain('--proxy "$SCIM_PROXY"');
    const basic = Buffer.from(`me:${PASSWORD}`).toString("base64");
    expectNone(end.out + end.err + textsIn(out), [PASSWORD, USER, basic, TOKEN]);
    const direct = await cli(["doctor", "cube", "--target", url, "--ca", ca, ...argv.slice(0, 2), "--out", out], {
      env: { ...env, NO_PROXY: "localhost,127.0.0.1" },
    });
    expect(direct.code, direct.out).toBe(0);
  });

  test("and a CA of one's own lead the clean-up to what an earlier run left", async () => {
    const target = await cube();
    const { url, port } = await front(target, ({ headers }) => headers.authorization === `Bearer ${TOKEN}`, own);
    const proxy = await proxyServer({ credentials: `me:${PASSWORD}`, hosts: { "scim.test": port } });
    const id = await make(target, { displayName: "sp-abc123 left" });
    const path = journal(
      `https://scim.test${new URL(url).pathname}`,
      created(1, "Group", { attribute: "displayName", value: "sp-abc123 left" }, id),
    );
    const ca = join(tempFolder(), "ca.pem");
    writeFileSync(ca, root.cert);
    const env = { SCIM_TOKEN: TOKEN, HTTPS_PROXY: proxy.url.replace("//", `//${USER}@`) };
    const shut = await cli(["cleanup", path, "--token-env", "SCIM_TOKEN"], { env });
    expect(shut.code).toBe(3);
    const end = await cli(["cleanup", path, "--token-env", "SCIM_TOKEN", "--ca", ca], { env });
    expect(end, end.out + end.err).toMatchObject({ code: 0 });
    expect(end.out).toContain(`✓ Group ${id} was removed`);
    for (const secret of [TOKEN, PASSWORD, USER]) expect(shut.out + shut.err + end.out + end.err).not.toContain(secret);
  });

  test("that refuses, or is not there, is named in place of the target", async () => {
    const proxy = await proxyServer({ credentials: `me:${PASSWORD}` });
    const out = tempFolder();
    const doctor = ["doctor", "cube", "--yes", "--target", "https://scim.test/api", ...argv.slice(0, 2), "--out", out];
    const refused = await cli(doctor, {
      env: { SCIM_TOKEN: TOKEN, HTTPS_PROXY: proxy.url.replace("//", "//me:guessed-it@") },
    });
    expect(refused.code).toBe(3);
    expect(refused.out).toMatch(/The proxy 127\.0\.0\.1:\d+ refuses the user and password/u);
    expect(refused.out).toContain("→ the proxy comes from HTTPS_PROXY");
    expect(refused.out + refused.err + textsIn(out)).not.toContain("guessed-it");
    const gone = await cli(doctor, { env: { SCIM_TOKEN: TOKEN, ALL_PROXY: "http://me:guessed-it@127.0.0.1:1" } });
    expect(gone.code).toBe(3);
    expect(gone.out).toContain("The proxy cannot be used: 127.0.0.1:1 refused the connection");
    const socks = await cli(doctor, { env: { SCIM_TOKEN: TOKEN, ALL_PROXY: "socks5://me:guessed-it@127.0.0.1:1" } });
    expect(socks).toMatchObject({ code: 2, err: expect.stringContaining("socks5://") as string });
    expect(socks.err).not.toContain("guessed-it");
  });
});

describe("a signing hook", () => {
  const KEY = "the key that signs";
  const mac = (...parts: readonly string[]): string => createHmac("sha256", KEY).update(parts.join("\n")).digest("hex");

  test("gets into a gateway that demands a signature of every request, each nonce once", async () => {
    const target = await cube();
    const used = new Set<string>();
    const { url, seen } = await front(target, ({ method, url: path, body, headers }) => {
      const nonce = String(headers["x-nonce"]);
      const isNew = !used.has(nonce);
      used.add(nonce);
      return (
        isNew &&
        headers["x-signature"] === mac(method, path, body, nonce) &&
        headers.authorization === "Bearer a-token-of-ours"
      );
    });
    const sign: SignHook = ({ method, url: full, body = "" }) => {
      const { pathname, search } = new URL(full);
      const nonce = randomUUID();
      return { "X-Nonce": nonce, "X-Signature": mac(method, `${pathname}${search}`, body, nonce) };
    };
    const credentials = [{ kind: "bearer", token: "a-token-of-ours", from: "SCIM_TOKEN" }] as const;
    const done = await runOn(url, { sign, credentials });
    expectClean(done);
    const made = seen.map(({ headers }) => headers["x-signature"]).filter((one) => typeof one === "string");
    expect(made.length).toBeGreaterThan(5);
    expectNone(done.written, [KEY, "a-token-of-ours", ...made]);
    expect(done.result.suites[0]?.target.access).toEqual(["bearer token", "requests signed by a hook"]);
  });

  test("that throws is the set-up's fault, not the server's, and what it says is not shown", async () => {
    const target = await cube();
    const { url, seen } = await front(target, () => true);
    const sign: SignHook = () => {
      throw new Error(KEY);
    };
    const { result, code, written } = await runOn(url, { sign });
    expect(code).toBe(3);
    expect(result.findings).toEqual([]);
    expect(result.sentence).toContain("signing hook threw Error at access.test.ts:");
    expectNone(written, [KEY]);
    expect(seen).toHaveLength(0);
  });
});
