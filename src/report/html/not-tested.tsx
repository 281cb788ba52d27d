import type { JSX } from "preact";
import type { RunResult } from "../../result/index.ts";
import { OutcomeBadge } from "./icons.tsx";
import { Section, Table } from "./parts.tsx";

/** What the verdict says nothing about, and why. */
export function NotTestedList({ result }: { readonly result: RunResult }): JSX.Element {
  const several = result.suites.length > 1;
  return (
    <Section id="not-tested" title="Not tested" lead="What this report says nothing about, and why.">
      {result.notTested.length === 0 ? (
        <p class="empty">Everything selected was tested.</p>
      ) : (
        <Table label="Not tested" head={[["Outcome"], ["What"], ["Why"]]}>
          {result.notTested.map((entry) => (
            <tr key={`${entry.suite} ${entry.kind} ${entry.id}`} data-item="" data-state={entry.outcome}>
              <td>
                <OutcomeBadge outcome={entry.outcome} />
              </td>
              <th scope="row">
                {entry.title}
                <span class="id">
                  {several && `${entry.suite}: `}
                  {entry.kind} {entry.id}
                </span>
              </th>
              <td>{entry.reason}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}
