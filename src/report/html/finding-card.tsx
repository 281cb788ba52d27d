import type { JSX } from "preact";
import type { Finding } from "../../result/index.ts";
import { deedOf } from "../terminal/failure-block.ts";
import { plural } from "../text.ts";
import { PARTY_TITLE } from "../words.ts";
import { Evidence } from "./evidence.tsx";
import { SeverityBadge } from "./icons.tsx";
import { Cite, CopyBox, Prose } from "./parts.tsx";
import { Timeline } from "./timeline.tsx";
import { SEVERITY_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

/** A finding with its evidence: what was done, what is required, what came, and how to see it again. */
export function FindingCard({ finding, view }: { readonly finding: Finding; readonly view: View }): JSX.Element {
  const anchor = view.address.finding(finding.fingerprint);
  const state = finding.waived === null ? finding.severity : "waived";
  return (
    <article
      class={`finding ${SEVERITY_LOOK[finding.severity].tone}`}
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      data-item={searchText(finding)}
      data-state={state}
    >
      <div class="top">
        <SeverityBadge severity={finding.severity} />
        <span class="tag">{finding.level}</span>
        <code>{finding.operation}</code>
        <span>{seen(finding)}</span>
        <a class="perma" href={`#${anchor}`} aria-label={`Permalink of finding ${finding.fingerprint}`}>
          # {finding.fingerprint}
        </a>
      </div>
      <h4 id={`${anchor}-title`}>
        <Prose text={finding.message} />
      </h4>
      <p class="deed">What was done: {deedOf(finding, view.lookup)}</p>
      {finding.waived !== null && (
        <p class="waiver">
          Waived until {finding.waived.until}: {finding.waived.reason}
        </p>
      )}
      <Law finding={finding} view={view} />
      <Compare finding={finding} />
      {finding.counterexample !== null && <Timeline counterexample={finding.counterexample} />}
      <Evidence finding={finding} view={view} />
      <h5>See it again</h5>
      <CopyBox what="the replay command" text={finding.replay} />
      <p class="foot">
        <span>
          Fingerprint <code>{finding.fingerprint}</code> (name it in a waiver)
        </span>
        {finding.scenarios.length > 0 && <span>Seen in {finding.scenarios.join(", ")}</span>}
      </p>
    </article>
  );
}

/** The words that the search looks through: not the bodies, where everything is found everywhere. */
export function searchText(finding: Finding): string {
  const { severity, level, party, requirement, alsoViolates, title, message, citation } = finding;
  const { operation, invariant, shape, actual, fingerprint, suite, scenarios } = finding;
  const law = [severity, level, party, PARTY_TITLE[party], requirement, ...alsoViolates, title, citation];
  return [...law, message, operation, invariant, shape, actual, fingerprint, suite, ...scenarios].join(" ");
}

function seen({ occurrences, scenarios }: Finding): string {
  if (occurrences <= 1) return "seen once";
  const where = scenarios.length > 1 ? ` in ${plural(scenarios.length, "scenario")}` : "";
  return `seen ${plural(occurrences, "time")}${where}`;
}

function Law({ finding, view }: { readonly finding: Finding; readonly view: View }): JSX.Element {
  const ids = [finding.requirement, ...finding.alsoViolates];
  const remedy = view.lookup.requirement(finding.suite, finding.requirement)?.remedy;
  return (
    <div class="law">
      <p>{finding.title}</p>
      {remedy !== undefined && (
        <p>
          What to do: <Prose text={remedy} />
        </p>
      )}
      <p class="cite">
        <Cite citation={finding.citation} link={finding.link} />
        {" · "}
        {ids.map((id, index) => (
          <span key={id}>
            {index > 0 && ", also "}
            {view.lookup.requirement(finding.suite, id) === undefined ? (
              <code>{id}</code>
            ) : (
              <a href={`#${view.address.requirement(finding.suite, id)}`}>
                <code>{id}</code>
              </a>
            )}
          </span>
        ))}
      </p>
    </div>
  );
}

function Compare({ finding: { expected, actual, pointer } }: { readonly finding: Finding }): JSX.Element {
  return (
    <div class="compare">
      <div class="good">
        <h5>Expected</h5>
        <ul>
          {expected.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </div>
      <div class="bad">
        <h5>Actual</h5>
        <p>{actual}</p>
        {pointer !== undefined && pointer !== "" && (
          <p class="at">
            at <code>{pointer}</code> in the last response
          </p>
        )}
      </div>
    </div>
  );
}
