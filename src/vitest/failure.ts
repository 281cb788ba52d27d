import type { Judgement } from "../result/index.ts";

/** A failed scenario as the text of one assertion error: what was expected, what came, and the proof's ids. */
export function failureText(judgements: readonly Judgement[]): string {
  return judgements
    .map(({ requirement, message, expected, actual, exchanges }) =>
      [
        `${requirement}: ${message}`,
        ...expected.map((alternative, index) => `${index === 0 ? "  Expected: " : "        or: "}${alternative}`),
        `    Actual: ${actual}`,
        `  Exchanges: ${exchanges.join(", ")}`,
      ].join("\n"),
    )
    .join("\n\n");
}
