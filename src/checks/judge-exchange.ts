import type { Contract } from "../document/index.ts";
import type { Exchange, Judgement } from "../result/index.ts";
import { CHECKS } from "./catalogue.ts";
import type { Check, CheckVerdict, ParsedBody } from "./check.ts";
import { checkInput } from "./input.ts";

// What an undeclared endpoint does against the RFC is told and decides nothing.
const HELPER = "HELPER-CONFORMS";

const WITHOUT_BODY = new Set([
  "response.received",
  "response.status-declared",
  "response.no-5xx",
  "response.no-secret",
]);

/**
 * Runs every check on one exchange. Pure: the same exchange and history give the same judgements.
 *
 * @param body of the exchange, where it has been parsed already
 * @param only the checks to run, by id; all of them by default
 * @param own further checks, run after those of the catalogue
 * @param hasPatch true once the server has said that it has PATCH, or has carried one out
 */
export function judgeExchange(
  contract: Contract,
  exchange: Exchange,
  history: readonly Exchange[],
  body?: ParsedBody,
  only?: ReadonlySet<string>,
  own: readonly Check[] = [],
  hasPatch: boolean = false,
): readonly Judgement[] {
  const input = { ...checkInput(contract, exchange, history, body), hasPatch };
  const isHelper = input.operation === undefined;
  // Of an answer that broke off only what has arrived can be judged, and that is not the body.
  const all = own.length === 0 ? CHECKS : [...CHECKS, ...own];
  const whole = exchange.failure === undefined ? all : CHECKS.filter(({ id }) => WITHOUT_BODY.has(id));
  const checks = only === undefined ? whole : whole.filter(({ id }) => only.has(id));
  const operation = operationOf(exchange);
  const judgements: Judgement[] = [];
  for (const check of checks) {
    if (isHelper && check.scope === "declared") continue;
    const demoted = isHelper && !(check.scope === "always" || (check.scope === "after-write" && wasWritten(history)));
    for (const verdict of check.judge(input)) {
      judgements.push(toJudgement(check, verdict, exchange, operation, demoted));
    }
  }
  return judgements;
}

/** True when a declared operation has written the resource: from then on what helpers show is that write's effect. */
function wasWritten(history: readonly Exchange[]): boolean {
  return history.some(({ operation, response }) => operation !== undefined && (response?.status ?? 500) < 300);
}

const NONE: readonly string[] = [];

function operationOf({ operation, request, resource }: Exchange): string {
  return operation ?? `${request.method} ${resource?.type ?? "helper"}`;
}

function toJudgement(
  check: Check,
  verdict: CheckVerdict,
  exchange: Exchange,
  operation: string,
  demoted: boolean,
): Judgement {
  if (verdict.outcome === "passed" && !demoted) {
    // By far the most there are: written out, since spreading them is most of what judging costs.
    return {
      by: check.id,
      scenario: exchange.scenario,
      requirement: verdict.requirement,
      operation,
      invariant: verdict.invariant,
      shape: "none",
      outcome: "passed",
      expected: NONE,
      actual: "",
      message: "",
      exchanges: NONE,
    };
  }
  const common = {
    by: check.id,
    scenario: exchange.scenario,
    requirement: demoted ? HELPER : verdict.requirement,
    operation,
    invariant: demoted ? `${verdict.requirement} ${verdict.invariant}` : verdict.invariant,
    shape: "none" as const,
    outcome: verdict.outcome,
  };
  if (verdict.outcome === "passed") {
    return { ...common, expected: [], actual: "", message: "", exchanges: [exchange.id] };
  }
  return {
    ...common,
    expected: verdict.expected,
    actual: verdict.actual,
    message: verdict.message,
    exchanges: [...(verdict.also ?? []), exchange.id],
    ...(verdict.pointer === undefined ? {} : { pointer: verdict.pointer }),
  };
}
