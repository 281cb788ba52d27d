import type { JSX } from "preact";
import type { Finding, Party } from "../../result/index.ts";
import { type RootCause, rootCauses } from "../root-causes.ts";
import { deedOf } from "../terminal/failure-block.ts";
import { plural } from "../text.ts";
import { PARTY_TITLE } from "../words.ts";
import { ClientTable } from "./clients.tsx";
import { FindingCard } from "./finding-card.tsx";
import { Badge, SeverityBadge } from "./icons.tsx";
import { Section } from "./parts.tsx";
import { WAIVED_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

const OF_SERVER: ReadonlySet<Party> = new Set(["server-document", "server-rfc"]);

/** What the server does against its document and the RFCs, worst first. */
export function ServerFindings({ view }: { readonly view: View }): JSX.Element {
  const findings = view.findings.filter(({ party }) => OF_SERVER.has(party));
  // Which of the two comes first is decided by where the worst finding is.
  const parties = [...new Set(findings.map(({ party }) => party))];
  return (
    <Section
      id="findings"
      title="Findings"
      lead="Worst first, and those of one root cause together; each with the sentence it rests on and the evidence for it."
    >
      {findings.length === 0 ? (
        <p class="empty">No requirement that could be judged failed.</p>
      ) : (
        <Overview causes={rootCauses(findings)} view={view} />
      )}
      {parties.map((party) => (
        <Causes
          key={party}
          title={PARTY_TITLE[party]}
          findings={findings.filter((one) => one.party === party)}
          view={view}
        />
      ))}
    </Section>
  );
}

/** What an identity provider needs beyond document and RFCs; the section is there only when that was asked for. */
export function ClientFindings({ view }: { readonly view: View }): JSX.Element | null {
  const findings = view.findings.filter(({ party }) => party === "client");
  if (findings.length === 0 && (view.result.clients ?? []).length === 0) return null;
  return (
    <Section
      id="client"
      title={PARTY_TITLE.client}
      lead="What the identity provider sends in a whole life of a User and a Group, and what it needs of the answers: apart from document and RFCs."
    >
      <ClientTable view={view} />
      {findings.length > 0 && <Causes title="Of the identity provider" findings={findings} view={view} />}
    </Section>
  );
}

/** Findings of one kind under a heading, those of one root cause together. */
export function Causes(props: {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly view: View;
}): JSX.Element {
  const { title, findings, view } = props;
  const causes = rootCauses(findings);
  const many = causes.length < findings.length ? ` of ${plural(causes.length, "root cause")}` : "";
  return (
    <>
      <h3 class="sub">
        {title}{" "}
        <span class="soft">
          ({plural(findings.length, "finding")}
          {many})
        </span>
      </h3>
      {causes.map((cause) => (
        <Cause key={cause.key} cause={cause} view={view} />
      ))}
    </>
  );
}

/** The worst finding of a cause, and folded below it those that differ in the request or the suite only. */
function Cause({ cause: { first, others }, view }: { readonly cause: RootCause; readonly view: View }): JSX.Element {
  return (
    <>
      <FindingCard finding={first} view={view} />
      {others.length > 0 && (
        <details class="group same">
          <summary>
            {plural(others.length, "more finding")} of the same root cause
            <span class="count">
              {[...new Set(others.map(({ shape, suite }) => kindOf(shape, suite, view)))].join(", ")}
            </span>
          </summary>
          <div class="in">
            {others.map((finding) => (
              <FindingCard key={finding.fingerprint} finding={finding} view={view} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function kindOf(shape: string, suite: string, { result }: View): string {
  return result.suites.length > 1 ? `${shape} in ${suite}` : shape;
}

function Overview(props: { readonly causes: readonly RootCause[]; readonly view: View }): JSX.Element {
  const { causes, view } = props;
  return (
    <ol class="overview" aria-label="Root causes, worst first">
      {causes.map(({ key, first, others, occurrences }) => (
        <li
          key={key}
          data-of={[first, ...others].map(({ fingerprint }) => view.address.finding(fingerprint)).join(" ")}
        >
          <span>
            <SeverityBadge severity={first.severity} />
          </span>
          <div>
            <a href={`#${view.address.finding(first.fingerprint)}`}>{first.message}</a>
            <small>{deedOf(first, view.lookup)}</small>
          </div>
          <span class="soft">
            {first.waived === null ? (
              `${first.citation.replace(/^document .*/u, "the document")}, seen ${plural(occurrences, "time")}`
            ) : (
              <Badge look={WAIVED_LOOK} word="waived" />
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
