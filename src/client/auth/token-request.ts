import type { KeyObject } from "node:crypto";
import { HarnessError, type HeaderLine } from "../../result/index.ts";
import type { OAuthClient } from "../access.ts";
import type { WireResponse } from "../attempt.ts";
import { SECRET_FIELDS } from "../field-rules.ts";
import { signAssertion } from "./assertion.ts";

/** A token request as it is sent. */
export interface TokenRequest {
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  /** Texts in it that prove who the client is. */
  readonly secrets: readonly string[];
}

/** What the token endpoint gave. */
export interface TokenGrant {
  readonly token: string;
  /** Seconds; undefined where the answer does not say. */
  readonly expiresIn: number | undefined;
}

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Parameters that are made here, and that the configuration may not set. */
export const OWN_PARAMETERS: ReadonlySet<string> = new Set([
  "grant_type",
  "scope",
  "client_id",
  "client_secret",
  "client_assertion",
  "client_assertion_type",
]);

/**
 * The request for an access token by client credentials (RFC 6749 section 4.4.2).
 *
 * @param key the client's private key, where it proves itself with one
 * @param nowMs milliseconds since 1970
 */
export function tokenRequest(client: OAuthClient, key: KeyObject | undefined, nowMs: number): TokenRequest {
  const { clientId, proof, scope, parameters = {} } = client;
  const form = new URLSearchParams({ grant_type: "client_credentials", ...parameters });
  if (scope !== undefined) form.set("scope", scope);
  const headers: HeaderLine[] = [
    ["content-type", "application/x-www-form-urlencoded"],
    ["accept", "application/json"],
    ["accept-encoding", "identity"],
    ["user-agent", "scimproof"],
  ];
  const secrets: string[] = [];
  if (proof.kind === "private-key-jwt") {
    if (key === undefined) throw new HarnessError("INTERNAL", "A client that signs has no key.");
    const assertion = signAssertion(client, proof, key, nowMs);
    form.set("client_id", clientId);
    form.set("client_assertion_type", ASSERTION_TYPE);
    form.set("client_assertion", assertion);
    secrets.push(assertion);
  } else if (proof.in === "header") {
    const basic = basicOf(clientId, proof.secret);
    headers.push(["authorization", `Basic ${basic}`]);
    secrets.push(basic);
  } else {
    form.set("client_id", clientId);
    form.set("client_secret", proof.secret);
  }
  return { headers, body: form.toString(), secrets };
}

/** User and password of a client, each form-encoded before they are joined (RFC 6749 section 2.3.1). */
function basicOf(clientId: string, secret: string): string {
  return Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret)}`, "utf8").toString("base64");
}

/** A text as `application/x-www-form-urlencoded` writes it. */
export function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}

/**
 * Reads the answer of a token endpoint.
 *
 * @param clean takes every known secret out of what the endpoint said
 * @param learn told what in the answer is a secret
 * @throws HarnessError `ACCESS_FAILED`, saying what to change
 */
export function readTokenAnswer(
  { status, bytes }: WireResponse,
  client: OAuthClient,
  clean: (text: string) => string,
  learn: (name: string, value: string) => void,
): TokenGrant {
  const answer = parse(bytes.toString("utf8"));
  // Before anything of it is quoted: a refusal may hold a token, and say it again.
  for (const field of SECRET_FIELDS) {
    const value = answer?.[field];
    if (typeof value === "string") learn(field.replaceAll("_", " "), value);
  }
  const endpoint = `The token endpoint ${new URL(client.tokenUrl).host}`;
  const fail = (message: string, remedy: string): HarnessError =>
    new HarnessError("ACCESS_FAILED", `${endpoint} ${message}`, { remedy });
  const said = (name: string): string | undefined => {
    const value = answer?.[name];
    return typeof value === "string" && value !== "" ? clean(value).replaceAll(/\s+/gu, " ").slice(0, 200) : undefined;
  };
  if (status < 200 || status > 299) {
    const error = said("error");
    const why = said("error_description");
    throw fail(
      `refuses to give an access token: ${status}${error === undefined ? "" : ` ${error}`}${why === undefined ? "" : ` (“${why}”)`}.`,
      remedyFor(error, status, client),
    );
  }
  const token = answer?.["access_token"];
  if (typeof token !== "string" || !/^[\u0021-\u007e]+$/u.test(token)) {
    throw fail(`answered ${status} without an access token.`, "check the token URL: is it the endpoint, or a page?");
  }
  const type = answer?.["token_type"];
  if (typeof type === "string" && type.toLowerCase() !== "bearer") {
    throw fail(
      `gives tokens of ${/^[\w-]{1,30}$/u.test(type) ? `the type ${clean(type)}` : "a type with no plain name"}, and only Bearer is understood.`,
      "ask for tokens of the type Bearer, in the settings of the client at the authorization server",
    );
  }
  // Some servers write the number as text.
  const seconds = Number(answer?.["expires_in"] ?? Number.NaN);
  return { token, expiresIn: Number.isFinite(seconds) && seconds > 0 ? seconds : undefined };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What to change, by the error codes of RFC 6749 section 5.2. */
function remedyFor(error: string | undefined, status: number, { proof }: OAuthClient): string {
  switch (error ?? "") {
    case "invalid_scope":
      return "check the scope that is asked for";
    case "invalid_target":
      return "check the resource or audience that is asked for";
    case "unauthorized_client":
    case "unsupported_grant_type":
      return "let the client use the grant client_credentials, in its settings at the authorization server";
    case "invalid_client":
      return clientRemedy(proof);
    default:
      return status === 401 ? clientRemedy(proof) : "check the token URL, the client and what is asked for";
  }
}

function clientRemedy(proof: OAuthClient["proof"]): string {
  return proof.kind === "client-secret"
    ? `check the id of the client, the secret in ${proof.from}, and whether it belongs in the ${proof.in === "header" ? "body instead of the header" : "header instead of the body"}`
    : `check the id of the client, whether the key in ${proof.from} is registered for it, its key id, and the audience`;
}
