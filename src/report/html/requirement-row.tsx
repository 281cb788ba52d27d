import type { JSX } from "preact";
import type { RequirementResult } from "../../result/index.ts";
import { Badge, OutcomeBadge } from "./icons.tsx";
import { Cite, Prose } from "./parts.tsx";
import { SEVERITY_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

interface RowProps {
  readonly requirement: RequirementResult;
  readonly view: View;
}

/** A requirement with how it came out, and the way to its findings. */
export function RequirementRow({ requirement, view }: RowProps): JSX.Element {
  const { id, suite, text, coverage, outcome } = requirement;
  const anchor = view.address.requirement(suite, id);
  return (
    <tr id={anchor} data-item="" data-state={outcome}>
      <td>
        <RequirementBadge requirement={requirement} />
      </td>
      <td>
        <span class="tag">{requirement.level}</span>
      </td>
      <th scope="row">
        <Prose text={text} />
        <span class="id">
          <a href={`#${anchor}`}>{id}</a>
          {" · "}
          <Cite citation={requirement.citation} link={requirement.link} />
          {view.result.suites.length > 1 && ` · ${suite}`}
        </span>
        {requirement.reason !== undefined && <p class="note">{requirement.reason}</p>}
        {requirement.advisory !== undefined && <p class="note">Only advises: {requirement.advisory}</p>}
      </th>
      <td class="n nowrap">
        {coverage.judged}
        {coverage.failed > 0 && <span class="id">{coverage.failed} failed</span>}
      </td>
      <td>
        {requirement.findings.map((fingerprint) => (
          <a class="id" key={fingerprint} href={`#${view.address.finding(fingerprint)}`}>
            {fingerprint}
          </a>
        ))}
      </td>
    </tr>
  );
}

/** A failed SHOULD is a warning, and a failed MAY or a document defect a notice: neither looks like a failure. */
function RequirementBadge({ requirement }: { readonly requirement: RequirementResult }): JSX.Element {
  const { outcome, severity } = requirement;
  if (outcome !== "failed" || severity === "error") return <OutcomeBadge outcome={outcome} />;
  return <Badge look={SEVERITY_LOOK[severity]} word={severity === "none" ? "failed" : `failed: ${severity}`} />;
}
