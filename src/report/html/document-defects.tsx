import type { JSX } from "preact";
import {
  type AuditedDocument,
  auditedDocuments,
  type BrokenRule,
  defectCounts,
  placeText,
} from "../audited-documents.ts";
import { plural } from "../text.ts";
import { Causes } from "./findings.tsx";
import { SeverityBadge } from "./icons.tsx";
import { Cite, Prose, Section } from "./parts.tsx";
import type { View } from "./view.ts";

/** Where the document itself is wrong; nothing here counts against the server. */
export function DocumentDefects({ view }: { readonly view: View }): JSX.Element {
  const findings = view.findings.filter(({ party }) => party === "document");
  const documents = auditedDocuments(view.result);
  return (
    <Section
      id="document-defects"
      title="Defects of the document"
      lead="Where the document contradicts itself, the RFCs or what any server must do: found by reading it, and by answers of the server. None of these counts against the server."
    >
      {documents === undefined ? (
        <p class="empty">
          This result does not say what reading the document finds: it is of an earlier version. scimproof audit
          DOCUMENT does.
        </p>
      ) : (
        documents.map((one, at) => (
          <ReadDocument
            key={one.document.digest}
            audited={one}
            prefix={documents.length > 1 ? `defect-${at + 1}` : "defect"}
          />
        ))
      )}
      {findings.length > 0 && <Causes title="Shown by answers of the server" findings={findings} view={view} />}
    </Section>
  );
}

function ReadDocument({
  audited,
  prefix,
}: {
  readonly audited: AuditedDocument;
  readonly prefix: string;
}): JSX.Element {
  const { document, broken, kept } = audited;
  const { name, title, defects, more, notAudited } = document;
  return (
    <>
      <h3 class="sub">
        {title} ({name}) <span class="soft">read by {plural(broken.length + kept.length, "rule")}</span>
      </h3>
      {notAudited !== undefined ? (
        <p class="empty">Not audited: {notAudited}.</p>
      ) : defects.length === 0 ? (
        <p class="empty">No rule found anything.</p>
      ) : (
        <p>
          {defectCounts([document])}, by {plural(broken.length, "rule")}.
          {more > 0 && ` ${plural(more, "more defect")} not listed: scimproof audit lists all.`}
        </p>
      )}
      {broken.map((one) => (
        <Broken key={one.rule.id} broken={one} anchor={`${prefix}-${one.rule.id}`} />
      ))}
      {kept.length > 0 && (
        <details class="more">
          <summary>{plural(kept.length, "rule")} that found nothing</summary>
          <ul class="kept">
            {kept.map(({ id, title: statement }) => (
              <li key={id}>
                {statement} <code>{id}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** A rule, why it is one, and each place that breaks it with what to write there. Errors are unfolded. */
function Broken({
  broken: { rule, defects },
  anchor,
}: {
  readonly broken: BrokenRule;
  readonly anchor: string;
}): JSX.Element {
  const { id, title, level, explanation, source } = rule;
  return (
    <details class="group defects" id={anchor} open={level === "error"}>
      <summary>
        <SeverityBadge severity={level} />
        <span class="what">{title}</span>
        <span class="count">broken at {plural(defects.length, "place")}</span>
      </summary>
      <div class="in">
        <p class="note">
          <Prose text={explanation} /> <Cite citation={source.text} link={source.link} /> · <code>{id}</code>{" "}
          <a class="perma" href={`#${anchor}`} aria-label={`Permalink of ${id}`}>
            #
          </a>
        </p>
        <ul>
          {defects.map((defect) => (
            <li key={`${placeText(defect)} ${defect.pointer} ${defect.message}`} data-state={level}>
              <p>
                <code class="place">{placeText(defect)}</code> <Prose text={defect.message} />
              </p>
              <p>
                What to do: <Prose text={defect.remedy} />
              </p>
              {defect.pointer !== undefined && defect.pointer !== "" && <code class="soft">{defect.pointer}</code>}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
