import type { JSX } from "preact";
import type { Finding, Party } from "../../result/index.ts";
import { plural } from "../text.ts";
import { PARTY_TITLE } from "../words.ts";
import { ClientTable } from "./clients.tsx";
import { FindingCard, searchText } from "./finding-card.tsx";
import { Badge, SeverityBadge } from "./icons.tsx";
import { Section } from "./parts.tsx";
import type { View } from "./view.ts";

const OF_SERVER: ReadonlySet<Party> = new Set(["server-document", "server-rfc"]);

/** What the server does against its document and the RFCs, worst first. */
export function ServerFindings({ view }: { readonly view: View }): JSX.Element {
  const findings = view.findings.filter(({ party }) => OF_SERVER.has(party));
  // Which of the two comes first is decided by where the worst finding is.
  const parties = [...new Set(findings.map(({ party }) => party))];
  return (
    <Section id="findings" title="Findings" lead="Each with the sentence it rests on and the evidence for it.">
      {findings.length === 0 ? (
        <p class="empty">No requirement that could be judged failed.</p>
      ) : (
        <Overview findings={findings} view={view} />
      )}
      {parties.map((party) => (
        <Cards
          key={party}
          title={PARTY_TITLE[party]}
          findings={findings.filter((one) => one.party === party)}
          view={view}
        />
      ))}
    </Section>
  );
}

/** Where the document itself is wrong; nothing here counts against the server. */
export function DocumentDefects({ view }: { readonly view: View }): JSX.Element {
  const findings = view.findings.filter(({ party }) => party === "document");
  return (
    <Section
      id="document-defects"
      title="Defects of the document"
      lead="Where the document contradicts itself, the RFCs or what any server must do. None of these counts against the server."
    >
      {findings.length === 0 ? (
        <p class="empty">None was found.</p>
      ) : (
        <Cards title="In the document" findings={findings} view={view} />
      )}
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
      {findings.length > 0 && <Cards title="Of the identity provider" findings={findings} view={view} />}
    </Section>
  );
}

function Cards(props: {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly view: View;
}): JSX.Element {
  return (
    <>
      <h3 class="sub">
        {props.title} <span class="soft">({plural(props.findings.length, "finding")})</span>
      </h3>
      {props.findings.map((finding) => (
        <FindingCard key={finding.fingerprint} finding={finding} view={props.view} />
      ))}
    </>
  );
}

function Overview({ findings, view }: { readonly findings: readonly Finding[]; readonly view: View }): JSX.Element {
  return (
    <ol class="overview" aria-label="Findings, worst first">
      {findings.map((finding) => (
        <li
          key={finding.fingerprint}
          data-item={searchText(finding)}
          data-state={finding.waived === null ? finding.severity : "waived"}
        >
          <span>
            <SeverityBadge severity={finding.severity} />
          </span>
          <a href={`#${view.address.finding(finding.fingerprint)}`}>{finding.message}</a>
          <span class="soft">
            {finding.waived === null ? finding.citation : <Badge look={{ tone: "info", icon: "info" }} word="waived" />}
          </span>
        </li>
      ))}
    </ol>
  );
}
