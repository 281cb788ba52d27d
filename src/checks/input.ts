import type { Contract, DeclaredResponse, Operation } from "../document/index.ts";
import { type Exchange, headerOf } from "../result/index.ts";
import type { CheckInput, ParsedBody } from "./check.ts";

/** Finds the declared response for a status: exact before range before `default` (OpenAPI 3.1, Responses Object). */
export function declaredResponse(operation: Operation, status: number): DeclaredResponse | undefined {
  const range = `${Math.trunc(status / 100)}XX`;
  const by = (wanted: string): DeclaredResponse | undefined =>
    operation.responses.find((response) => response.status.toUpperCase() === wanted);
  return by(String(status)) ?? by(range) ?? by("DEFAULT");
}

/** The media type of a Content-Type value: lower case, no parameters. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  return type === "" ? undefined : type;
}

/** True for application/json and every `+json` type (RFC 6839 section 3.1). */
export function isJsonType(mediaType: string): boolean {
  return mediaType === "application/json" || mediaType.endsWith("+json");
}

/** Parses a response body once. */
export function parseBody(exchange: Exchange): ParsedBody {
  const { response } = exchange;
  if (response === undefined || response.bodyBytes === 0) return { kind: "none" };
  try {
    const value: unknown = JSON.parse(response.body);
    return { kind: "json", value };
  } catch (error) {
    return { kind: "not-json", why: error instanceof Error ? error.message : "not JSON" };
  }
}

/** Makes what checks look at from an exchange, its body and the earlier ones of its resource. */
export function checkInput(
  contract: Contract,
  exchange: Exchange,
  history: readonly Exchange[],
  body: ParsedBody = parseBody(exchange),
): CheckInput {
  const operation =
    exchange.operation === undefined ? undefined : contract.operations.find(({ key }) => key === exchange.operation);
  const { response } = exchange;
  return {
    exchange,
    contract,
    operation,
    declared:
      operation === undefined || response === undefined ? undefined : declaredResponse(operation, response.status),
    body,
    mediaType: mediaTypeOf(response === undefined ? undefined : headerOf(response.headers, "content-type")),
    history,
  };
}
