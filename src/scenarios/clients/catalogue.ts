import type { Requirement } from "../../result/index.ts";
import type { ScenarioFamily } from "../scenario.ts";
import { CAPABILITIES, type CapabilityId } from "./capabilities.ts";
import type { Client, ClientNeed } from "./client.ts";
import { entra } from "./entra.ts";
import { entraScim2 } from "./entra-scim2.ts";
import { oktaAiw } from "./okta-aiw.ts";
import { oktaOin } from "./okta-oin.ts";
import { onelogin } from "./onelogin.ts";
import { scenarioOf } from "./play.ts";

/** Every client, in the order of the matrix; the capabilities of each in the order of a life. */
export const CLIENTS: readonly Client[] = [oktaOin, oktaAiw, entra, entraScim2, onelogin].map(inOrder);

/** Identity providers that people ask for and of whose requests no evidence was found, each with what was looked for. */
export const CLIENTS_WITHOUT_EVIDENCE: Readonly<Record<string, string>> = {
  google:
    "no request of Google Workspace's provisioning was found that could be replayed: only a guide by others that says that it begins with GET /Users?count=1",
};

/** The client of this name. */
export function findClient(name: string): Client | undefined {
  return CLIENTS.find((client) => client.name === name);
}

/** The scenarios of every client, each client an area of its own. */
export const CLIENT_FAMILIES: readonly ScenarioFamily[] = CLIENTS.map((client) => {
  const scenarios = client.capabilities.map((capability) => scenarioOf(client, capability));
  return { area: `client ${client.name}`, scenarios: () => scenarios };
});

/** What clients need, as requirements of party `client`: they speak only where `--client` asks for them. */
export const CLIENT_REQUIREMENTS: readonly Requirement[] = CLIENTS.flatMap((client) =>
  client.capabilities.flatMap(({ id, needs }) =>
    needs.map((need) => requirementOf(need, `client.${client.name}.${id}`)),
  ),
);

function requirementOf({ id, level, text, evidence, place, remedy }: ClientNeed, scenario: string): Requirement {
  const { page, url } = evidence;
  return {
    id,
    level,
    party: "client",
    text,
    source: { kind: "prose", page, place, url },
    tested: { by: [scenario] },
    remedy,
  };
}

function inOrder(client: Client): Client {
  const order = Object.keys(CAPABILITIES) as CapabilityId[];
  const capabilities = [...client.capabilities].sort((left, right) => order.indexOf(left.id) - order.indexOf(right.id));
  return { ...client, capabilities };
}
