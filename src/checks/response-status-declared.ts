import { type Check, defineCheck, failed, passed } from "./check.ts";

const UNDECLARED = "OPENAPI-STATUS-DECLARED";
const DEFECT = "DOCUMENT-STATUS-MISSING";

/**
 * The status is one that the document declares for the operation.
 * An undeclared refusal that the request provoked is the document's gap, not the server's fault; 5xx is another check's.
 */
export const responseStatusDeclared: Check = defineCheck({
  id: "response.status-declared",
  title: "The status is declared by the document",
  requirements: [UNDECLARED, DEFECT],
  scope: "declared",
  example: { status: 201 },
  judge: ({ exchange, operation, declared }) => {
    const status = exchange.response?.status;
    if (operation === undefined || status === undefined || status >= 500) return [];
    if (declared !== undefined) return [passed(UNDECLARED, `status-${status}`)];
    const { intent } = exchange;
    // The document names a status for this very cause: the scenario holds the answer against that.
    if (intent.kind === "provoked" && namesCause(operation.responses, intent.cause)) return [];
    const refusal = status >= 400;
    // A credential that ran out in mid-run: the scenario ends inconclusive, and a run that confirmed nothing with it.
    if (status === 401 && intent.kind === "valid") return [];
    if (status === 429 || (refusal && intent.kind !== "valid")) {
      return [
        failed(DEFECT, `status-${status}`, {
          expected: [`a declaration of ${status}, 4XX or default for ${operation.key}`],
          actual: `declared are ${statuses(operation.responses)}`,
          message: `The server answered ${status} to ${describe(intent)}; the document declares no status for that.`,
        }),
      ];
    }
    // A success that answers a provocation is judged by what it did, which only the scenario can see.
    // So is a redirect, which may lead to where one logs in.
    if (!refusal && intent.kind !== "valid") return [];
    return [
      failed(UNDECLARED, `status-${status}`, {
        expected: operation.responses.map(({ status: declaredStatus }) => declaredStatus),
        actual: String(status),
        message: `${operation.key} answered ${status}, which the document does not declare, to ${describe(intent)}.`,
      }),
    ];
  },
});

function namesCause(responses: readonly { readonly status: string }[], cause: string): boolean {
  const named = cause === "unknown-id" ? ["404"] : cause === "credentials" ? ["401", "403"] : [];
  return responses.some(({ status }) => named.includes(status));
}

function statuses(responses: readonly { readonly status: string }[]): string {
  return responses.map(({ status }) => status).join(", ");
}

function describe(intent: { readonly kind: string; readonly cause?: string; readonly why?: string }): string {
  if (intent.kind === "valid") return "a valid documented request";
  if (intent.kind === "open") return `a request that the sources leave open (${intent.why ?? "no reason given"})`;
  return `a request that is wrong on purpose (${intent.cause ?? "no cause given"})`;
}
