import type { JSX } from "preact";
import type { Counterexample, CounterexampleStep, CounterexampleSubject } from "../../result/index.ts";
import { plural } from "../text.ts";
import { CopyBox } from "./parts.tsx";

/** More rows than this are folded: a set of a hundred is told by those who part. */
const ROWS_AT_MOST = 14;

/**
 * The smallest history as a table: a column a step, a row a person. Words and shapes carry the meaning, colour only
 * repeats it: `●` is there and must be, `○` is missing, `✕` must not be there.
 */
export function Timeline({ counterexample }: { readonly counterexample: Counterexample }): JSX.Element {
  const { steps, story, reruns, edits, members, history } = counterexample;
  const subjects = steps[0]?.subjects ?? [];
  return (
    <div class="timeline">
      <h5>Smallest history that fails</h5>
      <p>
        {plural(edits, "edit")} and {plural(members, "user")}. {again(reruns)}
      </p>
      <ol class="story" start={0}>
        {steps.map((step) => (
          <li key={step.number} class={step.parted ? "parted" : undefined}>
            {step.words}
            {step.parted ? <strong> ← here expected and actual part</strong> : null}
          </li>
        ))}
      </ol>
      {subjects.map((subject, index) => (
        <Table key={subject.id} subject={subject} index={index} steps={steps} />
      ))}
      <p class="note">
        <span class="sign in">●</span> there, as it must be · <span class="sign lost">○</span> must be there and is
        missing · <span class="sign extra">✕</span> is there and must not be
      </p>
      <details>
        <summary>The history as data</summary>
        <CopyBox what="the history" text={JSON.stringify(history)} />
        <p class="foot">{story}</p>
      </details>
    </div>
  );
}

function again({ failed, of }: Counterexample["reruns"]): string {
  if (of === 0) return "";
  return failed === of
    ? `Run again ${plural(of, "time")}, it failed each time.`
    : `Flaky: run again ${plural(of, "time")}, it failed ${plural(failed, "time")}.`;
}

interface TableProps {
  readonly subject: CounterexampleSubject;
  readonly index: number;
  readonly steps: readonly CounterexampleStep[];
}

function Table({ subject, index, steps }: TableProps): JSX.Element {
  const columns = steps.map((step) => ({ step, own: step.subjects[index] }));
  const names = [...new Set(columns.flatMap(({ own }) => [...(own?.expected ?? []), ...(own?.actual ?? [])]))];
  const parting = names.filter((name) => columns.some(({ own }) => own !== undefined && markOf(own, name).parts));
  const rows = names.length <= ROWS_AT_MOST ? names : [...new Set([...parting, ...names])].slice(0, ROWS_AT_MOST);
  if (rows.length === 0) return <p class="soft">{subject.name} has nobody throughout.</p>;
  return (
    <div class="scroll">
      <table>
        <caption>{subject.name}</caption>
        <thead>
          <tr>
            <th scope="col">who</th>
            {columns.map(({ step }) => (
              <th key={step.number} scope="col" class={step.parted ? "parted" : undefined}>
                {step.number === 0 ? "start" : `step ${step.number}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ step, own }) => (
                <Cell key={step.number} own={own} name={name} parted={step.parted} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < names.length && <p class="soft">and {plural(names.length - rows.length, "other")}, as expected</p>}
    </div>
  );
}

interface Mark {
  readonly sign: string;
  readonly tone: string;
  readonly words: string;
  readonly parts: boolean;
}

function Cell(props: {
  readonly own: CounterexampleSubject | undefined;
  readonly name: string;
  readonly parted: boolean;
}): JSX.Element {
  const mark = props.own === undefined ? NOWHERE : markOf(props.own, props.name);
  return (
    <td class={props.parted ? "parted" : undefined}>
      <span class={`sign ${mark.tone}`} title={mark.words}>
        {mark.sign}
      </span>
      <span class="said">{mark.words}</span>
    </td>
  );
}

const NOWHERE: Mark = { sign: "·", tone: "out", words: "not there, as it must be", parts: false };

function markOf({ expected, actual }: CounterexampleSubject, name: string): Mark {
  const must = expected.includes(name);
  const is = actual === null ? must : actual.includes(name);
  if (must && is) return { sign: "●", tone: "in", words: "there, as it must be", parts: false };
  if (must) return { sign: "○", tone: "lost", words: "missing, must be there", parts: true };
  return is ? { sign: "✕", tone: "extra", words: "there, must not be", parts: true } : NOWHERE;
}
