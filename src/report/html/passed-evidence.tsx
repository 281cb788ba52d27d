import type { JSX } from "preact";
import { plural } from "../text.ts";
import { ExchangeCard } from "./exchange-card.tsx";
import { Section } from "./parts.tsx";
import type { View } from "./view.ts";

const SAMPLES_SHOWN = 60;

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
