import { type Contract, declaredAttributes, type ResourceTypeName } from "../../document/index.ts";
import type { ContractComparison, ContractDisagreement } from "../../result/index.ts";
import type { Discovery, DiscoveryDocument } from "../../scenarios/index.ts";
import { describedType, GROUP_SCHEMA, USER_SCHEMA } from "../../scim/index.ts";
import type { Suite } from "../suite.ts";
import { disagreements } from "./compare.ts";
import type { Seen } from "./seen.ts";
import { serviceDisagreements } from "./service.ts";

// A report that lists more is read by nobody.
const MAX_ROWS = 200;
// Names and values are a server's own: whoever has long ones is cut off.
const MAX_TEXT = 200;

const RFC = { User: USER_SCHEMA, Group: GROUP_SCHEMA } as const;

/** What the server said of itself, as far as it was asked. */
export type Published = Partial<Discovery>;

/** Holds the RFC, what the server publishes and the document against each other, for the types that a suite is about. */
export function compareContracts(
  contract: Contract,
  suite: Suite,
  resourceType: ResourceTypeName,
  published: Published,
  seen: Seen,
): ContractComparison {
  const { config, resourceTypes, schemas } = published;
  const types: readonly ResourceTypeName[] = suite.area === "service" ? ["User", "Group"] : [resourceType];
  // A document that describes every server is the RFC in other words, and no third contract.
  const own = contract.profile.generic ? undefined : contract;
  const attributes = types.flatMap((type) =>
    disagreements({
      type,
      rfc: RFC[type],
      server: describedType(resourceTypes?.model, schemas?.model, type),
      document: own === undefined ? undefined : declaredAttributes(own, type),
      seen,
    }),
  );
  const service = own === undefined ? [] : serviceDisagreements(own, config?.model, resourceTypes?.model, seen);
  const rows = [...service, ...attributes];
  return {
    published: sentenceOf(published),
    endpoints: [
      endpointOf("/ServiceProviderConfig", config),
      endpointOf("/ResourceTypes", resourceTypes),
      endpointOf("/Schemas", schemas),
    ].flat(),
    disagreements: rows.slice(0, MAX_ROWS).map(cut),
    more: Math.max(0, rows.length - MAX_ROWS),
  };
}

function sentenceOf({ schemas }: Published): string {
  if (schemas === undefined)
    return "The server was not asked for its schemas: it did not answer, or the run ended before.";
  const { exchange, model } = schemas;
  const status = exchange.response?.status;
  if (model !== undefined && model.length > 0) return "The server publishes its schemas.";
  if (status === undefined) return "The server publishes no schemas: no answer came to GET /Schemas.";
  return status === 200
    ? "The server publishes no schemas: what came to GET /Schemas holds none."
    : `The server publishes no schemas: GET /Schemas was answered ${status}.`;
}

function endpointOf(
  endpoint: string,
  document: DiscoveryDocument<unknown> | undefined,
): ContractComparison["endpoints"] {
  if (document === undefined) return [];
  return [{ endpoint, status: document.exchange.response?.status ?? null, read: document.model !== undefined }];
}

function cut(row: ContractDisagreement): ContractDisagreement {
  const short = <Text extends string | null>(text: Text): Text =>
    (text !== null && text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text) as Text;
  return {
    ...row,
    path: short(row.path),
    rfc: short(row.rfc),
    server: short(row.server),
    document: short(row.document),
    observed: short(row.observed),
  };
}
