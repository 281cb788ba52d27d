import type { JSX } from "preact";
import { LEVELS, type Level, type RequirementResult } from "../../result/index.ts";
import { OUTCOME_WORD, REQUIREMENT_OUTCOMES, type RequirementOutcome, worstSeverity } from "../words.ts";
import { Table } from "./parts.tsx";
import { type Look, OUTCOME_LOOK, SEVERITY_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

/**
 * Where requirements come from, by level and outcome. Each count leads to what it counts: with the script as a filter,
 * without it to the section.
 */
export function RequirementMatrix({ view }: { readonly view: View }): JSX.Element {
  const { requirements } = view.result;
  const levels = LEVELS.filter((level) => requirements.some((one) => one.level === level));
  return (
    <Table
      label="Requirements by source, level and outcome"
      columns="sources"
      head={[["Source"], ...levels.map((level) => [level] as const), ["All", true]]}
    >
      <tr class="sum">
        <th scope="row">All sources</th>
        {levels.map((level) => (
          <Cell
            key={level}
            own={requirements.filter((one) => one.level === level)}
            level={level}
            anchor="requirements"
          />
        ))}
        <td class="n">{requirements.length}</td>
      </tr>
      {view.groups.map((group) => (
        <tr key={group.anchor}>
          <th scope="row">
            <a href={`#${group.anchor}`}>{group.title}</a>
          </th>
          {levels.map((level) => (
            <Cell
              key={level}
              own={group.requirements.filter((one) => one.level === level)}
              level={level}
              anchor={group.anchor}
            />
          ))}
          <td class="n">{group.requirements.length}</td>
        </tr>
      ))}
    </Table>
  );
}

interface CellProps {
  readonly own: readonly RequirementResult[];
  readonly level: Level;
  readonly anchor: string;
}

function Cell({ own, level, anchor }: CellProps): JSX.Element {
  return (
    <td>
      {REQUIREMENT_OUTCOMES.filter((outcome) => countOf(own, outcome) > 0).map((outcome) => (
        <a key={outcome} class={lookOf(own, outcome).tone} href={`#${anchor}`} data-filter={`s=${outcome}&l=${level}`}>
          {countOf(own, outcome)} {OUTCOME_WORD[outcome]}
        </a>
      ))}
    </td>
  );
}

/** How many came out so. */
export function countOf(requirements: readonly RequirementResult[], outcome: RequirementOutcome): number {
  return requirements.filter((one) => one.outcome === outcome).length;
}

/** What failed looks as bad as the worst of it: a failed SHOULD alone is a warning. */
export function lookOf(requirements: readonly RequirementResult[], outcome: RequirementOutcome): Look {
  if (outcome !== "failed") return OUTCOME_LOOK[outcome];
  const worst = worstSeverity(requirements.filter((one) => one.outcome === "failed"));
  return worst === undefined ? OUTCOME_LOOK.failed : SEVERITY_LOOK[worst];
}
