import type { Observation, ScenarioContext, UserLook } from "../scenarios/index.ts";
import { attributeOf, isUnassigned, type JsonObject } from "../scim/index.ts";
import { resourceIn } from "./fixtures/resource-in.ts";
import { get, LOOK_EVERY_MS, list, lookOnce, resourcesIn, withLaterLook } from "./observe.ts";
import type { Offers } from "./preflight.ts";
import type { Session } from "./session.ts";

/**
 * Looks at a User independently of the write: again until it holds what is expected or the grace period is over, and
 * once more for attributes by name, since a server may show some only when they are asked for (RFC 7643 section 7).
 */
export async function observeUser(
  session: Session,
  offers: Offers,
  scenario: string,
  id: string,
  { holds, names }: UserLook,
  wait: ScenarioContext["wait"],
): Promise<Observation> {
  const look = async (purpose: "probe" | "observation"): Promise<Observation> =>
    await lookOnce(session, offers, { scenario, purpose }, id, "User");
  const until = performance.now() + session.settings.graceMs;
  while (performance.now() < until) {
    const seen = await look("probe");
    if (seen.kind === "not-offered" || (seen.kind === "present" && holds(seen.resource))) break;
    await wait(LOOK_EVERY_MS);
  }
  const first = await look("observation");
  const isRight = (one: Observation): boolean => one.kind === "present" && holds(one.resource);
  const seen = isRight(first)
    ? first
    : await withLaterLook(session, first, async () => isRight(await look("probe")), wait);
  if (seen.kind !== "present") return seen;
  const missing = names.filter((name) => isUnassigned(attributeOf(seen.resource, name)));
  if (missing.length === 0) return seen;
  const asked = await ask(session, offers, scenario, id, missing);
  const found = missing.filter((name) => !isUnassigned(attributeOf(asked ?? {}, name)));
  if (asked === undefined || found.length === 0) return seen;
  session.learn({
    id: "user.returned-on-request",
    title: "Attributes of a User that are shown only when asked for",
    value: [...found].sort().join(", "),
  });
  const more = Object.fromEntries(found.map((name) => [name, attributeOf(asked, name)]));
  return { ...seen, resource: { ...seen.resource, ...more } };
}

async function ask(
  session: Session,
  offers: Offers,
  scenario: string,
  id: string,
  names: readonly string[],
): Promise<JsonObject | undefined> {
  const by = { scenario, purpose: "observation" } as const;
  const query = `attributes=${names.map((name) => encodeURIComponent(name)).join(",")}`;
  const title = `read it again, asking for ${names.join(", ")}`;
  if (offers.get) {
    const path = `${session.resourcePath("User", id)}?${query}`;
    return resourceIn(await get(session, "User", by, id, path, title));
  }
  const listed = await list(session, "User", by, `id eq ${JSON.stringify(id)}`, title, `&${query}`);
  return resourcesIn(listed)?.find((resource) => attributeOf(resource, "id") === id);
}
