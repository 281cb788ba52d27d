import { collectionPathOf, type NamedFixtures, type SuitePlan } from "../../engine/index.ts";
import { DIALECTS, openStandIn, type StandIn } from "../../targets/index.ts";

/** Somewhere has to stand for the embedded target, which is not started. */
export const NOWHERE = "http://127.0.0.1";

/**
 * Who answers in place of a suite's server: the vendor's embedded target where there is one, else a plain server at the
 * paths of the document. Neither has a network; both have the resources that the user named.
 */
export function standInFor({ contract, operation }: SuitePlan, origin: string, fixtures: NamedFixtures): StandIn {
  const { operations } = contract;
  const paths = {
    User: collectionPathOf(operation, "User", operations),
    Group: collectionPathOf(operation, "Group", operations),
  };
  const requestTypes = bodyTypesOf(operations);
  const dialect = DIALECTS.find(({ name }) => name === contract.id)?.name;
  if (dialect !== undefined) {
    const own = openStandIn(dialect, origin, fixtures);
    // A document of one's own may go by a vendor's name and have other paths, or another media type.
    const isAtHome = own.paths.User === paths.User && own.paths.Group === paths.Group;
    if (isAtHome && requestTypes.every((type) => own.requestTypes.includes(type))) return own;
  }
  return openStandIn({ paths, mediaType: mediaTypeOf(operation), requestTypes }, origin, fixtures);
}

/** Whatever a document lets a body be in, without parameters: the plans of a run are sent in these. */
function bodyTypesOf(operations: SuitePlan["contract"]["operations"]): readonly string[] {
  const types = operations.flatMap(({ request }) => request.content.map(({ type }) => type.toLowerCase()));
  return types.map((type) => type.split(";")[0]?.trim() ?? "");
}

function mediaTypeOf({ responses }: SuitePlan["operation"]): string {
  const types = responses.filter(({ status }) => status.startsWith("2")).flatMap(({ content }) => content);
  return types.find(({ type }) => /[/+]json$/u.test(type))?.type ?? "application/scim+json";
}
