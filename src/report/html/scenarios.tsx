import type { JSX } from "preact";
import type { SuiteResult } from "../../result/index.ts";
import { duration } from "../text.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES } from "../words.ts";
import { Mark, RowOutcome } from "./icons.tsx";
import { FindingLinks, Prose, Section, Table } from "./parts.tsx";
import { OUTCOME_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

/** Every scenario with how it came out; a suite in which all passed is folded. */
export function Scenarios({ view }: { readonly view: View }): JSX.Element {
  return (
    <Section id="scenarios" title="Scenarios" lead="What was done, one by one, with how it came out.">
      {view.result.suites.map((suite) => (
        <Suite key={suite.id} suite={suite} view={view} />
      ))}
    </Section>
  );
}

function Suite({ suite, view }: { readonly suite: SuiteResult; readonly view: View }): JSX.Element {
  const { scenarios } = suite;
  const outcomes = REQUIREMENT_OUTCOMES.filter((outcome) => scenarios.some((one) => one.outcome === outcome));
  // What needs a person comes first; else in the order in which they ran.
  const rows = outcomes.flatMap((outcome) => scenarios.filter((one) => one.outcome === outcome));
  return (
    <details class="group" open={outcomes.includes("failed")}>
      <summary>
        {suite.title}
        <span class="count">
          {outcomes.map((outcome) => (
            <Mark
              key={outcome}
              look={OUTCOME_LOOK[outcome]}
              word={`${scenarios.filter((one) => one.outcome === outcome).length} ${OUTCOME_WORD[outcome]}`}
            />
          ))}
        </span>
      </summary>
      <Table
        label={`Scenarios of ${suite.title}`}
        columns="played"
        head={[["Outcome"], ["Scenario"], ["Findings"], ["Exchanges", true], ["Time", true]]}
      >
        {rows.map((scenario) => (
          <tr id={view.rowOf("scenario", suite.id, scenario.id)} key={scenario.id} data-state={scenario.outcome}>
            <td>
              <RowOutcome outcome={scenario.outcome} />
            </td>
            <th scope="row">
              {scenario.title}
              <small>{scenario.id}</small>
              {scenario.reason !== undefined && (
                <p class="note">
                  <Prose text={scenario.reason} />
                </p>
              )}
            </th>
            <td>
              <FindingLinks fingerprints={scenario.findings} view={view} />
            </td>
            <td>{scenario.exchanges}</td>
            <td>{duration(scenario.durationMs)}</td>
          </tr>
        ))}
      </Table>
    </details>
  );
}
