import { readBody } from "./body.ts";
import type { Call, Reply } from "./call.ts";
import { isJsonObject, type Json, type JsonObject, textOf } from "./json.ts";
import { pageOf } from "./page.ts";
import { property } from "./patch/operation.ts";
import { parseFilter, placeOf, type Test, valuesAt } from "./patch/value-filter.ts";
import type { ResourceType } from "./resource.ts";
import { projectBySchema } from "./schema-projection.ts";
import { rulesFor, type SchemaTable } from "./schema-table.ts";
import { invalidValue, ScimError } from "./scim-error.ts";
import { jsonReply, showResource } from "./show.ts";
import { RESOURCE_URN, SEARCH_URN } from "./urns.ts";

/** A resource as it is shown, and of which type it is. */
interface Shown {
  readonly type: ResourceType;
  readonly shown: JsonObject;
}

/** GET of collections by the whole of RFC 7644 section 3.4.2: filter, sorting, paging and projection, all by the schema. */
export function queryResources(call: Call, types: readonly ResourceType[], { maxResults }: SchemaTable): Reply {
  const { query, service } = call;
  const tests = testsOf(call, types);
  const found = types.flatMap((type) =>
    service.store
      .list(type)
      .map((resource): Shown => ({ type, shown: showResource(call, resource) }))
      .filter(({ shown }) => tests[type](shown)),
  );
  const order = query.get("sortBy");
  const sorted = order === null ? found : sort(call, found, types, order);
  return jsonReply(
    call,
    200,
    pageOf(query, sorted, ({ type, shown }) => projectBySchema(call, shown, type), maxResults),
  );
}

/** POST of `.search` (RFC 7644 section 3.4.3): the query in a body. */
export function searchResources(call: Call, types: readonly ResourceType[], schema: SchemaTable): Reply {
  const body = readBody(call);
  const schemas = property(body, "schemas");
  const isSearch =
    Array.isArray(schemas) && schemas.some((urn) => textOf(urn).toLowerCase() === SEARCH_URN.toLowerCase());
  if (!isSearch) throw new ScimError(400, `schemas must contain ${SEARCH_URN}.`, { scimType: "invalidSyntax" });
  for (const name of ["filter", "sortBy", "sortOrder", "startIndex", "count", "attributes", "excludedAttributes"]) {
    const value = property(body, name);
    if (value === undefined || value === null) continue;
    if (isJsonObject(value)) throw invalidValue(`${name} cannot be an object.`);
    call.query.set(name, Array.isArray(value) ? value.map(textOf).join(",") : textOf(value));
  }
  return queryResources(call, types, schema);
}

/** The filter for each type; what only another type has is unassigned, what none has is an error. */
function testsOf(call: Call, types: readonly ResourceType[]): Readonly<Record<ResourceType, Test>> {
  const tests: Record<ResourceType, Test> = { User: () => false, Group: () => false };
  const filter = call.query.get("filter");
  let refusal: unknown;
  let read = 0;
  for (const type of types) {
    try {
      tests[type] =
        filter === null ? (): boolean => true : parseFilter(filter, rulesFor(call.service, type), RESOURCE_URN[type]);
      read += 1;
    } catch (error) {
      refusal = error;
    }
  }
  if (read === 0) throw refusal;
  return tests;
}

/** In the order of one attribute's first or primary value; what has none comes last, in a descending order first. */
function sort(call: Call, found: readonly Shown[], types: readonly ResourceType[], sortBy: string): Shown[] {
  const descending = call.query.get("sortOrder")?.toLowerCase() === "descending";
  const places = new Map(
    types.map((type) => [type, placeOf(sortBy, rulesFor(call.service, type), RESOURCE_URN[type])] as const),
  );
  if ([...places.values()].every((place) => place === undefined)) {
    throw new ScimError(400, `There is no attribute ${sortBy}.`, { scimType: "invalidPath" });
  }
  const keyOf = ({ type, shown }: Shown): string | undefined => {
    const place = places.get(type);
    if (place === undefined) return undefined;
    const values = valuesAt(shown, place.steps);
    const first: Json | undefined = values.find((item) => isJsonObject(item) && item["primary"] === true) ?? values[0];
    const value = isJsonObject(first) ? first["value"] : first;
    if (value === undefined || value === null) return undefined;
    return place.rule.caseExact ? textOf(value) : textOf(value).toLowerCase();
  };
  const direction = descending ? -1 : 1;
  return found
    .map((item) => ({ item, key: keyOf(item) }))
    .sort(({ key: a }, { key: b }) => {
      if (a === b) return 0;
      if (a === undefined || b === undefined) return a === undefined ? direction : -direction;
      return a < b ? -direction : direction;
    })
    .map(({ item }) => item);
}
