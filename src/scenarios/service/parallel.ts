import type { Exchange, Intent } from "../../result/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Depth } from "../scenario.ts";
import { say, statusOf } from "./kit.ts";

/** Its answer is judged by its sender alone: 503 is a right answer to one of several at the same time. */
export const AT_ONCE: Intent = { kind: "helper" };

const ROUNDS: Readonly<Record<Depth, number>> = { smoke: 1, standard: 3, thorough: 10 };
// So often is repeated what went wrong once, to tell how often it does.
const REPEATS = 6;

/** One round of requests that are sent at once, and whether what they came to is wrong. */
export interface Round {
  readonly answers: readonly Exchange[];
  /** What is wrong, for a person; undefined where nothing is. */
  readonly wrong: string | undefined;
  readonly exchanges: readonly Exchange[];
}

/** The rounds that were tried, up to the first that went wrong, and how often that came again. */
export interface Rounds {
  readonly first: Round | undefined;
  readonly again: string;
}

/** How many rounds there are as long as nothing goes wrong. */
export function roundsOf({ runs, depth }: { readonly runs?: number; readonly depth: Depth }): number {
  return runs ?? ROUNDS[depth];
}

/**
 * Tries the same requests at once several times: no seed brings the same interleaving twice.
 *
 * @throws NoVerdict `not-applicable` where only one request may be under way, `inconclusive` where none was acknowledged
 */
export async function tryRounds(context: ScenarioContext, round: (label: string) => Promise<Round>): Promise<Rounds> {
  const { effort } = context;
  if (effort.concurrency < 2) throw new NoVerdict("not-applicable", "needs --concurrency 2 or more");
  let acknowledged = 0;
  let last: Exchange | undefined;
  for (let number = 1; number <= roundsOf(effort); number += 1) {
    const came = await round(`${number}`);
    for (const answer of came.answers) needAnswer(answer);
    judgeFailures(context, came.answers);
    if (came.wrong !== undefined) return { first: came, again: await repeated(round) };
    acknowledged += came.answers.filter(isSuccess).length;
    last = came.answers.at(-1);
  }
  if (acknowledged > 0) return { first: undefined, again: "" };
  const how = last === undefined ? "no answer" : statusText(last);
  throw new NoVerdict("inconclusive", `none of the parallel requests was acknowledged (${how})`);
}

async function repeated(round: (label: string) => Promise<Round>): Promise<string> {
  let failed = 0;
  for (let repeat = 1; repeat <= REPEATS; repeat += 1)
    if ((await round(`again ${repeat}`)).wrong !== undefined) failed += 1;
  return `it came again in ${failed} of ${REPEATS} repetitions`;
}

/** A server may turn one of several away with 503 (RFC 9110 section 15.6.4); it may not fail. */
function judgeFailures(context: ScenarioContext, answers: readonly Exchange[]): void {
  const failed = answers.find((answer) => statusOf(answer) >= 500 && ![501, 503].includes(statusOf(answer)));
  if (failed === undefined) return;
  say(context, {
    requirement: NO_FAILURE,
    invariant: "status-5xx-parallel",
    shape: "edit-parallel",
    holds: false,
    expected: ["2xx, or 409, 412, 429 or 503"],
    actual: statusText(failed),
    message: `The server failed with ${statusText(failed)} while several requests came at once.`,
    operation: failed.operation ?? "",
    exchanges: [failed],
  });
}

/** What scenarios of parallel requests speak about beside their own requirement. */
export const NO_FAILURE = "RFC7644-3.12-NO-5XX";
