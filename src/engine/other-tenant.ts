import type { ResourceTypeName } from "../document/index.ts";
import type { Observation, OtherTenant } from "../scenarios/index.ts";
import { attributeOf, type JsonObject } from "../scim/index.ts";
import { classify, list, resourcesIn } from "./observe.ts";
import type { Offers } from "./preflight.ts";
import type { Session } from "./session.ts";

/** The eyes of another tenant; undefined where no credential of one was given. */
export function otherTenantOf(session: Session, offers: Offers, scenario: string): OtherTenant | undefined {
  const { otherCredentials = [] } = session.target;
  if (otherCredentials.length === 0) return undefined;
  // A probe: what a stranger is told is no history of the resource, and no check's business.
  const by = { scenario, purpose: "probe", credential: "other" } as const;

  const read = async (id: string, type: ResourceTypeName = session.operation.resourceType): Promise<Observation> => {
    if (!offers.get) return { kind: "not-offered" };
    const exchange = await session.send({
      ...by,
      intent: { kind: "helper" },
      title: `read the ${type} as another tenant`,
      method: "GET",
      path: session.resourcePath(type, id),
      headers: { accept: session.accept() },
    });
    return classify(exchange, "GET");
  };

  const find = async (
    attribute: string,
    value: string,
    type: ResourceTypeName = session.operation.resourceType,
  ): Promise<readonly JsonObject[] | undefined> => {
    const filter = `${attribute} eq ${JSON.stringify(value)}`;
    const exchange = await list(session, type, by, filter, `look for the ${type} as another tenant`);
    // A server may ignore a filter, or take it loosely: only the very value counts.
    return resourcesIn(exchange)?.filter((resource) => attributeOf(resource, attribute) === value);
  };

  return { read, find };
}
