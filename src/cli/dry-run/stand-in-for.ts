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
  const dialect = DIALECTS.find(({ name }) => name === contract.id)?.name;
  if (dialect !== undefined) {
    const own = openStandIn(dialect, origin, fixtures);
    // A document of one's own may go by a vendor's name and have other paths.
    if (own.paths.User === paths.User && own.paths.Group === paths.Group) return own;
  }
  return openStandIn({ paths, mediaType: mediaTypeOf(operation) }, origin, fixtures);
}

function mediaTypeOf({ responses }: SuitePlan["operation"]): string {
  const types = responses.filter(({ status }) => status.startsWith("2")).flatMap(({ content }) => content);
  return types.find(({ type }) => /[/+]json$/u.test(type))?.type ?? "application/scim+json";
}
