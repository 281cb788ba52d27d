import { type Contract, contractFrom, sourceFrom } from "../document/index.ts";
import type { Exchange, RecordedResponse } from "../result/index.ts";
import { URN } from "../scim/index.ts";
import type { Check } from "./check.ts";
import { checkInput } from "./input.ts";

/** Key of the one operation that {@link contractWith} declares. */
export const PUT = "PUT /scim/v2/Groups/{id}";

/** The id that {@link put} and {@link get} address unless told otherwise. */
export const ID = "g-1";

const GROUP_SCHEMA = {
  type: "object",
  required: ["displayName"],
  properties: {
    id: { type: "string", readOnly: true },
    displayName: { type: "string" },
    members: { type: "array", items: { type: "object", properties: { value: { type: "string" } } } },
  },
};

/** The content of a response or request: one schema for each media type. */
export function content(schema: unknown, ...types: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    content: Object.fromEntries((types.length > 0 ? types : ["application/json"]).map((type) => [type, { schema }])),
  };
}

/** A contract with one PUT on a Group; the responses and the request body may be given. */
export function contractWith(
  responses: Readonly<Record<string, unknown>> = {
    200: content(GROUP_SCHEMA),
    404: content({ type: "object", properties: { status: { type: "string" } } }),
  },
  requestBody: unknown = content(GROUP_SCHEMA),
): Contract {
  const described = Object.entries(responses).map(([status, response]) => [
    status,
    { description: "an answer", ...(response as object) },
  ]);
  const document = {
    openapi: "3.1.0",
    info: { title: "Example SCIM", version: "1" },
    paths: { "/scim/v2/Groups/{id}": { put: { requestBody, responses: Object.fromEntries(described) } } },
  };
  return contractFrom(sourceFrom(JSON.stringify(document), "test.json", "DOCUMENT_INVALID"), undefined, undefined);
}

/** A Group that nothing can be said against. */
export function group(extra: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    schemas: [URN.group],
    id: ID,
    displayName: "Sales",
    members: [{ value: "u-1" }],
    meta: {
      resourceType: "Group",
      created: "2026-01-31T09:30:00Z",
      lastModified: "2026-01-31T09:30:01Z",
      location: `https://scim.example/scim/v2/Groups/${ID}`,
    },
    ...extra,
  };
}

/** What an answer is made of; a body that is no text is sent as JSON. */
export interface Answer extends Partial<Omit<Exchange, "request" | "response">> {
  readonly status?: number;
  readonly body?: unknown;
  /** Content-Type of the answer; null for none. */
  readonly type?: string | null;
  readonly headers?: RecordedResponse["headers"];
  readonly bytes?: Partial<Pick<RecordedResponse, "bodyBytes" | "utf8" | "bom">>;
  readonly method?: string;
  readonly url?: string;
  /** Content-Type of the request. */
  readonly sent?: string;
  /** True when nothing came back at all. */
  readonly silent?: boolean;
}

/** A declared PUT on a Group and its answer. */
export function put(answer: Answer = {}): Exchange {
  const { status = 200, body = group(), type = "application/json", headers = [], bytes, ...rest } = answer;
  const { method = "PUT", sent = "application/json", silent = false, url, ...exchange } = rest;
  const id = exchange.resource?.id ?? ID;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response: RecordedResponse = {
    status,
    headers: [...(type === null ? [] : [["content-type", type] as const]), ...headers],
    body: text,
    bodyBytes: Buffer.byteLength(text),
    utf8: true,
    bom: false,
    ...bytes,
  };
  return {
    id: "test#2",
    scenario: "test",
    purpose: "scenario",
    intent: { kind: "valid" },
    operation: PUT,
    resource: { type: "Group", id },
    title: "PUT a Group",
    request: {
      method,
      url: url ?? `http://127.0.0.1:1/scim/v2/Groups/${encodeURIComponent(id)}`,
      headers: [["content-type", sent]],
      body: "{}",
    },
    ...(silent ? {} : { response }),
    startedAt: "2026-01-31T09:30:00.000Z",
    durationMs: 1,
    notes: [],
    disclosed: [],
    ...exchange,
  };
}

/** A GET that the document does not declare, and its answer. */
export function get(answer: Answer = {}): Exchange {
  const { operation: _, ...exchange } = put({
    method: "GET",
    purpose: "observation",
    intent: { kind: "helper" },
    title: "read the Group",
    ...answer,
  });
  return exchange;
}

/** What a check says, a line for each verdict: `passed REQUIREMENT invariant`. */
export function verdicts(
  check: Check,
  exchange: Exchange,
  contract: Contract = contractWith(),
  history: readonly Exchange[] = [],
): readonly string[] {
  return check
    .judge(checkInput(contract, exchange, history))
    .map(({ outcome, requirement, invariant }) => `${outcome} ${requirement} ${invariant}`);
}

/** The failures among {@link verdicts}, without the word. */
export function failures(...parts: Parameters<typeof verdicts>): readonly string[] {
  return verdicts(...parts).flatMap((line) => (line.startsWith("failed ") ? [line.slice("failed ".length)] : []));
}
