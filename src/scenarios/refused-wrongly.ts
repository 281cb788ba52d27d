import type { Exchange } from "../result/index.ts";
import type { LegalOutcome } from "../scim/index.ts";
import { statusText } from "./answer.ts";
import type { ScenarioContext, ScenarioJudgement } from "./context.ts";

/** A refusal of what was to be carried out. */
export interface RefusedWrongly {
  readonly requirement: string;
  readonly alsoViolates?: readonly string[];
  readonly shape: ScenarioJudgement["shape"];
  readonly answer: Exchange;
  /** The RFC's advice against the refusal, where it is no more than that. */
  readonly advised: LegalOutcome["departures"][number] | undefined;
}

/** Judges a request that was refused although the RFC has it carried out, or advises to. */
export function judgeRefusedWrongly(
  context: Pick<ScenarioContext, "judge">,
  { requirement, alsoViolates = [], shape, answer, advised }: RefusedWrongly,
): void {
  context.judge({
    requirement,
    ...(alsoViolates.length === 0 ? {} : { alsoViolates }),
    invariant: "accepted",
    shape,
    outcome: "failed",
    expected: ["a success status, and what was asked for"],
    actual: statusText(answer),
    message:
      advised === undefined
        ? "The server refuses a request that it is to carry out."
        : `The server refuses a request, against the advice of ${advised.section}.`,
  });
}
