import type { CounterexampleStep, CounterexampleSubject } from "../result/index.ts";
import { type GroupHistory, type GroupSymbol, usersIn } from "./history.ts";
import type { World } from "./model.ts";
import type { HistoryRun, StepRun } from "./run-types.ts";
import type { Told } from "./search.ts";
import { editWords, groupName, partingWords, people, personName } from "./words.ts";

// A set of more is told by its first few and by who is missing or too many.
const SHOWN_AT_MOST = 12;

/** A failed run told as numbered steps, the expected and the actual sets side by side at each. */
export function tellGroups(history: GroupHistory, run: HistoryRun): Told {
  const steps = run.steps.map((step, index) => toStep(step, index, step === run.failed));
  return {
    steps,
    story: storyOf(history, run),
    edits: history.edits.length,
    members: usersIn(history).length,
  };
}

function toStep(step: StepRun, number: number, parted: boolean): CounterexampleStep {
  return {
    number,
    words: step.edit === undefined ? startWords(step.expected) : editWords(step.edit),
    subjects: [...step.expected.keys()].map((group) => subject(group, step)),
    parted,
    exchanges: step.exchanges,
  };
}

function startWords(world: World): string {
  return `begin with ${[...world].map(([group, { members }]) => `${people(members)} in ${groupName(group)}`).join(", ")}`;
}

function subject(group: GroupSymbol, { expected, actual }: StepRun): CounterexampleSubject {
  const wanted = expected.get(group)?.members ?? new Set();
  const seen = actual.has(group) ? actual.get(group) : wanted;
  const parting = new Set(
    [...wanted, ...(seen ?? [])].filter((user) => !wanted.has(user) || seen?.has(user) === false),
  );
  return {
    id: group,
    name: groupName(group),
    expected: shown(wanted, parting),
    actual: seen === null || seen === undefined ? null : shown(seen, parting),
  };
}

/** All of a small set; of a large one those who part, a few others, and how many more. */
function shown(users: ReadonlySet<string>, parting: ReadonlySet<string>): readonly string[] {
  const all = [...users];
  if (all.length <= SHOWN_AT_MOST) return all.map(personName);
  const chosen = [...all.filter((user) => parting.has(user)), ...all.filter((user) => !parting.has(user))].slice(
    0,
    SHOWN_AT_MOST - 1,
  );
  return [...chosen.map(personName), `and ${all.length - chosen.length} more`];
}

/** `Ana and Ben → remove Ana from Group 1 → Ben is gone too`. */
function storyOf(history: GroupHistory, { failed }: HistoryRun): string {
  const start = Object.entries(history.start)
    .filter(([group, members]) => members.length > 0 || group === "g1")
    .map(([group, members]) => `${groupName(group)} has ${people(members)}`)
    .join(", ");
  return [start, ...history.edits.map(editWords), failed === undefined ? "" : outcomeWords(failed)]
    .filter((part) => part !== "")
    .join(" → ");
}

function outcomeWords({ before, expected, actual, failures }: StepRun): string {
  const parts = [...expected].flatMap(([group, { members }]) => {
    const seen = actual.get(group);
    if (seen === undefined || seen === null) return [];
    const words = partingWords(members, seen, before.get(group)?.members ?? new Set());
    return words === "" ? [] : [expected.size > 1 ? `in ${groupName(group)} ${words}` : words];
  });
  return parts.length > 0 ? parts.join("; ") : (failures[0]?.message ?? "");
}
