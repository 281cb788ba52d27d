import type { JSX } from "preact";
import type { Finding, KeptExchange } from "../../result/index.ts";
import { plural } from "../text.ts";
import { ExchangeCard, type ExchangeProps } from "./exchange-card.tsx";
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
        const isHome = view.isHome(exchange, finding);
        // The last shows the value that the finding is about; the others are on the page once.
        if (!isHome && !isLast)
          return <Elsewhere key={exchange.id} exchange={exchange} number={index + 1} view={view} />;
        return (
          <ExchangeCard
            key={exchange.id}
            exchange={exchange}
            anchor={isHome ? view.address.exchange(exchange) : undefined}
            open={isLast && finding.severity === "error"}
            number={index + 1}
            pointer={isLast ? finding.pointer : undefined}
            powershell={view.powershell(exchange)}
            sameAs={isLast ? undefined : sameBefore(exchanges, index, view)}
          />
        );
      })}
      {lost > 0 && <p class="note">{plural(lost, "exchange")} not kept in results.json: see exchanges.ndjson.gz.</p>}
    </>
  );
}

/** Shorter bodies are read sooner than a reference to another one. */
const WORTH_A_REFERENCE = 200;

/** The exchange before this one that was answered with the same body, where it is long: what is read again is often the same. */
function sameBefore(exchanges: readonly KeptExchange[], index: number, view: View): ExchangeProps["sameAs"] {
  const text = exchanges[index]?.response?.body.text ?? "";
  const at = exchanges.findIndex(({ response }) => response?.body.text === text);
  const first = exchanges[at];
  if (first === undefined || at >= index || text.length < WORTH_A_REFERENCE) return undefined;
  return { number: at + 1, anchor: view.address.exchange(first) };
}

/** An exchange that stands under another finding already. */
function Elsewhere(props: {
  readonly exchange: KeptExchange;
  readonly number: number;
  readonly view: View;
}): JSX.Element {
  const { exchange, number, view } = props;
  return (
    <p class="elsewhere">
      {number}. <a href={`#${view.address.exchange(exchange)}`}>{exchange.title}</a>: {exchange.request.method} →{" "}
      {exchange.response?.status ?? exchange.failure?.kind ?? "no answer"}, shown with another finding
    </p>
  );
}
