import type { RunControl } from "../../src/engine/index.ts";

/** Ends a run when a judgement has failed that cites a requirement: what else it would find is no matter here. */
export function untilCited(requirement: string): RunControl {
  const enough = new AbortController();
  return {
    signal: enough.signal,
    onEvent: (event) => {
      if (event.type !== "judgement" || event.judgement.outcome !== "failed") return;
      const { judgement } = event;
      if (judgement.requirement === requirement || judgement.alsoViolates?.includes(requirement) === true)
        enough.abort();
    },
  };
}
