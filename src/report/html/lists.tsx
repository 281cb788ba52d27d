import type { JSX } from "preact";
import type { RunResult } from "../../result/index.ts";
import { duration, plural } from "../text.ts";
import { ExchangeCard } from "./exchange-card.tsx";
import { OutcomeBadge, Section, Table } from "./parts.tsx";
import type { View } from "./view.ts";

const SAMPLES_SHOWN = 60;

/** What the sources leave open and the server decided. */
export function Capabilities({ result }: { readonly result: RunResult }): JSX.Element {
  const several = result.suites.length > 1;
  const rows = result.suites.flatMap((suite) => suite.capabilities.map((one) => ({ ...one, suite: suite.id })));
  return (
    <Section
      id="capabilities"
      title="Capabilities learnt"
      lead="Where document and RFCs leave the server a choice, this is what it chose. Nothing here is judged."
    >
      {rows.length === 0 ? (
        <p class="empty">None was learnt.</p>
      ) : (
        <Table label="Capabilities learnt" head={[["Capability"], ["This server"]]}>
          {rows.map((row) => (
            <tr key={`${row.suite} ${row.id}`}>
              <th scope="row">
                {row.title}
                <span class="id">{several ? `${row.suite}: ${row.id}` : row.id}</span>
              </th>
              <td>{row.value}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

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

/** Exchanges that no finding cites: what a pass looked like. */
export function PassedEvidence({ view }: { readonly view: View }): JSX.Element {
  const { exchanges, exchangesTotal } = view.result;
  const others = exchanges.filter((exchange) => !exchange.cited);
  const shown = others.slice(0, SAMPLES_SHOWN);
  return (
    <Section
      id="evidence"
      title="Other evidence"
      lead={`A sample of exchanges that no finding cites. All ${exchangesTotal} of the run are in exchanges.ndjson.gz.`}
    >
      {shown.length === 0 ? (
        <p class="empty">None was kept.</p>
      ) : (
        <details class="group">
          <summary>
            {plural(shown.length, "exchange")}
            {others.length > shown.length && ` of the ${others.length} in results.json`}
          </summary>
          <div class="in">
            {shown.map((exchange) => (
              <ExchangeCard
                key={`${exchange.suite} ${exchange.id}`}
                exchange={exchange}
                anchor={view.address.exchange(exchange)}
                open={false}
              />
            ))}
          </div>
        </details>
      )}
    </Section>
  );
}
