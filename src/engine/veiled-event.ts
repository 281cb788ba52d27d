import type { Veil } from "../client/index.ts";
import type { CleanupResult, RunEvent } from "../result/index.ts";

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

function veiledCleanup(cleanup: CleanupResult, veil: Veil): CleanupResult {
  return {
    ...cleanup,
    left: cleanup.left.map((one) => ({ ...one, id: veil.text(one.id), reason: veil.text(one.reason) })),
    restored: cleanup.restored.map((one) => ({ ...one, id: veil.text(one.id), reason: veil.text(one.reason) })),
  };
}
