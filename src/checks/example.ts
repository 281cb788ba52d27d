import type { Contract } from "../document/index.ts";
import type { Exchange, RecordedResponse } from "../result/index.ts";
import { URN } from "../scim/index.ts";
import type { Check, CheckExample, CheckVerdict } from "./check.ts";
import { checkInput } from "./input.ts";

/** An answer that a check fails, and what it says of it. */
export interface ShownExample {
  readonly exchange: Exchange;
  readonly verdict: Extract<CheckVerdict, { outcome: "failed" }>;
}

const ID = "2819c223";
const COLLECTION = "https://scim.example.com/scim/v2/Groups";

/** A Group that nothing can be said against. */
const GROUP: Readonly<Record<string, unknown>> = {
  schemas: [URN.group],
  id: ID,
  displayName: "Sales",
  members: [{ value: "26118915", display: "Ana" }],
  meta: {
    resourceType: "Group",
    created: "2026-01-31T09:30:00Z",
    lastModified: "2026-01-31T09:30:01Z",
    location: `${COLLECTION}/${ID}`,
  },
};

/**
 * Plays a check's example: an answer to a PUT of a Group, held against the check itself.
 *
 * @param contract any that declares a PUT on a Group
 * @returns undefined where the check has no example, or finds nothing wrong with it
 */
export function showExample(check: Check, contract: Contract): ShownExample | undefined {
  const operation = contract.operations.find(
    ({ method, resourceType }) => method === "PUT" && resourceType === "Group",
  );
  if (check.example === undefined || operation === undefined) return undefined;
  const exchange = exchangeOf(check.example, operation.key);
  const verdict = check
    .judge(checkInput(contract, exchange, []))
    .find((one): one is ShownExample["verdict"] => one.outcome === "failed");
  return verdict === undefined ? undefined : { exchange, verdict };
}

function exchangeOf(
  { status = 200, type = "application/json", date, body, group, breaks }: CheckExample,
  operation: string,
): Exchange {
  const text = body ?? JSON.stringify({ ...GROUP, ...group });
  const response: RecordedResponse = {
    status,
    headers: [["content-type", type], ...(date === undefined ? [] : [["date", date] as const])],
    body: text,
    bodyBytes: Buffer.byteLength(text),
    utf8: true,
    bom: false,
  };
  return {
    id: "example#1",
    scenario: "example",
    purpose: "scenario",
    intent: { kind: "valid" },
    operation,
    resource: { type: "Group", id: ID },
    title: "PUT a Group",
    request: {
      method: "PUT",
      url: `${COLLECTION}/${ID}`,
      headers: [["content-type", "application/json"]],
      body: JSON.stringify({ schemas: [URN.group], displayName: "Sales", members: [{ value: "26118915" }] }),
    },
    ...(breaks === true ? { failure: { kind: "reset", message: "the connection was closed" } } : { response }),
    startedAt: "2026-01-31T09:30:00.000Z",
    durationMs: 1,
    notes: [],
    disclosed: [],
  };
}
