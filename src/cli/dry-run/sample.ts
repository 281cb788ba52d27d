import type { Contract } from "../../document/index.ts";
import { DEFAULT_SETTINGS, planSuite, run, type Suite } from "../../engine/index.ts";
import type { Exchange } from "../../result/index.ts";
import { DEPTHS, type Scenario } from "../../scenarios/index.ts";
import { grepFor } from "../selection.ts";
import { createDryClient } from "./dry-client.ts";
import { NOWHERE, standInFor } from "./stand-in-for.ts";
import { Symbols } from "./symbols.ts";

/**
 * What scenarios send to a server that does everything right, without a network: of each the request that it is about.
 *
 * @returns by the id of the scenario; those that send nothing of their own are not in it
 */
export async function sampleExchanges(
  suite: Suite,
  contract: Contract,
  scenarios: readonly Scenario[],
): Promise<ReadonlyMap<string, Exchange>> {
  const ids = new Set(scenarios.map(({ id }) => id));
  const depth = DEPTHS.findLast((one) => scenarios.some((scenario) => scenario.depth === one)) ?? "standard";
  const selection = { grep: new RegExp(grepFor(ids), "u") };
  const plan = planSuite(contract, suite, depth, selection);
  const found = new Map<string, Exchange>();
  const symbols = new Symbols();
  const credentials = [{ kind: "bearer", token: "sample", from: "SCIM_TOKEN" } as const];
  const otherCredentials = [{ kind: "bearer", token: "sample-other", from: "OTHER_TOKEN" } as const];
  const target = {
    baseUrl: NOWHERE,
    kind: "embedded",
    credentials,
    otherCredentials,
    headers: {},
    insecure: false,
  } as const;
  await run(
    [{ suite, contract, target }],
    { ...DEFAULT_SETTINGS, depth, selection, runs: 1, seed: 1 },
    {
      connect: (_run, options) =>
        createDryClient(options, standInFor(plan, NOWHERE, DEFAULT_SETTINGS.fixtures), (_request, exchange) => {
          symbols.learn(exchange);
          if (!ids.has(exchange.scenario)) return;
          const known = found.get(exchange.scenario);
          if (known === undefined || rank(exchange) > rank(known)) found.set(exchange.scenario, exchange);
        }),
    },
  );
  return new Map([...found].map(([id, exchange]) => [id, withNames(exchange, symbols)]));
}

/**
 * How well an exchange shows what a scenario is about: its own declared write before all else, and of these one that is out of
 * the ordinary, for which others may only prepare the ground.
 */
function rank({ purpose, operation, request, intent }: Exchange): number {
  const isWrite = request.method !== "GET";
  return (
    (intent.kind === "open" || intent.kind === "provoked" ? 0.5 : 0) +
    (purpose === "scenario" ? 4 : purpose === "probe" ? 2 : 0) +
    (operation === undefined ? 0 : 1) +
    (isWrite ? 1 : 0)
  );
}

/** Ids that a stand-in gave mean nothing to anybody. */
function withNames(exchange: Exchange, symbols: Symbols): Exchange {
  const { request, response } = exchange;
  const { body, url } = request;
  return {
    ...exchange,
    request: { ...request, url: symbols.replace(url), ...(body === undefined ? {} : { body: symbols.replace(body) }) },
    ...(response === undefined ? {} : { response: { ...response, body: symbols.replace(response.body) } }),
  };
}
