import { validateHeaderName, validateHeaderValue } from "node:http";
import { HarnessError, type HeaderLine } from "../result/index.ts";
import { credentialHeaders } from "./credential-headers.ts";
import type { ClientOptions, OutgoingRequest } from "./types.ts";

/**
 * The header lines of a request: those of the client, then those of the request, then the credential. Each name once;
 * `credentialNames` come from nowhere but the credential.
 *
 * @throws HarnessError `INTERNAL` when a name or value cannot be a header.
 */
export function requestHeaders(
  request: OutgoingRequest,
  options: ClientOptions,
  credentialNames: ReadonlySet<string>,
): readonly HeaderLine[] {
  const lines = new Map<string, string>([
    ["user-agent", options.userAgent ?? "scimproof"],
    // A server that compresses all the same is understood.
    ["accept-encoding", "identity"],
  ]);
  for (const [name, value] of [...Object.entries(options.headers), ...Object.entries(request.headers)]) {
    if (!credentialNames.has(name.toLowerCase())) lines.set(name.toLowerCase(), value);
  }
  for (const [name, value] of credentialHeaders(options, request.credential)) lines.set(name, value);
  for (const [name, value] of lines) validate(name, value);
  return [...lines];
}

function validate(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    // The value may be a credential, so it is neither shown nor kept as the cause.
    throw new HarnessError("INTERNAL", `The value of the header ${name.slice(0, 80)} cannot be sent.`);
  }
}
