import type { JSX } from "preact";
import { duration } from "../text.ts";
import { OutcomeBadge } from "./icons.tsx";
import { Section, Table } from "./parts.tsx";
import type { View } from "./view.ts";

/** Every scenario with how it came out. */
export function Scenarios({ view }: { readonly view: View }): JSX.Element {
  return (
    <Section id="scenarios" title="Scenarios">
      {view.result.suites.map((suite) => (
        <Table
          key={suite.id}
          label={`Scenarios of ${suite.title}`}
          head={[["Outcome"], ["Scenario"], ["Findings"], ["Exchanges", true], ["Time", true]]}
        >
          {suite.scenarios.map((scenario) => (
            <tr key={scenario.id} data-item="" data-state={scenario.outcome}>
              <td>
                <OutcomeBadge outcome={scenario.outcome} />
              </td>
              <th scope="row">
                {scenario.title}
                <span class="id">{scenario.id}</span>
                {scenario.reason !== undefined && <p class="note">{scenario.reason}</p>}
              </th>
              <td>
                {scenario.findings.map((fingerprint) => (
                  <a class="id" key={fingerprint} href={`#${view.address.finding(fingerprint)}`}>
                    {fingerprint}
                  </a>
                ))}
              </td>
              <td class="n">{scenario.exchanges}</td>
              <td class="n nowrap">{duration(scenario.durationMs)}</td>
            </tr>
          ))}
        </Table>
      ))}
    </Section>
  );
}
