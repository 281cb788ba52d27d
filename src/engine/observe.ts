import type { ResourceTypeName } from "../document/index.ts";
import type { Exchange, Purpose } from "../result/index.ts";
import type { GroupState, Observation } from "../scenarios/index.ts";
import {
  attributeOf,
  compareMembers,
  hasAttribute,
  isObject,
  type JsonObject,
  membersOf,
  textAttribute,
} from "../scim/index.ts";
import { resourceIn } from "./fixtures/resource-in.ts";
import type { Offers } from "./preflight.ts";
import type { Session } from "./session.ts";

/** While the grace period lasts, looks are this far apart, in ms. */
export const LOOK_EVERY_MS = 100;

/** Who looks, with which credential, and whether what it sees is judged. */
export interface Asker {
  readonly scenario: string;
  readonly purpose: Purpose;
  readonly credential?: "other";
}

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
  const look = async (purpose: Purpose): Promise<Observation> =>
    await lookOnce(session, offers, { scenario, purpose }, id, type, expected);
  if (expected !== undefined && session.settings.graceMs > 0) {
    const until = performance.now() + session.settings.graceMs;
    // What a read shows before the write has arrived is not judged: only the settled one is.
    for (;;) {
      if (agrees(await look("probe"), expected) || performance.now() >= until) break;
      await wait(LOOK_EVERY_MS);
    }
  }
  const seen = await look("observation");
  if (expected === undefined) return seen;
  if (agrees(seen, expected)) {
    if (type === "Group") session.settled.add(scenario, id, expected);
    return seen;
  }
  return await withLaterLook(session, seen, async () => agrees(await look("probe"), expected), wait);
}

/** How long after a wrong look another one is taken, in ms: most servers that show writes late have shown them by then. */
const LATER_MS = 1000;

/**
 * Looks again, a while after a look that showed something else than was written: once a suite, since a server that
 * loses writes would make every scenario wait. What counts is the first look; the other only tells what to try.
 */
export async function withLaterLook(
  session: Session,
  seen: Observation,
  agreesNow: () => Promise<boolean>,
  wait: (ms: number) => Promise<void>,
): Promise<Observation> {
  if (!session.mayLookLater(seen.kind)) return seen;
  await wait(LATER_MS);
  if (await agreesNow()) session.showsLate();
  return seen;
}

/** Looks once, by GET where it is offered, else through the list. */
export async function lookOnce(
  session: Session,
  offers: Offers,
  by: Asker,
  id: string,
  type: ResourceTypeName,
  expected?: GroupState,
): Promise<Observation> {
  if (!offers.get && !offers.list) return { kind: "not-offered" };
  return offers.get ? await byGet(session, type, by, id, expected) : await byList(session, type, by, id, expected);
}

function agrees(seen: Observation, expected: GroupState): boolean {
  if (seen.kind !== "present" || seen.displayName !== expected.displayName) return false;
  const { externalId } = expected;
  if (externalId !== undefined && textAttribute(seen.resource, "externalId") !== externalId) return false;
  const { missing, strangers } = compareMembers(expected.members, seen.members.values);
  return missing.length === 0 && strangers.length === 0;
}

async function byGet(
  session: Session,
  type: ResourceTypeName,
  by: Asker,
  id: string,
  expected: GroupState | undefined,
): Promise<Observation> {
  const path = session.resourcePath(type, id);
  const plain = await get(session, type, by, id, path, `read the ${type}`);
  const seen = classify(plain, "GET");
  if (seen.kind !== "present" || expected === undefined || type !== "Group") return seen;
  const { missing } = compareMembers(expected.members, seen.members.values);
  if (missing.length === 0) return seen;
  // Members may be returned only when asked for by name (RFC 7643 section 7, `returned`: `request`).
  const named = await get(session, type, by, id, `${path}?attributes=members`, "read it again, asking for members");
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

/** Reads one resource, whose path may carry a query. */
export async function get(
  session: Session,
  type: ResourceTypeName,
  by: Asker,
  id: string,
  path: string,
  title: string,
): Promise<Exchange> {
  return await session.send({
    ...by,
    intent: { kind: "helper" },
    title,
    method: "GET",
    path,
    resource: { type, id },
    headers: { accept: session.accept() },
  });
}

/** What the answer to a GET of one resource shows. */
export function classify(exchange: Exchange, by: string): Observation {
  const status = exchange.response?.status;
  if (status === 404 || status === 410) return { kind: "absent", by, exchange };
  const resource = resourceIn(exchange);
  if (resource === undefined) {
    const why =
      status === undefined || exchange.failure !== undefined
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

async function byList(
  session: Session,
  type: ResourceTypeName,
  by: Asker,
  id: string,
  expected: GroupState | undefined,
): Promise<Observation> {
  const filter = `id eq ${JSON.stringify(id)}`;
  const exchange = await list(session, type, by, filter, `find the ${type} in the list`);
  const resources = resourcesIn(exchange);
  if (resources === undefined) {
    const why = `the list was answered ${exchange.response?.status ?? "not at all"}`;
    return { kind: "unreadable", by: "list", exchange, why };
  }
  const found = resources.find((resource) => attributeOf(resource, "id") === id);
  if (found === undefined) return { kind: "absent", by: "list", exchange };
  const seen = present(found, exchange, "list");
  if (
    seen.kind !== "present" ||
    expected === undefined ||
    type !== "Group" ||
    expected.members.size === 0 ||
    hasAttribute(found, "members")
  )
    return seen;
  // A list may leave attributes out (RFC 7644 section 3.4.2): what it does not show is not known.
  const named = await list(session, type, by, filter, "find it again, asking for members", "&attributes=members");
  const again = resourcesIn(named)?.find((resource) => attributeOf(resource, "id") === id);
  if (again === undefined || !hasAttribute(again, "members")) {
    return { kind: "unreadable", by: "list", exchange: named, why: "the list does not show members" };
  }
  return { ...seen, members: membersOf(again), by: "list ?attributes=members" };
}

/** Reads the collection with a filter. */
export async function list(
  session: Session,
  type: ResourceTypeName,
  by: Asker,
  filter: string,
  title: string,
  more = "",
): Promise<Exchange> {
  return await session.send({
    ...by,
    intent: { kind: "helper" },
    title,
    method: "GET",
    path: `${session.collectionPath(type)}?filter=${encodeURIComponent(filter)}${more}`,
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
