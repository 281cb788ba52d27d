import type { JSX } from "preact";
import type { RunResult } from "../../result/index.ts";
import { duration, grouped, plural } from "../text.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES, VERDICT_WORD } from "../words.ts";
import { Icon, Mark } from "./icons.tsx";
import { OUTCOME_LOOK, VERDICT_LOOK } from "./tones.ts";

/** The verdict in a word and a sentence, and the run in numbers. */
export function Verdict({ result }: { readonly result: RunResult }): JSX.Element {
  const look = VERDICT_LOOK[result.verdict];
  return (
    <section class={`hero ${look.tone}`} id="verdict" aria-labelledby="verdict-title">
      <div class="say">
        <div class="disc">
          <Icon name={look.icon} />
        </div>
        <div>
          <h1 id="verdict-title">{VERDICT_WORD[result.verdict]}</h1>
          <p>{result.sentence}</p>
          {result.ended.how !== "complete" && (
            <p>
              <strong>The run ended early</strong> ({result.ended.how}): {result.ended.detail}
            </p>
          )}
        </div>
      </div>
      <Stats result={result} />
      <OutcomeBar counts={result.summary.requirements} />
    </section>
  );
}

function Stats({ result }: { readonly result: RunResult }): JSX.Element {
  const { summary, suites, exchangesTotal } = result;
  const { requirements, findings, scenarios } = summary;
  const deciding = result.requirements.filter((one) => one.outcome === "failed" && one.severity === "error").length;
  const ran = scenarios.passed + scenarios.failed;
  const total = REQUIREMENT_OUTCOMES.reduce((sum, outcome) => sum + requirements[outcome], 0);
  const allScenarios = suites.reduce((sum, suite) => sum + suite.scenarios.length, 0);
  return (
    <dl class="stats">
      <Stat name="Failures" value={grouped(findings.error)} note={otherFindings(findings)} />
      <Stat
        name="Requirements with a verdict"
        value={`${grouped(requirements.passed + requirements.failed)} of ${grouped(total)}`}
        note={`${requirements.passed} passed, ${requirements.failed} failed (${deciding} of severity error)`}
      />
      <Stat
        name="Scenarios that ran"
        value={`${ran} of ${allScenarios}`}
        note={`${scenarios.passed} passed, ${scenarios.failed} failed`}
      />
      <Stat
        name="Requests"
        value={grouped(summary.requests)}
        note={`${plural(exchangesTotal, "exchange")} in ${duration(summary.durationMs)}`}
      />
    </dl>
  );
}

function otherFindings({ warning, notice, waived }: RunResult["summary"]["findings"]): string {
  const more = waived > 0 ? `, ${waived} waived` : "";
  return `${plural(warning, "warning")}, ${plural(notice, "notice")}${more}`;
}

function Stat({ name, value, note }: Readonly<Record<"name" | "value" | "note", string>>): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        <small>{note}</small>
      </dd>
    </div>
  );
}

/** Requirements by outcome, as widths; the list below says the same in words and numbers. */
function OutcomeBar({ counts }: { readonly counts: RunResult["summary"]["requirements"] }): JSX.Element | null {
  const present = REQUIREMENT_OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const total = present.reduce((sum, outcome) => sum + counts[outcome], 0);
  if (total === 0) return null;
  const starts = present.map((_, index) => present.slice(0, index).reduce((sum, outcome) => sum + counts[outcome], 0));
  return (
    <>
      <svg class="bar" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
        {present.map((outcome, index) => (
          <rect
            key={outcome}
            class={OUTCOME_LOOK[outcome].tone}
            x={starts[index]}
            y="0"
            width={counts[outcome]}
            height="1"
          />
        ))}
      </svg>
      <ul class="legend" aria-label="Requirements by outcome">
        {present.map((outcome) => (
          <li key={outcome}>
            <Mark look={OUTCOME_LOOK[outcome]} word={`${counts[outcome]} ${OUTCOME_WORD[outcome]}`} />
          </li>
        ))}
      </ul>
    </>
  );
}
