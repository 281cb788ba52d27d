import type { IncomingHttpHeaders } from "node:http";
import type { Call, Service } from "./call.ts";

/** A request as it came in, from the network or not. */
export interface Incoming {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Undefined when it was too large to be kept. */
  readonly bytes: Buffer | undefined;
}

/** The call that a request begins with. */
export function callOf(service: Service, { method, url, headers, bytes }: Incoming): Call {
  const [path, query] = splitOnce(url, "?");
  return {
    service,
    method,
    path,
    query: new URLSearchParams(query),
    headers,
    bytes: bytes ?? Buffer.alloc(0),
    tooLarge: bytes === undefined,
    type: undefined,
    id: undefined,
    body: undefined,
    before: undefined,
    after: undefined,
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
