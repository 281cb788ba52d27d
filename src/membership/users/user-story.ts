import type { CounterexampleStep, CounterexampleSubject } from "../../result/index.ts";
import type { Told } from "../search.ts";
import type { LiveUser } from "./ground.ts";
import { pathsIn, type UserHistory, type UserSymbol } from "./history.ts";
import type { UserRun, UserStep } from "./run-types.ts";
import { editWords, stateWords, userName } from "./words.ts";

/** A failed run told as numbered steps, what every User has and should have side by side at each. */
export function tellUsers(history: UserHistory, run: UserRun): Told {
  const paths = pathsIn(history);
  return {
    steps: run.steps.map((step, number) => toStep(step, number, paths, run)),
    story: storyOf(history, run, paths),
    edits: history.edits.length,
    members: history.users.length,
  };
}

function toStep(step: UserStep, number: number, paths: readonly string[], run: UserRun): CounterexampleStep {
  return {
    number,
    words: step.edit === undefined ? "begin as made" : editWords(step.edit),
    subjects: [...run.users].map(([symbol, user]) => subject(symbol, user, step, paths)),
    parted: step === run.failed,
    exchanges: step.exchanges,
  };
}

function subject(
  symbol: UserSymbol,
  { binder }: LiveUser,
  { expected, actual }: UserStep,
  paths: readonly string[],
): CounterexampleSubject {
  const wanted = expected.get(symbol) ?? {};
  const seen = actual.get(symbol);
  return {
    id: symbol,
    name: userName(symbol),
    expected: stateWords(wanted, paths, binder),
    actual: seen === undefined ? null : stateWords(seen, paths, binder),
  };
}

/** `PUT the User with work e-mail 1 → PUT the User with no emails → work e-mail 1 is still there`. */
function storyOf(history: UserHistory, { failed, users }: UserRun, paths: readonly string[]): string {
  const edits = history.edits.map(editWords);
  if (failed === undefined) return edits.join(" → ");
  const parts = [...users].flatMap(([symbol, { binder }]) => {
    const seen = failed.actual.get(symbol);
    if (seen === undefined) return [];
    const wanted = stateWords(failed.expected.get(symbol) ?? {}, paths, binder);
    const words = partingWords(wanted, stateWords(seen, paths, binder));
    return words === "" ? [] : [users.size > 1 ? `${userName(symbol)}: ${words}` : words];
  });
  return [...edits, parts.length > 0 ? parts.join("; ") : (failed.failures[0]?.message ?? "")].join(" → ");
}

/** How two sets of words part: `home e-mail 2 is gone`, `work e-mail 1 is there`. */
function partingWords(wanted: readonly string[], seen: readonly string[]): string {
  const [left, right] = [new Set(wanted), new Set(seen)];
  const gone = wanted.filter((words) => !right.has(words));
  const extra = seen.filter((words) => !left.has(words));
  return [
    gone.length === 0 ? "" : `${gone.join(" and ")} ${gone.length === 1 ? "is" : "are"} not there`,
    extra.length === 0 ? "" : `${extra.join(" and ")} ${extra.length === 1 ? "is" : "are"} there`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}
