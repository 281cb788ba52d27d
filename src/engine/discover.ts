import { bodyIn, type Discovery, type DiscoveryDocument } from "../scenarios/index.ts";
import { isObject, parseProviderConfig, parseResourceTypes, parseSchemas } from "../scim/index.ts";
import type { Session } from "./session.ts";

/** Asks a server what it says of itself (RFC 7644 section 4). What is wrong with it is for scenarios to judge. */
export async function discover(session: Session): Promise<Discovery> {
  const collection = session.collectionPath("User");
  const prefix = collection.slice(0, collection.lastIndexOf("/"));
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
    config: await ask("/ServiceProviderConfig", "ask for the service provider's configuration", (body) =>
      isObject(body) ? parseProviderConfig(body) : undefined,
    ),
    resourceTypes: await ask("/ResourceTypes", "ask for the types of resources", parseResourceTypes),
    schemas: await ask("/Schemas", "ask for the schemas", parseSchemas),
  };
}
