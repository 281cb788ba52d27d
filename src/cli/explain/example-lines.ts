import { CHECKS, showExample } from "../../checks/index.ts";
import { loadVendor } from "../../document/index.ts";
import { type Exchange, headerOf } from "../../result/index.ts";
import type { CatalogueScenario } from "../catalogue.ts";
import { sampleExchanges } from "../dry-run/sample.ts";

// A body may be as large as a server takes; a line of it shows what it is.
const LONGEST = 400;

/** An answer that a check fails, and what the check says of it; empty for what is no check. */
export async function checkExample(id: string): Promise<readonly string[]> {
  const check = CHECKS.find((one) => one.id === id);
  const shown = check === undefined ? undefined : showExample(check, await loadVendor("cube"));
  if (shown === undefined) return [];
  const { exchange, verdict } = shown;
  return [
    ...exchangeLines(exchange),
    `✗ expected ${verdict.expected.join(", or ")}, got ${verdict.actual === "" ? "none" : short(verdict.actual)}`,
  ];
}

/** What a scenario sends, as it would be sent to a server that does everything right, and what that one answers. */
export async function scenarioExample({ scenario, home }: CatalogueScenario): Promise<readonly string[]> {
  const found = await sampleExchanges(home.suite, home.contract, [scenario]);
  const exchange = found.get(scenario.id);
  if (exchange === undefined) return [];
  return [...exchangeLines(exchange), `✓ ${exchange.title}`];
}

function exchangeLines({ request, response, failure }: Exchange): readonly string[] {
  const { pathname, search } = new URL(request.url);
  const type = response === undefined ? undefined : headerOf(response.headers, "content-type");
  const answer =
    response === undefined
      ? `nothing: ${failure?.message ?? "no answer"}`
      : [response.status, type, short(response.body)].filter((part) => part !== undefined && part !== "").join(" ");
  return [
    `${request.method} ${decodeURI(pathname)}${decodeURI(search)}`,
    ...(request.body === undefined || request.body === "" ? [] : [short(request.body)]),
    `→ ${answer}`,
  ];
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
