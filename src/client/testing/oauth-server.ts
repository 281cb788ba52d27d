import { createPublicKey, randomUUID, verify } from "node:crypto";
import type { OAuthClient } from "../access.ts";
import { type Handler, httpServer, type SeenRequest, type TestServer } from "./servers.ts";

/** How an authorization server of a test knows its client. */
export interface OAuthServerOptions {
  readonly clientId: string;
  /** The client's secret, where it proves itself by that. */
  readonly secret?: string;
  /** The client's public key in PEM, where it signs. */
  readonly publicKey?: string;
  /** `expires_in` of every token, in seconds; left out of the answer by default. */
  readonly expiresIn?: number;
  /** Requests for which a token holds; for ever by default. */
  readonly uses?: number;
  /** Answers the n-th token request, from 1, in place of the server; return false to leave it to the server. */
  readonly instead?: (...parameters: Parameters<Handler>) => boolean;
}

/** An authorization server with one client, on 127.0.0.1, that ends with its test. */
export interface OAuthServer extends TestServer {
  readonly tokenUrl: string;
  /** Every token that was given, oldest first. */
  readonly issued: readonly string[];
  /** What every token request was, without what proves the client. */
  readonly asked: readonly Readonly<Record<string, string>>[];
  /** True for a token that holds; counts as one use of it. */
  admits(authorization: string | undefined): boolean;
  /** Has no token hold any longer. */
  revoke(): void;
}

type Form = Readonly<Record<string, string>>;

/** Starts an authorization server that demands what RFC 6749 and RFC 7523 have it demand. */
export async function oauthServer(options: OAuthServerOptions): Promise<OAuthServer> {
  const issued: string[] = [];
  const asked: Form[] = [];
  const uses = new Map<string, number>();
  const jtis = new Set<string>();
  let tokenUrl = "";
  const server = await httpServer((request, response, n) => {
    if (options.instead?.(request, response, n) === true) return;
    const form = Object.fromEntries(new URLSearchParams(request.body));
    const { client_secret: _, client_assertion: __, ...rest } = form;
    asked.push(rest);
    const error = errorIn(request, form, options, tokenUrl, jtis);
    if (error !== undefined) {
      const body = { error, error_description: `client ${options.clientId}: ${JSON.stringify(form)}` };
      response.writeHead(error === "invalid_client" ? 401 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
      return;
    }
    const token = `at-${randomUUID()}`;
    issued.push(token);
    uses.set(token, options.uses ?? Number.POSITIVE_INFINITY);
    const life = options.expiresIn === undefined ? {} : { expires_in: options.expiresIn };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ access_token: token, token_type: "bearer", ...life }));
  });
  tokenUrl = `${server.url}/oauth/token?tenant=1`;
  return {
    ...server,
    tokenUrl,
    issued,
    asked,
    admits: (authorization) => {
      const token = authorization?.replace(/^Bearer /u, "") ?? "";
      const left = uses.get(token) ?? 0;
      uses.set(token, left - 1);
      return left > 0;
    },
    revoke: () => uses.clear(),
  };
}

function errorIn(
  { method, headers }: SeenRequest,
  form: Form,
  { clientId, secret, publicKey }: OAuthServerOptions,
  tokenUrl: string,
  jtis: Set<string>,
): string | undefined {
  if (method !== "POST" || headers["content-type"] !== "application/x-www-form-urlencoded") return "invalid_request";
  if (form["grant_type"] !== "client_credentials") return "unsupported_grant_type";
  if (form["scope"] === "too-much") return "invalid_scope";
  if (publicKey !== undefined)
    return isProven(form, clientId, publicKey, tokenUrl, jtis) ? undefined : "invalid_client";
  const basic = /^Basic (.*)$/u.exec(headers.authorization ?? "")?.[1];
  const [id, shown] =
    basic === undefined
      ? [form["client_id"], form["client_secret"]]
      : Buffer.from(basic, "base64").toString("utf8").split(":").map(formDecoded);
  return id === clientId && shown === secret ? undefined : "invalid_client";
}

function formDecoded(text: string): string {
  return new URLSearchParams(`x=${text}`).get("x") ?? "";
}

/** RFC 7523 section 3, each of its demands. */
function isProven(form: Form, clientId: string, publicKey: string, tokenUrl: string, jtis: Set<string>): boolean {
  if (form["client_assertion_type"] !== "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") return false;
  const [head = "", body = "", signature = ""] = (form["client_assertion"] ?? "").split(".");
  const { alg } = decoded(head);
  const { iss, sub, aud, jti, iat, exp } = decoded(body);
  const now = Date.now() / 1000;
  const isNew = typeof jti === "string" && jti.length > 8 && !jtis.has(jti);
  jtis.add(String(jti));
  return (
    isSigned(String(alg), `${head}.${body}`, signature, publicKey) &&
    [iss, sub].every((one) => one === clientId) &&
    aud === tokenUrl &&
    isNew &&
    Number(iat) <= now &&
    Number(exp) > now &&
    Number(exp) < now + 300
  );
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
}

function isSigned(alg: string, text: string, signature: string, publicKey: string): boolean {
  const key = createPublicKey(publicKey);
  const bytes = Buffer.from(signature, "base64url");
  const data = Buffer.from(text);
  if (alg === "RS256") return verify("sha256", data, key, bytes);
  if (alg === "PS256") return verify("sha256", data, { key, padding: 6, saltLength: 32 }, bytes);
  return alg === "ES256" && verify("sha256", data, { key, dsaEncoding: "ieee-p1363" }, bytes);
}

/** The client that a server of a test knows by its secret. */
export function secretClient(tokenUrl: string, secret: string, place: "header" | "body" = "header"): OAuthClient {
  return {
    tokenUrl,
    clientId: "scim client",
    proof: { kind: "client-secret", secret, in: place, from: "CLIENT_SECRET" },
  };
}
