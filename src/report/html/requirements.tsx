import type { JSX } from "preact";
import { type Level, type RequirementResult, type RunResult, SEVERITIES } from "../../result/index.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES, type RequirementOutcome } from "../words.ts";
import { Mark } from "./icons.tsx";
import { Section, Table } from "./parts.tsx";
import { RequirementRow } from "./requirement-row.tsx";
import { type Look, OUTCOME_LOOK, SEVERITY_LOOK } from "./tones.ts";
import type { RequirementGroup, View } from "./view.ts";

const LEVELS: readonly Level[] = ["MUST", "DOCUMENT", "SECURITY", "SHOULD", "MAY", "DERIVED", "CLIENT"];

/** Every requirement in play, by where it comes from, its level and how it came out. */
export function Requirements({ view }: { readonly view: View }): JSX.Element {
  const { requirements } = view.result;
  const outcomes = REQUIREMENT_OUTCOMES.filter((outcome) => requirements.some((one) => one.outcome === outcome));
  return (
    <Section
      id="requirements"
      title="Requirements"
      lead="In our own words; the citation leads to the sentence. Levels are the RFC's, or DOCUMENT for what the vendor's document or page says."
    >
      <LevelTable requirements={requirements} outcomes={outcomes} />
      {view.groups.map((group) => (
        <Group key={group.anchor} group={group} view={view} />
      ))}
    </Section>
  );
}

function LevelTable(props: {
  readonly requirements: RunResult["requirements"];
  readonly outcomes: readonly RequirementOutcome[];
}): JSX.Element {
  const { requirements, outcomes } = props;
  const levels = LEVELS.filter((level) => requirements.some((one) => one.level === level));
  return (
    <Table
      label="Requirements by level and outcome"
      head={[["Level"], ...outcomes.map((outcome) => [OUTCOME_WORD[outcome], true] as const), ["all", true]]}
    >
      {levels.map((level) => {
        const own = requirements.filter((one) => one.level === level);
        return (
          <tr key={level}>
            <th scope="row">{level}</th>
            {outcomes.map((outcome) => (
              <Count key={outcome} look={lookOf(own, outcome)} count={countOf(own, outcome)} />
            ))}
            <td class="n">{own.length}</td>
          </tr>
        );
      })}
    </Table>
  );
}

function Count({ look, count }: { readonly look: Look; readonly count: number }): JSX.Element {
  if (count === 0) return <td class="n zero">0</td>;
  return (
    <td class="n">
      <Mark look={look} word={count} />
    </td>
  );
}

function Group({ group, view }: { readonly group: RequirementGroup; readonly view: View }): JSX.Element {
  const outcomes = REQUIREMENT_OUTCOMES.filter((outcome) => countOf(group.requirements, outcome) > 0);
  return (
    <details class="group" id={group.anchor} open={outcomes.includes("failed")}>
      <summary>
        {group.title}
        <span class="count">
          {outcomes.map((outcome) => (
            <Mark
              key={outcome}
              look={lookOf(group.requirements, outcome)}
              word={`${countOf(group.requirements, outcome)} ${OUTCOME_WORD[outcome]}`}
            />
          ))}
        </span>
      </summary>
      <Table
        label={`Requirements of ${group.title}`}
        columns="matrix"
        head={[["Outcome"], ["Level"], ["Requirement"], ["Judged", true], ["Findings"]]}
      >
        {group.requirements.map((requirement) => (
          <RequirementRow key={`${requirement.suite} ${requirement.id}`} requirement={requirement} view={view} />
        ))}
      </Table>
    </details>
  );
}

function countOf(requirements: readonly RequirementResult[], outcome: RequirementOutcome): number {
  return requirements.filter((one) => one.outcome === outcome).length;
}

/** What failed looks as bad as the worst of it: a failed SHOULD alone is a warning. */
function lookOf(requirements: readonly RequirementResult[], outcome: RequirementOutcome): Look {
  if (outcome !== "failed") return OUTCOME_LOOK[outcome];
  const failed = requirements.filter((one) => one.outcome === "failed");
  const worst = SEVERITIES.find((severity) => failed.some((one) => one.severity === severity));
  return worst === undefined ? OUTCOME_LOOK.failed : SEVERITY_LOOK[worst];
}
