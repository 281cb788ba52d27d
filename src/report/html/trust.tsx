import type { JSX } from "preact";
import type { NotTested, RunResult, SuiteResult } from "../../result/index.ts";
import { type Gap, gapsOf } from "../gaps.ts";
import { plural } from "../text.ts";
import { INSECURE_TEXT, isInsecure, OUTCOME_WORD } from "../words.ts";
import { Badge, Mark } from "./icons.tsx";
import { Prose, Section } from "./parts.tsx";
import { INSECURE_LOOK, OUTCOME_LOOK, STEP_LOOK } from "./tones.ts";

/** What the verdict rests on: set-up, confirmed writes, what is missing, and whether a trace was left. */
export function Trust({ result }: { readonly result: RunResult }): JSX.Element {
  const several = result.suites.length > 1;
  return (
    <Section
      id="trust"
      title="Can this verdict be trusted?"
      lead="Set-up that was checked before anything was judged, writes whose effect was seen by other means, and what the verdict says nothing about."
    >
      {isInsecure(result) && <Insecure />}
      {result.suites.map((suite) => (
        <SuiteTrust key={suite.id} suite={suite} heading={several ? suite.title : undefined} />
      ))}
      <div class="card">
        <h3 class="sub">Without a verdict</h3>
        <Missing entries={result.notTested} />
      </div>
    </Section>
  );
}

function Insecure(): JSX.Element {
  return (
    <div class="card" role="note">
      <h3 class="sub">
        <Mark look={INSECURE_LOOK} word="Certificates were not checked" />
      </h3>
      <p>
        <strong>{INSECURE_TEXT}</strong> Run again with <code>--ca FILE</code> to trust the server's own issuer instead.
      </p>
    </div>
  );
}

function SuiteTrust(props: { readonly suite: SuiteResult; readonly heading: string | undefined }): JSX.Element {
  const { suite, heading } = props;
  return (
    <div class="card">
      <h3 class="sub">{heading === undefined ? "Preflight" : `${heading}: preflight`}</h3>
      {suite.preflight.length === 0 && <p class="note">No preflight was recorded.</p>}
      <ul class="steps">
        {suite.preflight.map((step) => (
          <li key={step.id}>
            <span>
              <Badge look={STEP_LOOK[step.outcome]} word={step.outcome} />
            </span>
            <span>
              {step.message} <span class="tag">{step.id}</span>
              {step.remedy !== undefined && <small>What to do: {step.remedy}</small>}
            </span>
          </li>
        ))}
      </ul>
      <h3 class="sub">Confirmed writes</h3>
      <ul class="steps">
        {suite.operations.map((operation) => (
          <li key={operation.key}>
            <span>
              {operation.confirmed ? (
                <Badge look={OUTCOME_LOOK.passed} word="confirmed" />
              ) : (
                <Badge look={OUTCOME_LOOK.inconclusive} word="unconfirmed" />
              )}
            </span>
            <span>
              <code>{operation.key}</code>{" "}
              {operation.confirmed
                ? `succeeded, and its effect was observed by: ${operation.observedBy ?? "another request"}`
                : "no write of it succeeded with an effect that could be observed"}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Reasons rather than ids: one cause often keeps many things from being tested. */
function Missing({ entries }: { readonly entries: readonly NotTested[] }): JSX.Element {
  if (entries.length === 0) return <p>Everything selected was tested.</p>;
  const gaps = gapsOf(entries);
  const isQuiet = ({ outcome }: Gap): boolean => outcome === "not-applicable" || outcome === "untestable";
  const quiet = gaps.filter(isQuiet);
  return (
    <>
      <Gaps gaps={gaps.filter((gap) => !isQuiet(gap))} />
      {quiet.length > 0 && (
        <details class="more">
          <summary>{plural(quiet.length, "reason")} why something does not apply here, or nobody can test it</summary>
          <Gaps gaps={quiet} />
        </details>
      )}
      <p class="note">
        <a href="#not-tested">All of them, one by one</a>
      </p>
    </>
  );
}

function Gaps({ gaps }: { readonly gaps: readonly Gap[] }): JSX.Element {
  return (
    <ul class="steps">
      {gaps.map(({ outcome, reason, entries }) => (
        <li key={`${outcome} ${reason}`}>
          <span>
            <Badge look={OUTCOME_LOOK[outcome]} word={OUTCOME_WORD[outcome]} />
          </span>
          <span>
            <Prose text={reason} />
            <small>
              {entries.length === 1 ? (
                <Prose text={entries[0]?.title ?? ""} />
              ) : (
                plural(entries.length, "entry", "entries")
              )}
            </small>
          </span>
        </li>
      ))}
    </ul>
  );
}
