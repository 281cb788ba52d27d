import type { JSX } from "preact";
import type { Finding, KeptExchange } from "../../result/index.ts";
import { plural } from "../text.ts";
import { ExchangeCard } from "./exchange-card.tsx";
import type { View } from "./view.ts";

/** The exchanges that prove a finding, in the order sent. */
export function Evidence({ finding, view }: { readonly finding: Finding; readonly view: View }): JSX.Element {
  const exchanges = view.lookup.exchanges(finding.suite, finding.exchanges);
  const lost = finding.exchanges.length - exchanges.length;
  return (
    <>
      <h5>Evidence: {plural(exchanges.length, "exchange")}</h5>
      {exchanges.map((exchange, index) => {
        const isLast = index === exchanges.length - 1;
        return (
          <ExchangeCard
            key={exchange.id}
            exchange={exchange}
            anchor={anchorIn(view, exchange, finding)}
            open={isLast && finding.severity === "error"}
            number={index + 1}
            pointer={isLast ? finding.pointer : undefined}
          />
        );
      })}
      {lost > 0 && <p class="note">{plural(lost, "exchange")} not kept in results.json: see exchanges.ndjson.gz.</p>}
    </>
  );
}

/** An id may stand on a page once: the first finding that cites an exchange gives it its permalink. */
function anchorIn(view: View, exchange: KeptExchange, finding: Finding): string | undefined {
  return view.isHome(exchange, finding) ? view.address.exchange(exchange) : undefined;
}
