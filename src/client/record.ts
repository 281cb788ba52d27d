import type { Exchange, HeaderLine, RecordedRequest, RecordedResponse, TransportFailure } from "../result/index.ts";
import type { WireResponse } from "./attempt.ts";
import type { Redacted, Redactor } from "./redactor.ts";
import { isSecretHeader } from "./secrets.ts";
import type { DecodedText } from "./text.ts";
import type { CredentialChoice, OutgoingRequest } from "./types.ts";

/** An answer with its body as text. */
export interface Decoded extends Omit<WireResponse, "bytes"> {
  readonly decoded: DecodedText;
}

/** Everything that came of a request, before anything is taken out. */
export interface Outcome {
  readonly request: OutgoingRequest;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  /** Those of them that the signing hook made. */
  readonly added: readonly HeaderLine[];
  readonly response: Decoded | undefined;
  readonly failure: TransportFailure | undefined;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly notes: readonly string[];
}

// Of an answer that did not end, or is too long, this much is evidence enough.
const CUT_BODY_LENGTH = 64 * 1024;

// Nobody reads more of it.
const LONGEST_NOTE = 300;

/**
 * Makes the Exchange. The only way from the network to an artefact, so the place where secrets are taken out.
 *
 * @param secretHeaders names, in lower case, of headers whose values are replaced whole.
 */
export function recordExchange(outcome: Outcome, redactor: Redactor, secretHeaders: ReadonlySet<string>): Exchange {
  const { request, failure } = outcome;
  const found = new Set<string>();
  const disclosed = ({ text, found: names }: Redacted): string => {
    for (const name of names) found.add(name);
    return text;
  };
  const response =
    outcome.response && recordResponse(outcome.response, failure !== undefined, redactor, secretHeaders, disclosed);
  const { operation, resource } = request;
  return {
    id: request.id,
    scenario: request.scenario,
    purpose: request.purpose,
    intent: request.intent,
    ...(operation === undefined ? {} : { operation }),
    ...(resource === undefined ? {} : { resource: { type: resource.type, id: redactor.redact(resource.id).text } }),
    title: redactor.redact(request.title).text,
    request: recordRequest(outcome, redactor, secretHeaders),
    ...(response === undefined ? {} : { response }),
    ...(failure === undefined
      ? {}
      : { failure: { kind: failure.kind, message: redactCut(failure.message, redactor) } }),
    startedAt: new Date(outcome.startedAtMs).toISOString(),
    durationMs: Math.round(outcome.durationMs * 100) / 100,
    notes: outcome.notes.map((note) => redactCut(note, redactor)),
    disclosed: [...found].sort(),
  };
}

/**
 * What others said, or a path: cut where it is long, and so it may end with the first half of a secret. Cut here only
 * when it is rid of secrets: in escapes within one another a half would not be known for one.
 */
function redactCut(text: string, redactor: Redactor): string {
  const clean = text
    .split("…")
    .map((piece) => redactor.redactUrl(piece, true).text)
    .join("…");
  return clean.length > LONGEST_NOTE ? `${clean.slice(0, LONGEST_NOTE)}…` : clean;
}

function recordRequest(outcome: Outcome, redactor: Redactor, secretHeaders: ReadonlySet<string>): RecordedRequest {
  const { method, body } = outcome.request;
  const added = new Set(outcome.added.map(([name]) => name));
  return {
    method,
    url: redactor.redactUrl(outcome.url).text,
    headers: outcome.headers.map(([name, value]) => [
      name,
      added.has(name)
        ? SIGNED_MARK
        : secretHeaders.has(name)
          ? withoutSecret(value, outcome.request.credential)
          : redactor.redactUrl(value).text,
    ]),
    ...(body === undefined ? {} : { body: redactor.redact(body).text }),
  };
}

function recordResponse(
  { status, headers, length, decoded }: Decoded,
  partial: boolean,
  redactor: Redactor,
  secretHeaders: ReadonlySet<string>,
  disclosed: (redacted: Redacted) => string,
): RecordedResponse {
  // Looked at further than kept, so that the cut does not go through a secret and leave its first half.
  const { text, utf8, bom } = decoded;
  const looked = partial ? text.slice(0, 2 * CUT_BODY_LENGTH) : text;
  const body = disclosed(redactor.redact(looked, partial));
  return {
    status,
    headers: headers.map(([name, value]) => {
      const clean = disclosed(redactor.redactUrl(value));
      return [disclosed(redactor.redact(name)), hidden(name, secretHeaders) ? "[redacted]" : clean];
    }),
    body: partial ? body.slice(0, CUT_BODY_LENGTH) : body,
    bodyBytes: length,
    utf8,
    bom,
  };
}

function hidden(name: string, secretHeaders: ReadonlySet<string>): boolean {
  return isSecretHeader(name) || secretHeaders.has(name);
}

// Whose credential it was is evidence too, and what makes a replay send the right one.
const MARKS: Readonly<Record<CredentialChoice, string>> = {
  configured: "[redacted]",
  none: "[redacted]",
  wrong: "[redacted: a wrong one]",
  other: "[redacted: another tenant's]",
};

const SIGNED_MARK = "[redacted: by the signing hook]";

// The scheme says how the request authenticated, which is evidence.
function withoutSecret(value: string, choice: CredentialChoice): string {
  const scheme = /^(?:Bearer|Basic|Digest|Negotiate|ApiKey|Token) (?=\S)/i.exec(value)?.[0] ?? "";
  return `${scheme}${MARKS[choice]}`;
}
