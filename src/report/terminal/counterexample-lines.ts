import type { Counterexample, CounterexampleStep, CounterexampleSubject, Finding } from "../../result/index.ts";
import { inertLine, plural } from "../text.ts";
import type { Setting } from "./setting.ts";
import { wrap } from "./wrap.ts";

/**
 * The smallest history as numbered steps in words. At the step where they part the expected and the actual sets stand
 * one under the other; before it both are the same and one is shown.
 */
export function counterexampleLines({ counterexample }: Finding, setting: Setting): readonly string[] {
  if (counterexample === null) return [];
  const { paint } = setting;
  return [
    paint.quiet(`  Smallest history, ${plural(counterexample.edits, "edit")}${againWords(counterexample)}:`),
    ...counterexample.steps.flatMap((step) => stepLines(step, setting)),
  ];
}

function againWords({ reruns: { failed, of } }: Counterexample): string {
  if (of === 0) return "";
  return failed === of ? `, failed again ${of} times of ${of}` : `, flaky: failed again ${failed} times of ${of}`;
}

function stepLines({ number, words, subjects, parted }: CounterexampleStep, setting: Setting): readonly string[] {
  const { paint, width } = setting;
  const mark = parted ? paint.bad("  ← here") : "";
  const [first = "", ...rest] = wrap(inertLine(words), width - 9, `    ${number}. `, "       ");
  return [
    rest.length === 0 ? `${first}${mark}` : first,
    ...rest.map((line, index) => (index === rest.length - 1 ? `${line}${mark}` : line)),
    ...subjects.flatMap((subject) => subjectLines(subject, parted, setting)),
  ];
}

function subjectLines(subject: CounterexampleSubject, parted: boolean, { paint, width }: Setting): readonly string[] {
  const { name, expected, actual } = subject;
  const indent = "         ";
  const line = (label: string, names: readonly string[] | null): readonly string[] =>
    wrap(inertLine(`${label}${setText(names)}`), width, indent, `${indent}  `);
  if (!parted || setText(expected) === setText(actual)) return line(`${name}: `, expected).map(paint.quiet);
  return [
    ...line(`${name} must be  `, expected).map(paint.good),
    ...line(`${name} is       `, actual).map(paint.caution),
  ];
}

/** A set as a person writes it. */
function setText(names: readonly string[] | null): string {
  if (names === null) return "not to be seen";
  return names.length === 0 ? "{ }" : `{ ${names.join(", ")} }`;
}
