import { Agent } from "undici";
import { headerOf } from "../result/index.ts";
import { attempt } from "./attempt.ts";
import { LargeBodies } from "./large-bodies.ts";
import type { ClientLimits } from "./types.ts";

type DocumentLimits = Pick<ClientLimits, "connectTimeoutMs" | "headersTimeoutMs" | "bodyTimeoutMs" | "maxBodyBytes">;

/** How long a step may take, and how much may come. */
const LIMITS: DocumentLimits = {
  connectTimeoutMs: 5000,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 10_000,
  maxBodyBytes: 16 * 1024 * 1024,
};

const MAX_REDIRECTS = 3;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * Gets a document that another one refers to: a plain GET, without any credential or cookie, of https: (or of http: on
 * this machine). A redirect leads to no weaker scheme, and not onto this machine.
 *
 * @param limits for tests
 * @throws Error whose message says why it cannot be had
 */
export async function fetchDocument(address: string, limits: DocumentLimits = LIMITS): Promise<string> {
  const agent = new Agent({ connect: { timeout: limits.connectTimeoutMs } });
  try {
    let url = new URL(address);
    if (!isReadable(url)) throw new Error(`${url.protocol} is not read`);
    for (let redirects = 0; ; redirects += 1) {
      const next = await get(agent, url, limits);
      if (typeof next === "string") return next;
      if (redirects >= MAX_REDIRECTS) throw new Error(`it redirects more than ${MAX_REDIRECTS} times`);
      checkRedirect(url, next.to);
      url = next.to;
    }
  } finally {
    await agent.destroy();
  }
}

/** The text at an address, or where it redirects to. */
async function get(agent: Agent, url: URL, limits: DocumentLimits): Promise<string | { readonly to: URL }> {
  const wire = {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: "GET",
    headers: [
      ["user-agent", "scimproof"],
      ["accept", "application/yaml, application/json, text/yaml, */*;q=0.1"],
      ["accept-encoding", "identity"],
    ] as const,
    body: undefined,
  };
  const { response, failure } = await attempt(
    agent,
    wire,
    limits,
    new AbortController().signal,
    new LargeBodies().claim(),
  );
  if (failure?.kind === "body-too-large") throw new Error(`it has more than ${limits.maxBodyBytes} bytes`);
  if (failure !== undefined || response === undefined) throw new Error(failure?.message ?? "it was not answered");
  const { status, headers, bytes } = response;
  const location = headerOf(headers, "location");
  if (status >= 300 && status < 400 && location !== undefined) {
    if (!URL.canParse(location, url)) throw new Error("it redirects to what is no address");
    return { to: new URL(location, url) };
  }
  if (status !== 200) throw new Error(`${url.origin}${url.pathname} answered ${status}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error("it is not UTF-8", { cause });
  }
}

function checkRedirect(from: URL, to: URL): void {
  if (!isReadable(to) || (from.protocol === "https:" && to.protocol !== "https:"))
    throw new Error(`it redirects to ${to.protocol}, which is not followed`);
  if (to.username !== "" || to.password !== "") throw new Error("it redirects to an address with a user name in it");
  if (from.protocol === "https:" && LOOPBACK.test(to.hostname)) throw new Error("it redirects to this machine");
}

function isReadable({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}
