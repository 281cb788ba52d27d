import type { JSX } from "preact";
import { groupBy, type KeptExchange } from "../../result/index.ts";
import { grouped, plural } from "../text.ts";
import { ExchangeCard } from "./exchange-card.tsx";
import { Section } from "./parts.tsx";
import type { View } from "./view.ts";

/** What the sample of passes may take on the page, in characters of what was sent and received. */
const ROOM = 16_000;

/** Exchanges that no finding cites: what a pass looked like. */
export function PassedEvidence({ view }: { readonly view: View }): JSX.Element {
  const { exchanges, exchangesTotal } = view.result;
  const others = exchanges.filter((exchange) => !exchange.cited);
  const shown = sampleOf(others);
  return (
    <Section
      id="evidence"
      title="Passed evidence"
      lead={`A sample: ${plural(shown.length, "exchange")} of the ${grouped(others.length)} in results.json that no finding cites, of each operation and answer some. All ${grouped(exchangesTotal)} of the run are in exchanges.ndjson.gz. Those that prove a finding are never left out.`}
    >
      {shown.length === 0 ? (
        <p class="empty">None was kept.</p>
      ) : (
        <details class="group">
          <summary>{plural(shown.length, "exchange")}</summary>
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

/**
 * First one of each suite, operation and answer, then a second one of each, and so on for as long as there is room; in the
 * order in which they were sent.
 */
export function sampleOf(exchanges: readonly KeptExchange[]): readonly KeptExchange[] {
  const kinds = groupBy(exchanges, ({ suite, operation, request, response, failure }) =>
    [suite, operation ?? request.method, response?.status ?? failure?.kind ?? ""].join("\u0000"),
  );
  const chosen = new Set<KeptExchange>();
  let room = ROOM;
  const most = Math.max(0, ...[...kinds.values()].map((own) => own.length));
  for (let round = 0; round < most; round += 1) {
    for (const own of kinds.values()) {
      const exchange = own[round];
      if (exchange === undefined) continue;
      const size = sizeOf(exchange);
      if (size > room) continue;
      room -= size;
      chosen.add(exchange);
    }
  }
  return exchanges.filter((exchange) => chosen.has(exchange));
}

/** About what an exchange takes: its texts, and the frame around them. */
function sizeOf({ request, response, curl }: KeptExchange): number {
  const headers = [...request.headers, ...(response?.headers ?? [])];
  const lines = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 20, 0);
  return 1000 + lines + curl.length + (request.body?.text.length ?? 0) + (response?.body.text.length ?? 0);
}
