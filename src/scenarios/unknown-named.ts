import type { ScenarioContext } from "./context.ts";

/** What the document's prose says is refused: an id that names nobody, where the profile has `refuse-404` for it. */
export const NAMED = "OPENAPI-REFUSAL-NAMED";

/** Judges the answer to an id that names nobody among members where the document's prose says that it is refused with 404. */
export function judgeNamed(context: ScenarioContext, status: number): void {
  const common = { requirement: NAMED, invariant: "unknown-member", shape: "members-unknown" } as const;
  if (status === 404) context.judge({ ...common, outcome: "passed" });
  else if (status < 500) {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["404, as the document's prose says"],
      actual: String(status),
      message: "An id that names nobody was not refused as the document's prose says.",
    });
  }
}
