import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, type JsonObject, listedIn, textAttribute, URN } from "../../../scim/index.ts";
import { bodyIn, isSuccess, statusText } from "../../answer.ts";
import type { ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { learn, resourcesOf, serviceScenario, statusOf } from "../kit.ts";
import { documentIn, isOf, judgeList, labelsOf, type SayOf, sayOf } from "./document.ts";

const ENDPOINT = "/ResourceTypes";
const LISTS = "RFC7644-4-LISTS";
const MEMBERS = "RFC7643-6-TYPE-MEMBERS";
const KNOWN = "RFC7643-6-SCHEMA-KNOWN";
const ADDRESSABLE = "RFC7643-6-ENDPOINT";

// More types than any service has; what comes beyond them is somebody's joke.
const TYPES_AT_MOST = 20;

/** The resource types: whole, each with what RFC 7643 section 6 requires, with schemas and endpoints that are there. */
export const resourceTypes: Scenario = serviceScenario({
  id: "service.discovery.resource-types",
  title: "The resource types name endpoints and schemas that are there",
  depth: "smoke",
  requirements: [MEMBERS, LISTS, KNOWN, ADDRESSABLE, "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { resourceTypes: types, schemas } = await context.service.discovery();
    const body = documentIn(context, ENDPOINT, types, LISTS);
    const sayIt = sayOf(context, ENDPOINT);
    judgeList(sayIt, types.exchange, URN.listResponse);
    const entries = listedIn(body) ?? [];
    for (const entry of entries) judgeEntry(sayIt, entry, types.exchange);
    learn(context, "discovery.types", "Resource types of the server", labelsOf(entries, "name") || "none");
    await judgeWhole(context, sayIt, entries, types.exchange);
    const known = schemas.model?.map(({ urn }) => urn.toLowerCase());
    for (const { name, endpoint, schema, extensions } of types.model?.slice(0, TYPES_AT_MOST) ?? []) {
      if (known !== undefined) {
        const strangers = [schema, ...extensions.map((one) => one.schema)].filter(
          (urn) => !known.includes(urn.toLowerCase()),
        );
        await judgeSchemas(context, name, strangers, [types.exchange, schemas.exchange]);
      }
      const found = await context.service.look(
        {
          to: { endpoint },
          query: { count: "1" },
          title: `look for the endpoint of ${name}`,
          intent: { kind: "helper" },
        },
        () => true,
      );
      sayIt({
        requirement: ADDRESSABLE,
        invariant: "endpoint",
        // Whether it may be queried as a whole is another matter.
        holds: statusOf(found) !== 404,
        expected: [`an answer other than 404 at ${endpoint}`],
        actual: statusText(found),
        message: `The resource type ${name} names an endpoint that is not there.`,
        exchanges: [types.exchange, found],
      });
    }
  },
});

/** A schema that the list does not have may still be there, under its own name: then it is the list that lacks something. */
async function judgeSchemas(
  context: ScenarioContext,
  type: string,
  strangers: readonly string[],
  exchanges: readonly Exchange[],
): Promise<void> {
  const unknown: string[] = [];
  const looks: Exchange[] = [];
  for (const urn of strangers) {
    const alone = await context.service.look(
      { to: { endpoint: `/Schemas/${urn}` }, title: `ask for ${urn} alone`, intent: { kind: "helper" } },
      () => true,
    );
    looks.push(alone);
    const body = isSuccess(alone) ? bodyIn(alone) : undefined;
    const isThere = isObject(body) && textAttribute(body, "id")?.toLowerCase() === urn.toLowerCase();
    if (!isThere) unknown.push(urn);
    else {
      sayOf(
        context,
        "/Schemas",
      )({
        requirement: LISTS,
        invariant: "schema left out",
        holds: false,
        expected: [`${urn} among the others`],
        actual: "a list without it",
        message: `The schema of the resource type ${type} is shown when it is asked for alone, and not in the list of /Schemas.`,
        exchanges: [...exchanges, alone],
      });
    }
  }
  sayOf(
    context,
    ENDPOINT,
  )({
    requirement: KNOWN,
    invariant: "schema",
    holds: unknown.length === 0,
    expected: ["the `id` of one of /Schemas"],
    actual: unknown.join(", "),
    message: `The resource type ${type} is of a schema that the server does not describe.`,
    exchanges: [...exchanges, ...looks],
  });
}

function judgeEntry(sayIt: SayOf, entry: JsonObject, exchange: Parameters<typeof judgeList>[1]): void {
  const lacking = ["name", "endpoint", "schema"].filter((key) => (textAttribute(entry, key) ?? "") === "");
  const extensions = attributeOf(entry, "schemaExtensions");
  const odd = (Array.isArray(extensions) ? extensions : []).filter(
    (one) =>
      !isObject(one) || textAttribute(one, "schema") === undefined || typeof attributeOf(one, "required") !== "boolean",
  );
  const named = [...lacking, ...(isOf(entry, URN.resourceType) ? [] : ["schemas"])];
  sayIt({
    requirement: MEMBERS,
    invariant: "members",
    holds: named.length === 0 && odd.length === 0,
    expected: ["`schemas`, `name`, `endpoint` and `schema`; of each extension `schema` and `required`"],
    actual: named.length > 0 ? `without ${named.join(", ")}` : JSON.stringify(odd[0] ?? null),
    message: `A resource type (${textAttribute(entry, "name") ?? "without a name"}) lacks what is required of it.`,
    exchanges: [exchange],
  });
}

/** Whoever offers Users or Groups names them among the types of resources. */
async function judgeWhole(
  context: ScenarioContext,
  sayIt: SayOf,
  entries: readonly JsonObject[],
  exchange: Exchange,
): Promise<void> {
  for (const name of ["User", "Group"] as const) {
    if (entries.some((entry) => textAttribute(entry, "name") === name || endsSo(entry, name))) continue;
    const found = await context.service.look(
      { to: { type: name }, query: { count: "1" }, title: `look for ${name}s`, intent: { kind: "helper" } },
      () => true,
    );
    sayIt({
      requirement: LISTS,
      invariant: `without ${name}`,
      holds: resourcesOf(found) === undefined,
      expected: [`a resource type of ${name}s, which the server offers`],
      actual: labelsOf(entries, "name") || "none",
      message: `The server offers ${name}s, and /ResourceTypes does not have them.`,
      exchanges: [exchange, found],
    });
  }
}

function endsSo(entry: JsonObject, name: string): boolean {
  return (textAttribute(entry, "endpoint") ?? "").endsWith(`${name}s`);
}
