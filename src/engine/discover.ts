import { HarnessError } from "../result/index.ts";
import { bodyIn, type Discovery, type DiscoveryDocument, NoVerdict } from "../scenarios/index.ts";
import { isObject, parseProviderConfig, parseResourceTypes, parseSchemas } from "../scim/index.ts";
import type { Session } from "./session.ts";

/** Asks a server what it says of itself (RFC 7644 section 4). What is wrong with it is for scenarios to judge. */
export async function discover(session: Session): Promise<Discovery> {
  const ask = asker(session);
  return { config: await ask.config(), resourceTypes: await ask.resourceTypes(), schemas: await ask.schemas() };
}

/**
 * The same for whoever only wants to compare: asks as long as answers come, and is content with what there is. A server that
 * hangs at the first one is not waited for three times.
 */
export async function discoverSome(session: Session): Promise<Partial<Discovery>> {
  const ask = asker(session);
  const some: { -readonly [Key in keyof Discovery]?: Discovery[Key] } = {};
  try {
    some.config = await ask.config();
    if (!isAnswered(some.config)) return some;
    some.resourceTypes = await ask.resourceTypes();
    if (isAnswered(some.resourceTypes)) some.schemas = await ask.schemas();
  } catch (error) {
    // A budget that is spent, a run that is ended: what the suite is about has been done by now.
    if (!(error instanceof NoVerdict) && !(error instanceof HarnessError)) throw error;
  }
  return some;
}

/** Where the service is that a server's word is about: one for all suites that are under one address. */
export function serviceOf(session: Session): string {
  return `${session.target.baseUrl}${prefixOf(session)}`;
}

/** True where an answer came, whatever its status, and could be read to its end. */
export function isAnswered({ exchange }: DiscoveryDocument<unknown>): boolean {
  return exchange.response !== undefined && exchange.failure === undefined;
}

/** The path of the service below the base URL: what stands before the name of a collection. */
export function prefixOf(session: Session): string {
  const collection = session.collectionPath("User");
  return collection.slice(0, collection.lastIndexOf("/"));
}

function asker(session: Session): { readonly [Key in keyof Discovery]: () => Promise<Discovery[Key]> } {
  const prefix = prefixOf(session);
  const ask = async <Model>(
    endpoint: string,
    title: string,
    read: (body: unknown) => Model | undefined,
  ): Promise<DiscoveryDocument<Model>> => {
    const exchange = await session.send({
      scenario: "discovery",
      // No check judges it: the document may well not declare it, and one scenario looks at each.
      purpose: "probe",
      intent: { kind: "helper" },
      title,
      method: "GET",
      path: `${prefix}${endpoint}`,
      headers: { accept: "application/scim+json, application/json;q=0.9, */*;q=0.1" },
    });
    const body = exchange.response?.status === 200 && exchange.failure === undefined ? bodyIn(exchange) : undefined;
    return { exchange, body, model: body === undefined ? undefined : read(body) };
  };
  return {
    config: async () => {
      const config = await ask("/ServiceProviderConfig", "ask for the service provider's configuration", (body) =>
        isObject(body) ? parseProviderConfig(body) : undefined,
      );
      if (config.model?.patch === true) session.offersPatch();
      return config;
    },
    resourceTypes: () => ask("/ResourceTypes", "ask for the types of resources", parseResourceTypes),
    schemas: () => ask("/Schemas", "ask for the schemas", parseSchemas),
  };
}
