import type { Exchange, PreflightStep, TransportFailure } from "../../result/index.ts";
import { attributeOf, isObject } from "../../scim/index.ts";
import type { Step } from "../preflight.ts";
import type { Session } from "../session.ts";
import { ask } from "./ask.ts";
import { credentialRefused, isHtml, ok, wrong } from "./say.ts";

/** Reads the collection once: nothing can be changed by that, and every wrong address, certificate and token shows. */
export const checkReach: Step = async (session, _ledger, offers) => {
  const exchange = await ask(session, {
    title: "read the collection",
    method: "GET",
    path: `${session.collectionPath(session.operation.resourceType)}?startIndex=1&count=1`,
  });
  if (exchange.response === undefined) return [unreachable(session, exchange)];
  const refused = credentialRefused(exchange, session.target);
  if (refused !== undefined) return [refused];
  const { status } = exchange.response;
  if (status >= 300 && status < 400) {
    const to = exchange.response.headers.find(([name]) => name === "location")?.[1] ?? "somewhere else";
    return [wrong("base-path", `The server redirects to ${to}.`, `give the address it redirects to: --target …`)];
  }
  if (isHtml(exchange)) return [await wrongBase(session, `The server answers a web page (${status}), not SCIM.`)];
  offers.list = status === 200 && isList(exchange);
  return [
    ok(
      "reach",
      `${session.target.baseUrl} answers${offers.list ? " and lists resources" : ` (${status} for the collection)`}.`,
    ),
  ];
};

function isList(exchange: Exchange): boolean {
  try {
    const body: unknown = JSON.parse(exchange.response?.body ?? "");
    // Resources is absent from an empty list (RFC 7644 section 3.4.2).
    return isObject(body) && typeof attributeOf(body, "totalResults") === "number";
  } catch {
    return false;
  }
}

function unreachable(session: Session, exchange: Exchange): PreflightStep {
  const failure = exchange.failure ?? { kind: "reset" as const, message: "no answer" };
  return wrong("reach", `No answer from ${session.target.baseUrl}: ${failure.message}`, remedyFor(failure));
}

const PROXY_REMEDY =
  "the proxy comes from HTTPS_PROXY, HTTP_PROXY or ALL_PROXY (http://user:password@proxy:8080): put it right, or put the server's host into NO_PROXY";

function remedyFor(failure: TransportFailure): string {
  switch (failure.kind) {
    case "proxy":
      return PROXY_REMEDY;
    case "refused":
      return "is the server running, and is the port right? --target http://127.0.0.1:PORT/…";
    case "dns":
      return "is the host name right? --target or --server-var";
    case "tls":
      return "trust its issuer with --ca FILE; name a client certificate with --cert and --key where it wants one";
    case "connect-timeout":
    case "timeout":
      return "is it reachable from here? a slow server needs --timeout 60s";
    case "body-too-large":
      return "raise --max-body";
    case "reset":
      return "is the scheme (http or https) right, and does the server demand a client certificate? --cert FILE --key FILE";
    case "truncated":
    case "malformed":
    case "redirect":
    case "aborted":
      return "is this an HTTP server, and is the scheme (http or https) right?";
  }
}

/** A wrong base path, with the right one where a look around finds it. */
export async function wrongBase(session: Session, message: string): Promise<PreflightStep> {
  const collection = session.collectionPath(session.operation.resourceType);
  const url = `${session.target.baseUrl}${collection}`;
  const found = await findBase(session, collection);
  return wrong(
    "base-path",
    `${message} The document's path is ${session.operation.path}, so requests go to ${url}.`,
    found === undefined ? `check the path of --target: the document's paths are put behind it` : `--target ${found}`,
  );
}

/** Looks for the collection at a few neighbouring base paths; reads only. */
async function findBase(session: Session, collection: string): Promise<string | undefined> {
  const base = new URL(session.target.baseUrl);
  const own = base.pathname.replace(/\/$/u, "");
  const prefix = collection.slice(0, collection.lastIndexOf("/"));
  const candidates = [
    own.endsWith(prefix) && prefix !== "" ? own.slice(0, -prefix.length) : undefined,
    own.slice(0, own.lastIndexOf("/")),
    `${own}/api`,
    "",
  ];
  for (const path of new Set(candidates.filter((candidate) => candidate !== undefined && candidate !== own))) {
    const exchange = await ask(session, {
      title: "look for the collection at another base path",
      method: "GET",
      path: `${path}${collection}?startIndex=1&count=1`,
      fromOrigin: true,
    });
    const status = exchange.response?.status;
    if (status === 401 || status === 403 || (status === 200 && isList(exchange))) return `${base.origin}${path}`;
  }
  return undefined;
}
