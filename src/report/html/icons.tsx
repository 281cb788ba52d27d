import type { ComponentChildren, JSX } from "preact";
import type { Severity } from "../../result/index.ts";
import { OUTCOME_WORD, type RequirementOutcome } from "../words.ts";
import { type IconName, type Look, OUTCOME_LOOK, SEVERITY_LOOK } from "./tones.ts";

const PATHS: Readonly<Record<IconName, string>> = {
  check: "M3.5 8.5 6.5 11.5 12.5 4.8",
  cross: "M4.2 4.2 11.8 11.8M11.8 4.2 4.2 11.8",
  alert: "M8 2.2 14.6 13.6H1.4ZM8 6.6V9.6M8 11.6V11.7",
  info: "M8 1.8A6.2 6.2 0 1 1 7.99 1.8ZM8 7.4V11.2M8 4.8V4.9",
  pause: "M8 1.8A6.2 6.2 0 1 1 7.99 1.8ZM6.4 5.8V10.2M9.6 5.8V10.2",
  dash: "M3.5 8H12.5",
  question: "M5.2 5.6A2.8 2.8 0 1 1 9.2 8.1Q8 8.8 8 9.9M8 12.6V12.7",
};

/** The icons, drawn once and referred to everywhere. */
export function Sprite(): JSX.Element {
  return (
    <svg class="sprite" aria-hidden="true">
      {Object.entries(PATHS).map(([name, path]) => (
        <symbol id={`i-${name}`} key={name} viewBox="0 0 16 16">
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            stroke-width="1.7"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
      ))}
    </svg>
  );
}

/** One icon; the word beside it speaks for it. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** A state in a pill. */
export function Badge({ look, word }: { readonly look: Look; readonly word: string }): JSX.Element {
  return (
    <span class={`badge ${look.tone}`}>
      <Icon name={look.icon} />
      {word}
    </span>
  );
}

/** A state in running text. */
export function Mark({ look, word }: { readonly look: Look; readonly word: ComponentChildren }): JSX.Element {
  return (
    <span class={`tone ${look.tone}`}>
      <Icon name={look.icon} /> {word}
    </span>
  );
}

/** An outcome in a pill. */
export function OutcomeBadge({ outcome }: { readonly outcome: RequirementOutcome }): JSX.Element {
  return <Badge look={OUTCOME_LOOK[outcome]} word={OUTCOME_WORD[outcome]} />;
}

/** An outcome in a row of a table. Most rows have passed: they say so in few bytes, and look less than what needs a person. */
export function RowOutcome({ outcome }: { readonly outcome: RequirementOutcome }): JSX.Element {
  return outcome === "passed" ? <b class="ok">passed</b> : <OutcomeBadge outcome={outcome} />;
}

/** A severity in a pill. */
export function SeverityBadge({ severity }: { readonly severity: Severity }): JSX.Element {
  return <Badge look={SEVERITY_LOOK[severity]} word={severity} />;
}
