import type { JSX } from "preact";
import { worstSeverity } from "../words.ts";
import { Badge, RowOutcome } from "./icons.tsx";
import { Cite, FindingLinks, Prose } from "./parts.tsx";
import { type Came, cameOut, type Sentence } from "./requirement-rows.ts";
import { SEVERITY_LOOK } from "./tones.ts";
import type { View } from "./view.ts";

interface RowProps {
  readonly sentence: Sentence;
  /** Of the group that it stands in, which tells where to look it up. */
  readonly title: string;
  readonly view: View;
}

/** A requirement with how it came out, and the way to its findings. */
export function RequirementRow({ sentence, title, view }: RowProps): JSX.Element {
  const { requirement, results } = sentence;
  const { id, suite, text, level, citation, link, advisory } = requirement;
  const anchor = view.address.requirement(suite, id);
  const came = cameOut(sentence);
  const judged = results.reduce((sum, { coverage }) => sum + coverage.judged, 0);
  const failed = results.reduce((sum, { coverage }) => sum + coverage.failed, 0);
  const reasons = new Set(results.flatMap(({ reason }) => (reason === undefined ? [] : [reason])));
  return (
    <tr id={anchor} data-state={came.map(({ outcome }) => outcome).join(" ")} data-level={level}>
      <td>
        {came.map((one) => (
          <State key={one.outcome} came={one} several={came.length > 1} />
        ))}
      </td>
      <td>{level}</td>
      <th scope="row">
        <Prose text={text} />
        <small>
          <a href={`#${anchor}`}>{id}</a>
          {citation !== title && (
            <>
              {" · "}
              <Cite citation={within(citation, title)} link={link} />
            </>
          )}
        </small>
        {[...reasons].map((reason) => (
          <p class="note" key={reason}>
            <Prose text={reason} />
          </p>
        ))}
        {advisory !== undefined && <p class="note">Only advises: {advisory}</p>}
      </th>
      <td>
        {judged}
        {failed > 0 && <small>{failed} failed</small>}
      </td>
      <td>
        <FindingLinks fingerprints={[...new Set(results.flatMap(({ findings }) => findings))]} view={view} />
      </td>
    </tr>
  );
}

/** Of a place on a page, what its group does not say already. */
function within(citation: string, title: string): string {
  return citation.startsWith(`${title}: `) ? citation.slice(title.length + 2) : citation;
}

/** A failed SHOULD is a warning, and a failed MAY or a document defect a notice: neither looks like a failure. */
function State({
  came: { outcome, results },
  several,
}: {
  readonly came: Came;
  readonly several: boolean;
}): JSX.Element {
  const where = several && <small>{results.map(({ suite }) => suite).join(", ")}</small>;
  const severity = worstSeverity(results) ?? "none";
  if (outcome !== "failed" || severity === "error") {
    return (
      <>
        <RowOutcome outcome={outcome} />
        {where}
      </>
    );
  }
  return (
    <>
      <Badge look={SEVERITY_LOOK[severity]} word={severity === "none" ? "failed" : `failed: ${severity}`} />
      {where}
    </>
  );
}
