import { Fragment, type JSX } from "preact";
import type { Finding } from "../../result/index.ts";
import { deedOf } from "../terminal/failure-block.ts";
import { plural } from "../text.ts";
import { waiverLine } from "../waiver-line.ts";
import { Evidence } from "./evidence.tsx";
import { Badge, SeverityBadge } from "./icons.tsx";
import { Cite, CopyBox, Prose } from "./parts.tsx";
import { Timeline } from "./timeline.tsx";
import { SEVERITY_LOOK, WAIVED_LOOK } from "./tones.ts";
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
      data-state={state}
      data-level={finding.level}
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
          <Badge look={WAIVED_LOOK} word="waived" /> until {finding.waived.until}, and does not fail the run:{" "}
          {finding.waived.reason}
          {finding.waived.link !== undefined && (
            <>
              {" "}
              (<Cite citation={finding.waived.link} link={finding.waived.link} />)
            </>
          )}
        </p>
      )}
      <DeclaredAt finding={finding} view={view} />
      <Law finding={finding} view={view} />
      <Compare finding={finding} />
      {finding.counterexample !== null && <Timeline counterexample={finding.counterexample} />}
      <Evidence finding={finding} view={view} />
      <h5>See it again</h5>
      <CopyBox what="the replay command" text={finding.replay} />
      {finding.waived === null && finding.severity !== "none" && (
        <details class="more">
          <summary>Accept it for now: a waiver</summary>
          <p class="note">
            An entry of <code>waivers:</code> in the file that <code>--baseline</code> names. Write the reason and the
            address of the ticket yourself.
          </p>
          <CopyBox what="the waiver" text={waiverLine(finding, view.result)} />
        </details>
      )}
      <SeenIn finding={finding} view={view} />
    </article>
  );
}

/** Where the document declares the operation: only of defects of the document, which are put right there. */
function DeclaredAt({ finding, view }: { readonly finding: Finding; readonly view: View }): JSX.Element | null {
  if (finding.party !== "document") return null;
  const place = view.lookup.place(finding);
  if (place === undefined) return null;
  return (
    <p class="deed">
      To mend in{" "}
      <code>
        {place.file}:{place.line}
      </code>
      , where {finding.operation} is declared
    </p>
  );
}

function SeenIn({
  finding: { suite, scenarios, invariant, shape },
  view,
}: {
  readonly finding: Finding;
  readonly view: View;
}): JSX.Element {
  return (
    <p class="foot">
      {invariant}, {shape}
      {scenarios.length > 0 && "; seen in "}
      {scenarios.map((id, index) => {
        const row = view.rowOf("scenario", suite, id);
        return (
          <Fragment key={id}>
            {index > 0 && ", "}
            {row === undefined ? id : <a href={`#${row}`}>{id}</a>}
          </Fragment>
        );
      })}
      {view.result.suites.length > 1 && ` of ${suite}`}
    </p>
  );
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
          <Fragment key={id}>
            {index > 0 && (index === 1 ? "; also " : ", ")}
            {view.lookup.requirement(finding.suite, id) === undefined ? (
              id
            ) : (
              <a href={`#${view.address.requirement(finding.suite, id)}`}>{id}</a>
            )}
          </Fragment>
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
