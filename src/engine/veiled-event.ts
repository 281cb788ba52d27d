import type { Veil } from "../client/index.ts";
import type { CleanupResult, ContractComparison, RunEvent } from "../result/index.ts";

/** An event as it may be written and shown. Names of events, suites, scenarios and requirements are our own and stay. */
export function veiledEvent(event: RunEvent, veil: Veil): RunEvent {
  switch (event.type) {
    case "exchange":
      return { ...event, exchange: veil.exchange(event.exchange) };
    case "judgement": {
      const { judgement } = event;
      const { expected, actual, message, pointer, counterexample } = judgement;
      return {
        ...event,
        judgement: {
          ...judgement,
          expected: expected.map(veil.text),
          actual: veil.text(actual),
          message: veil.text(message),
          ...(pointer === undefined ? {} : { pointer: veil.text(pointer) }),
          ...(counterexample === undefined ? {} : { counterexample: veil.json(counterexample) }),
        },
      };
    }
    case "preflight":
      return { ...event, step: { ...veil.json(event.step), outcome: event.step.outcome } };
    case "capability": {
      const { capability } = event;
      return { ...event, capability: { ...capability, value: veil.text(capability.value) } };
    }
    case "contracts":
      return { ...event, contracts: veiledContracts(event.contracts, veil) };
    case "scenario-ended":
      return event.reason === undefined ? event : { ...event, reason: veil.text(event.reason) };
    case "cleanup":
      return { ...event, cleanup: veiledCleanup(event.cleanup, veil) };
    case "suite-started":
      return { ...event, url: veil.text(event.url) };
    case "confirmed":
    case "passes":
    case "run-started":
    case "run-ended":
    case "scenario-started":
    case "suite-ended":
      return event;
  }
}

/** What each contract says is theirs; aspects and levels are words of ours. */
function veiledContracts(contracts: ContractComparison, veil: Veil): ContractComparison {
  const clear = (text: string | null): string | null => (text === null ? null : veil.text(text));
  return {
    ...contracts,
    disagreements: contracts.disagreements.map((row) => ({
      ...row,
      path: veil.text(row.path),
      rfc: clear(row.rfc),
      server: clear(row.server),
      document: clear(row.document),
      observed: clear(row.observed),
    })),
  };
}

function veiledCleanup(cleanup: CleanupResult, veil: Veil): CleanupResult {
  return {
    ...cleanup,
    left: cleanup.left.map((one) => ({ ...one, id: veil.text(one.id), reason: veil.text(one.reason) })),
    restored: cleanup.restored.map((one) => ({ ...one, id: veil.text(one.id), reason: veil.text(one.reason) })),
  };
}
