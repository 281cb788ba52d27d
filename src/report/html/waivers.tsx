import type { JSX } from "preact";
import type { RunResult, WaiverResult, WaiverState } from "../../result/index.ts";
import { WAIVER_WORD, waiverCounts, waiverRows, waiverSubject } from "../waiver-rows.ts";
import { Badge } from "./icons.tsx";
import { Cite, Prose, Section } from "./parts.tsx";
import { type Look, OUTCOME_LOOK, SEVERITY_LOOK, WAIVED_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

/** Every waiver that the result was held against: what it accepts, why, until when, and what became of it. */
export function Waivers({ view }: { readonly view: View }): JSX.Element | null {
  const { waivers } = view.result;
  if (waivers === undefined) return null;
  const rows = waiverRows(view.result);
  return (
    <Section id="waivers" title="Waivers" lead={leadOf(waivers, rows, view.result)}>
      {rows.length === 0 ? (
        <p class="empty">The file has no waiver.</p>
      ) : (
        <ul class="steps card">
          {rows.map((row) => (
            <Row key={`${row.fingerprint} ${row.line}`} waiver={row} file={waivers.file} view={view} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function leadOf(
  { file, on }: NonNullable<RunResult["waivers"]>,
  rows: readonly WaiverResult[],
  result: RunResult,
): string {
  const fails =
    result.gate.failOn === "never"
      ? "Under --fail-on never none of them fails the run."
      : "One that has expired lets its finding count again, and a stale one fails the run.";
  return `From ${file}, as of ${on}: ${waiverCounts(rows)}. What is applied is shown and does not fail the run. ${fails}`;
}

function Row(props: { readonly waiver: WaiverResult; readonly file: string; readonly view: View }): JSX.Element {
  const { waiver, file, view } = props;
  const { state, message, fingerprint, reason, until, link, line, flaky } = waiver;
  const subject = waiverSubject(waiver);
  return (
    <li data-state={state === "used" ? "waived" : state}>
      <span>
        <Badge look={LOOK[state]} word={WAIVER_WORD[state]} />
        <small>until {until}</small>
      </span>
      <span>
        <strong>
          <Prose text={reason} />
        </strong>
        {link !== undefined && (
          <>
            {" "}
            (<Cite citation={link} link={link} />)
          </>
        )}
        {state !== "used" && <small>{message}</small>}
        <small>
          {view.lookup.finding(fingerprint) === undefined ? (
            <code>{fingerprint}</code>
          ) : (
            <a href={`#${view.address.finding(fingerprint)}`}>
              <code>{fingerprint}</code>
            </a>
          )}
          {subject !== "" && `: ${subject}`}
          {flaky === true && "; does not show in every run"}; in {file}
          {line !== undefined && `:${line}`}
        </small>
      </span>
    </li>
  );
}

const LOOK: Readonly<Record<WaiverState, Look>> = {
  used: WAIVED_LOOK,
  expired: OUTCOME_LOOK.failed,
  stale: OUTCOME_LOOK.failed,
  absent: SEVERITY_LOOK.warning,
  "not-judged": OUTCOME_LOOK.inconclusive,
};
