import { attributeOf, isObject, locationNames, textAttribute } from "../../../scim/index.ts";
import { bodyIn, isSuccess, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { resourcesOf, serviceScenario, statusOf } from "../kit.ts";
import { documentIn, sayOf } from "./document.ts";

const SINGLE = "RFC7644-4-SINGLE";
const LOCATION = "RFC7643-3.1-META-LOCATION";
const FILTER = "RFC7644-4-FILTER-403";

/** Each type and schema is found under its own name, as any resource is (RFC 7644 section 4). */
export const singleDocuments: Scenario = serviceScenario({
  id: "service.discovery.single",
  title: "A single resource type and a single schema can be asked for",
  requirements: [SINGLE, LOCATION, "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { resourceTypes, schemas } = await context.service.discovery();
    const [type] = resourceTypes.model ?? [];
    const [schema] = schemas.model ?? [];
    if (type === undefined && schema === undefined) {
      throw new NoVerdict("not-applicable", "the server describes neither resource types nor schemas");
    }
    if (type !== undefined) await judgeSingle(context, "/ResourceTypes", type.name, "name");
    if (schema !== undefined) await judgeSingle(context, "/Schemas", schema.urn, "id");
  },
});

async function judgeSingle(context: ScenarioContext, list: string, id: string, key: string): Promise<void> {
  const exchange = await context.service.look(
    { to: { endpoint: `${list}/${id}` }, title: `ask for ${id} alone`, intent: { kind: "helper" } },
    () => true,
  );
  const body = isSuccess(exchange) ? bodyIn(exchange) : undefined;
  const shown = isObject(body) ? (textAttribute(body, key) ?? "") : "";
  sayOf(
    context,
    list,
  )({
    requirement: SINGLE,
    invariant: list.slice(1),
    holds: shown.toLowerCase() === id.toLowerCase(),
    expected: [`200 with ${id}`],
    actual: shown === "" ? statusText(exchange) : shown,
    message: `${list} does not show ${id} alone, as it does in the list.`,
    exchanges: [exchange],
  });
  const meta = isObject(body) ? attributeOf(body, "meta") : undefined;
  const location = isObject(meta) ? textAttribute(meta, "location") : undefined;
  if (location === undefined) return;
  sayOf(
    context,
    list,
  )({
    requirement: LOCATION,
    invariant: list.slice(1),
    holds: locationNames(location, list.slice(1), id),
    expected: [`a URI that ends in ${list}/${id}`],
    actual: location,
    message: `\`meta.location\` of ${id} names something else.`,
    exchanges: [exchange],
  });
}

/** A filter on discovery must not look as if it had been applied (RFC 7644 section 4). */
export const filterRefused: Scenario = serviceScenario({
  id: "service.discovery.filter",
  title: "A filter on the schemas is refused, and never seems to have been applied",
  requirements: [FILTER, "RFC7644-4-LISTS", "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { schemas } = await context.service.discovery();
    documentIn(context, "/Schemas", schemas, "RFC7644-4-LISTS");
    const exchange = await context.service.look(
      {
        to: { endpoint: "/Schemas" },
        query: { filter: 'id eq "urn:ietf:params:scim:schemas:core:2.0:User"' },
        title: "ask for the schemas with a filter",
        intent: { kind: "open", why: "a filter on discovery" },
      },
      () => true,
    );
    const shown = resourcesOf(exchange)?.length;
    const isApplied = shown === 1 && (schemas.model?.length ?? 0) > 1;
    sayOf(
      context,
      "/Schemas",
    )({
      requirement: FILTER,
      invariant: "filter",
      holds: statusOf(exchange) === 403,
      expected: ["403"],
      actual: shown === undefined ? statusText(exchange) : `${statusText(exchange)} with ${shown} schemas`,
      message: isApplied
        ? "A filter on /Schemas is applied, where it is to be refused with 403."
        : "A filter on /Schemas is not refused with 403, so a client may believe that it was applied.",
      exchanges: [exchange],
    });
  },
});
