import type { ResourceTypeName } from "../../document/index.ts";
import {
  type DiscoveryDocument,
  groupBody,
  NoVerdict,
  renameTo,
  type ScenarioContext,
  statusText,
} from "../../scenarios/index.ts";
import { attributeOf } from "../../scim/index.ts";
import { resourcesIn } from "../observe.ts";
import { type Learner, type Learnt, styleOf } from "./learner.ts";

/** What the server says of itself (RFC 7644 section 4). */
export const discovery: Learner = {
  id: "discovery",
  title: "What the server says of itself",
  users: 0,
  groups: 0,
  run: async (context) => {
    const { config, resourceTypes, schemas } = await context.service.discovery();
    const rows = [
      there("/ServiceProviderConfig", config),
      there(
        "/ResourceTypes",
        resourceTypes,
        resourceTypes.model?.map(({ name }) => name),
      ),
      there(
        "/Schemas",
        schemas,
        schemas.model?.map(({ urn }) => urn),
      ),
    ];
    if (config.model === undefined) return rows;
    const { patch, filter, sort, etag, bulk } = config.model;
    const claims = Object.entries({ patch, filter, sort, etag, bulk });
    const offered = claims.filter(([, on]) => on === true).map(([name]) => name);
    return [
      ...rows,
      {
        id: "discovery.features",
        title: "What it says that it offers",
        value: offered.length === 0 ? "is nothing that is optional" : `is ${offered.join(", ")}`,
        how: `GET /ServiceProviderConfig was answered ${statusText(config.exchange)}`,
      },
    ];
  },
};

function there(endpoint: string, { exchange, model }: DiscoveryDocument<unknown>, names?: readonly string[]): Learnt {
  const list = names === undefined || names.length === 0 ? "is there" : `names ${names.join(", ")}`;
  return {
    id: `discovery${endpoint.toLowerCase()}`,
    title: endpoint,
    value: model === undefined ? "is not there" : list,
    how: `GET ${endpoint} was answered ${statusText(exchange)}`,
  };
}

/** Whether a list can be asked for one resource alone (RFC 7644 section 3.4.2.2). */
export const filters: Learner = {
  id: "filter",
  title: "A filter on a list",
  users: 0,
  groups: 1,
  run: async (context) => {
    const owned = await ownResource(context);
    const filter = `${owned.attribute} eq ${JSON.stringify(owned.value)}`;
    const exchange = await context.service.look(
      {
        to: { type: owned.type },
        query: { filter },
        title: `look for the ${owned.type} by its ${owned.attribute}`,
        intent: { kind: "helper" },
      },
      (one) => resourcesIn(one) !== undefined,
    );
    const resources = resourcesIn(exchange);
    const how = `GET with \`${owned.attribute} eq …\` was answered ${statusText(exchange)}`;
    const title = `A filter on ${owned.attribute} with eq`;
    if (resources === undefined) return [{ id: "filter.eq", title, value: "is not offered", how }];
    const isThere = resources.some((one) => attributeOf(one, "id") === owned.id);
    const value = !isThere
      ? "does not find what is there"
      : resources.length === 1
        ? "finds exactly what it names"
        : "is ignored";
    return [{ id: "filter.eq", title, value, how: `${how} with ${resources.length} of them` }];
  },
};

/** What another tenant is told. */
export const otherTenant: Learner = {
  id: "tenants.foreign",
  title: "What belongs to another tenant",
  users: 0,
  groups: 1,
  run: async (context, found) => {
    const { otherTenant: other } = context;
    if (other === undefined) {
      throw new NoVerdict("blocked", "no credential of another tenant was given: --other-token-env NAME");
    }
    const owned = await ownResource(context);
    const seen = await other.read(owned.id, owned.type);
    const rows: Learnt[] = [];
    if (seen.kind !== "not-offered") {
      rows.push({
        id: "tenants.read",
        title: "What belongs to another tenant, read",
        value: seen.kind === "present" ? "is shown" : `is answered ${statusText(seen.exchange)}`,
        how: `a GET with the other credential was answered ${statusText(seen.exchange)}`,
      });
    }
    if (owned.type !== "Group") return rows;
    const state = { displayName: owned.value, members: [] };
    const asItIs =
      context.operation.method === "PATCH"
        ? [renameTo(styleOf(context, found), owned.value)]
        : groupBody(context, state);
    const answer = await context.write(owned.id, asItIs, {
      title: "write what it is already as another tenant",
      intent: { kind: "provoked", cause: "credentials" },
      credential: "other",
    });
    const status = answer.response?.status ?? 0;
    const how = `${context.operation.method} with the other credential was answered ${statusText(answer)}`;
    rows.push({
      id: "tenants.write",
      title: "What belongs to another tenant, written to",
      value: `is answered ${statusText(answer)}`,
      how,
      // 401 and 403 may be about the credential: only this says that the Group is not there for it.
      ...(status === 404 ? { lines: [{ path: ["tenants", "foreignStatus"], value: status, note: how }] } : {}),
    });
    return rows;
  },
};

async function ownResource(context: ScenarioContext): Promise<{
  readonly type: ResourceTypeName;
  readonly id: string;
  readonly attribute: string;
  readonly value: string;
}> {
  if (context.operation.resourceType === "Group") {
    const { id, displayName } = await context.group();
    const seen = await context.read(id);
    const value = seen.kind === "present" ? (seen.displayName ?? displayName) : displayName;
    return { type: "Group", id, attribute: "displayName", value };
  }
  const { id, body } = await context.user("probe");
  return { type: "User", id, attribute: "userName", value: String(body["userName"]) };
}
