import type { ResourceTypeName } from "../document/index.ts";
import type { Exchange } from "../result/index.ts";
import type { GroupState, Observation } from "../scenarios/index.ts";
import { attributeOf, compareMembers, isObject, type JsonObject, membersOf, textAttribute } from "../scim/index.ts";
import { resourceIn } from "./fixtures/group-pool.ts";
import type { Offers } from "./preflight.ts";
import type { Session } from "./session.ts";

// While the grace period lasts, looks are this far apart, in ms.
const LOOK_EVERY_MS = 100;

/** Looks at one resource independently of what wrote it. */
export async function observe(
  session: Session,
  offers: Offers,
  scenario: string,
  id: string,
  expected: GroupState | undefined,
  wait: (ms: number) => Promise<void>,
  type: ResourceTypeName = session.operation.resourceType,
): Promise<Observation> {
  if (!offers.get && !offers.list) return { kind: "not-offered" };
  const until = performance.now() + session.settings.graceMs;
  for (;;) {
    const seen = offers.get
      ? await byGet(session, type, scenario, id, expected)
      : await byList(session, type, scenario, id);
    if (expected === undefined || agrees(seen, expected) || performance.now() >= until) return seen;
    await wait(LOOK_EVERY_MS);
  }
}

function agrees(seen: Observation, expected: GroupState): boolean {
  if (seen.kind !== "present" || seen.displayName !== expected.displayName) return false;
  const { missing, strangers } = compareMembers(expected.members, seen.members.values);
  return missing.length === 0 && strangers.length === 0;
}

async function byGet(
  session: Session,
  type: ResourceTypeName,
  scenario: string,
  id: string,
  expected: GroupState | undefined,
): Promise<Observation> {
  const path = session.resourcePath(type, id);
  const plain = await get(session, type, scenario, id, path, `read the ${type}`);
  const seen = classify(plain, "GET");
  if (seen.kind !== "present" || expected === undefined || type !== "Group") return seen;
  const { missing } = compareMembers(expected.members, seen.members.values);
  if (missing.length === 0) return seen;
  // Members may be returned only when asked for by name (RFC 7643 section 7, `returned`: `request`).
  const named = await get(
    session,
    type,
    scenario,
    id,
    `${path}?attributes=members`,
    "read it again, asking for members",
  );
  const shown = resourceIn(named);
  const members = shown === undefined ? undefined : membersOf(shown);
  if (members === undefined || members.values.size <= seen.members.values.size) return seen;
  session.learn({
    id: "members.returned",
    title: "Members in a plain GET",
    value: "are shown only when asked for with attributes=members",
  });
  return { ...seen, members, by: "GET ?attributes=members" };
}

async function get(
  session: Session,
  type: ResourceTypeName,
  scenario: string,
  id: string,
  path: string,
  title: string,
): Promise<Exchange> {
  return await session.send({
    scenario,
    purpose: "observation",
    intent: { kind: "helper" },
    title,
    method: "GET",
    path,
    resource: { type, id },
    headers: { accept: session.accept() },
  });
}

function classify(exchange: Exchange, by: string): Observation {
  const status = exchange.response?.status;
  if (status === 404 || status === 410) return { kind: "absent", by, exchange };
  const resource = resourceIn(exchange);
  if (resource === undefined) {
    const why =
      status === undefined
        ? `GET got no answer (${exchange.failure?.message ?? "unknown"})`
        : `GET was answered ${status} without a resource`;
    return { kind: "unreadable", by, exchange, why };
  }
  return present(resource, exchange, by);
}

function present(resource: JsonObject, exchange: Exchange, by: string): Observation {
  return {
    kind: "present",
    by,
    exchange,
    resource,
    displayName: textAttribute(resource, "displayName"),
    members: membersOf(resource),
  };
}

async function byList(session: Session, type: ResourceTypeName, scenario: string, id: string): Promise<Observation> {
  const exchange = await list(session, type, scenario, `id eq ${JSON.stringify(id)}`, `find the ${type} in the list`);
  const resources = resourcesIn(exchange);
  if (resources === undefined) {
    return {
      kind: "unreadable",
      by: "list",
      exchange,
      why: `the list was answered ${exchange.response?.status ?? "not at all"}`,
    };
  }
  const found = resources.find((resource) => attributeOf(resource, "id") === id);
  return found === undefined ? { kind: "absent", by: "list", exchange } : present(found, exchange, "list");
}

/** Reads the collection with a filter. */
export async function list(
  session: Session,
  type: ResourceTypeName,
  scenario: string,
  filter: string,
  title: string,
): Promise<Exchange> {
  return await session.send({
    scenario,
    purpose: "observation",
    intent: { kind: "helper" },
    title,
    method: "GET",
    path: `${session.collectionPath(type)}?filter=${encodeURIComponent(filter)}`,
    headers: { accept: session.accept() },
  });
}

/** The resources of a ListResponse, or undefined when the answer is none. */
export function resourcesIn(exchange: Exchange): readonly JsonObject[] | undefined {
  const body = resourceIn(exchange);
  if (body === undefined || typeof attributeOf(body, "totalResults") !== "number") return undefined;
  const resources = attributeOf(body, "Resources");
  return Array.isArray(resources) ? resources.filter((resource) => isObject(resource)) : [];
}
