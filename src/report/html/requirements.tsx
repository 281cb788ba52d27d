import type { JSX } from "preact";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES } from "../words.ts";
import { Mark } from "./icons.tsx";
import { Section, Table } from "./parts.tsx";
import { countOf, lookOf, RequirementMatrix } from "./requirement-matrix.tsx";
import { RequirementRow } from "./requirement-row.tsx";
import { sentencesOf } from "./requirement-rows.ts";
import type { RequirementGroup, View } from "./view.ts";

/** Every requirement in play, by where it comes from, its level and how it came out. */
export function Requirements({ view }: { readonly view: View }): JSX.Element {
  const several = view.result.suites.length > 1;
  return (
    <Section
      id="requirements"
      title="Requirements"
      lead="In our own words; the citation leads to the sentence. Levels are the RFC's, or DOCUMENT for what the vendor's document or page says."
    >
      <RequirementMatrix view={view} />
      {several && (
        <p class="note">
          Each is counted for each suite that it binds; below it stands once. Where it came out differently, the suites
          are named.
        </p>
      )}
      {view.groups.map((group) => (
        <Group key={group.anchor} group={group} view={view} />
      ))}
    </Section>
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
      {group.link !== undefined && (
        <p class="note in">
          <a href={group.link}>Read {group.title}</a>
        </p>
      )}
      <Table
        label={`Requirements of ${group.title}`}
        columns="matrix"
        head={[["Outcome"], ["Level"], ["Requirement"], ["Judged", true], ["Findings"]]}
      >
        {sentencesOf(group.requirements).map((sentence) => (
          <RequirementRow
            key={`${sentence.requirement.suite} ${sentence.requirement.id}`}
            sentence={sentence}
            title={group.title}
            view={view}
          />
        ))}
      </Table>
    </details>
  );
}
