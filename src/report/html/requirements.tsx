import type { JSX } from "preact";
import type { Level, RequirementResult, RunResult } from "../../result/index.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES, type RequirementOutcome } from "../words.ts";
import { Badge, Cite, Mark, OutcomeBadge, Section, Table } from "./parts.tsx";
import { OUTCOME_LOOK, SEVERITY_LOOK } from "./tones.ts";
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
              <Count key={outcome} outcome={outcome} count={countOf(own, outcome)} />
            ))}
            <td class="n">{own.length}</td>
          </tr>
        );
      })}
    </Table>
  );
}

function Count({ outcome, count }: { readonly outcome: RequirementOutcome; readonly count: number }): JSX.Element {
  if (count === 0) return <td class="n zero">0</td>;
  return (
    <td class="n">
      <Mark look={OUTCOME_LOOK[outcome]} word={count} />
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
              look={OUTCOME_LOOK[outcome]}
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
          <Row key={`${requirement.suite} ${requirement.id}`} requirement={requirement} view={view} />
        ))}
      </Table>
    </details>
  );
}

function Row({ requirement, view }: { readonly requirement: RequirementResult; readonly view: View }): JSX.Element {
  const { id, suite, text, coverage, outcome } = requirement;
  const anchor = view.address.requirement(suite, id);
  return (
    <tr id={anchor} data-item="" data-state={outcome}>
      <td>
        <RequirementBadge requirement={requirement} />
      </td>
      <td>
        <span class="tag">{requirement.level}</span>
      </td>
      <th scope="row">
        {text}
        <span class="id">
          <a href={`#${anchor}`}>{id}</a>
          {" · "}
          <Cite citation={requirement.citation} link={requirement.link} />
          {view.result.suites.length > 1 && ` · ${suite}`}
        </span>
        {requirement.reason !== undefined && <p class="note">{requirement.reason}</p>}
        {requirement.advisory !== undefined && <p class="note">Only advises: {requirement.advisory}</p>}
      </th>
      <td class="n nowrap">
        {coverage.judged}
        {coverage.failed > 0 && <span class="id">{coverage.failed} failed</span>}
      </td>
      <td>
        {requirement.findings.map((fingerprint) => (
          <a class="id" key={fingerprint} href={`#${view.address.finding(fingerprint)}`}>
            {fingerprint}
          </a>
        ))}
      </td>
    </tr>
  );
}

/** A failed SHOULD is a warning, and a failed MAY or a document defect a notice: neither looks like a failure. */
function RequirementBadge({ requirement }: { readonly requirement: RequirementResult }): JSX.Element {
  const { outcome, severity } = requirement;
  if (outcome !== "failed" || severity === "error") return <OutcomeBadge outcome={outcome} />;
  return <Badge look={SEVERITY_LOOK[severity]} word={severity === "none" ? "failed" : `failed: ${severity}`} />;
}

function countOf(requirements: readonly RequirementResult[], outcome: RequirementOutcome): number {
  return requirements.filter((one) => one.outcome === outcome).length;
}
