import type { Exchange } from "../result/index.ts";
import { isObject, type JsonObject, membersOf, SCIM_TYPES, textAttribute } from "../scim/index.ts";
import { NoVerdict } from "./context.ts";

/** True for a status that claims success. */
export function isSuccess(exchange: Exchange): boolean {
  const status = exchange.response?.status ?? 0;
  return status >= 200 && status < 300;
}

/** True for a status that refuses the request as the client's fault. */
export function isRefusal(exchange: Exchange): boolean {
  const status = exchange.response?.status ?? 0;
  return status >= 400 && status < 500;
}

/** Why a refusal of a valid request says nothing about the operation: too many requests, or a credential that ran out. */
export function notTheServersFault(exchange: Exchange): string | undefined {
  const status = exchange.response?.status;
  if (status === 429) return "the server allows no more requests for now: lower --rate or --concurrency";
  if (status === 401) return "the credential was refused in the middle of the run: has it expired?";
  return undefined;
}

/** The status for a person, or what happened instead. */
export function statusText(exchange: Exchange): string {
  if (exchange.response !== undefined && exchange.failure === undefined) return String(exchange.response.status);
  return `no answer (${exchange.failure?.kind ?? "unknown"}: ${exchange.failure?.message ?? ""})`;
}

/** The body of an answer as JSON, whatever its status; undefined when it is none. */
export function bodyIn({ response }: Pick<Exchange, "response">): unknown {
  try {
    return JSON.parse(response?.body ?? "") as unknown;
  } catch {
    return undefined;
  }
}

/** The `scimType` of an error body (RFC 7644 section 3.12). */
export function scimTypeOf(exchange: Exchange): string | undefined {
  const body = bodyIn(exchange);
  return isObject(body) ? textAttribute(body, "scimType") : undefined;
}

/**
 * True unless a `scimType` has an RFC's word for something else. One of the server's own is another check's to note: it says
 * nothing else than what it says.
 */
export function fitsKeyword(scimType: string | undefined, keywords: readonly string[]): boolean {
  return scimType === undefined || keywords.includes(scimType) || !SCIM_TYPES.has(scimType);
}

/** The resource in an answer, or undefined when it shows none. */
export function answeredResource(exchange: Exchange): JsonObject | undefined {
  const body = isSuccess(exchange) ? bodyIn(exchange) : undefined;
  return isObject(body) ? body : undefined;
}

/** The Group state that an answer shows. */
export function answeredState(exchange: Exchange): ReturnType<typeof groupState> | undefined {
  const resource = answeredResource(exchange);
  return resource === undefined ? undefined : groupState(resource);
}

/** Name and members as a representation shows them. */
export function groupState(resource: JsonObject): {
  readonly displayName: string | undefined;
  readonly members: ReturnType<typeof membersOf>;
} {
  return { displayName: textAttribute(resource, "displayName"), members: membersOf(resource) };
}

/**
 * Ends the scenario when no answer came: a time-out or a broken connection says nothing about what the server did.
 *
 * @throws NoVerdict `inconclusive`
 */
export function needAnswer(exchange: Exchange): void {
  if (exchange.response === undefined || exchange.failure !== undefined) {
    throw new NoVerdict("inconclusive", `no answer to “${exchange.title}”: ${statusText(exchange)}`);
  }
}
