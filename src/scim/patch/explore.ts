import { type Answer, type Choose, type Departure, OPEN_QUESTIONS, type OpenQuestion } from "./open-questions.ts";

// A dozen questions of two answers each: more than any request that a test has reason to send.
const MAX_RUNS = 4096;

/** What one way of answering came to. */
export interface Explored<T> {
  readonly result: T;
  readonly departures: readonly Departure[];
}

/** One question that a run has asked, in the order of asking. */
interface Asked {
  readonly question: OpenQuestion;
  answer: number;
}

/**
 * Runs a decision in every way that open questions can be answered, the letter first: each run replays the answers of
 * the one before and takes the next answer to the last question that has one left.
 *
 * @throws RangeError when there are more than 4096 ways: outcomes must not be left out silently, or a right server is
 * blamed
 */
export function explore<T>(decide: (choose: Choose) => T): readonly Explored<T>[] {
  const found: Explored<T>[] = [];
  let asked: Asked[] = [];
  do {
    if (found.length >= MAX_RUNS) throw new RangeError("the request leaves too much open to be judged");
    const run = asked;
    const known = new Map(run.map((entry) => [entry.question, entry]));
    const choose = <Q extends OpenQuestion>(question: Q): Answer<Q> => {
      let entry = known.get(question);
      if (entry === undefined) {
        entry = { question, answer: 0 };
        known.set(question, entry);
        run.push(entry);
      }
      return OPEN_QUESTIONS[question].answers[entry.answer] as Answer<Q>;
    };
    found.push({ result: decide(choose), departures: run.filter(({ answer }) => answer > 0).map(departureOf) });
    asked = nextOf(run);
  } while (asked.length > 0);
  return found;
}

/** The next way of answering: empty when all have been tried. */
function nextOf(run: readonly Asked[]): Asked[] {
  const last = run.findLastIndex(({ question, answer }) => answer + 1 < OPEN_QUESTIONS[question].answers.length);
  return run
    .slice(0, last + 1)
    .map(({ question, answer }, index) => ({ question, answer: index === last ? answer + 1 : answer }));
}

function departureOf({ question, answer }: Asked): Departure {
  const { level, section, answers } = OPEN_QUESTIONS[question];
  return { question, answer: answers[answer] ?? "", level, section };
}
