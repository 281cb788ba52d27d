import type { JSX } from "preact";
import type { NotTested } from "../../result/index.ts";
import { gapsOf, unlike } from "../gaps.ts";
import { plural } from "../text.ts";
import { OutcomeBadge } from "./icons.tsx";
import { Prose, Section, Table } from "./parts.tsx";
import type { View } from "./view.ts";

/** What the verdict says nothing about, and why: each reason with all that it kept from being tested. */
export function NotTestedList({ view }: { readonly view: View }): JSX.Element {
  const { notTested } = view.result;
  return (
    <Section
      id="not-tested"
      title="Not tested"
      lead="What this report says nothing about, by reason. Each entry leads to its row above."
    >
      {notTested.length === 0 ? (
        <p class="empty">Everything selected was tested.</p>
      ) : (
        <Table label="Not tested" columns="gaps" head={[["Outcome"], ["Why"], ["What"]]}>
          {gapsOf(notTested).map((gap) => (
            <tr key={`${gap.outcome} ${gap.reason}`} data-state={gap.outcome}>
              <td>
                <OutcomeBadge outcome={gap.outcome} />
              </td>
              <th scope="row">
                <Prose text={gap.reason} />
                {gap.entries.length > 1 && <small>{plural(gap.entries.length, "entry", "entries")}</small>}
              </th>
              <td>
                {unlike(gap.entries).map((entry) => (
                  <Entry key={`${entry.suite} ${entry.kind} ${entry.id}`} entry={entry} view={view} />
                ))}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function Entry({ entry, view }: { readonly entry: NotTested; readonly view: View }): JSX.Element {
  const { kind, suite, id, title } = entry;
  const anchor = view.rowOf(kind, suite, id);
  return (
    <div>
      <Prose text={title} />
      <small>
        {kind} {anchor === undefined ? id : <a href={`#${anchor}`}>{id}</a>}
      </small>
    </div>
  );
}
