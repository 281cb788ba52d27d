import { groupBy, type RequirementResult } from "../../result/index.ts";
import { REQUIREMENT_OUTCOMES, type RequirementOutcome } from "../words.ts";

/** One sentence, and how it came out in each suite that has it. */
export interface Sentence {
  /** Of the first suite; text, level, source and id are the same in all. */
  readonly requirement: RequirementResult;
  readonly results: readonly RequirementResult[];
}

/** How a sentence came out where it came out the same. */
export interface Came {
  readonly outcome: RequirementOutcome;
  readonly results: readonly RequirementResult[];
}

/** What makes two requirements of different suites one sentence. */
export function sentenceKey({ id, text, level, citation, source, suite }: RequirementResult): string {
  // A pointer is the same in any document; a section or a page is one for all.
  return [id, text, level, citation, source.kind === "document" ? suite : ""].join("\u0000");
}

/** Requirements of several suites by sentence, so that none is read twice, in the order in which they come. */
export function sentencesOf(requirements: readonly RequirementResult[]): readonly Sentence[] {
  return [...groupBy(requirements, sentenceKey).values()].map((results) => ({ requirement: results[0], results }));
}

/** How a sentence came out, what needs a person first. */
export function cameOut({ results }: Sentence): readonly Came[] {
  return REQUIREMENT_OUTCOMES.flatMap((outcome) => {
    const own = results.filter((one) => one.outcome === outcome);
    return own.length === 0 ? [] : [{ outcome, results: own }];
  });
}
